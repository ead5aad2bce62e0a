import { and, desc, eq } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { rootUnit, staffNames } from './access.store.ts';
import { supportRequest } from './access.table.ts';
import { grantAccess, holdersOf, revokeAccess } from './grants.service.ts';
import { inform } from './notice.service.ts';
import { requireMay } from './roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { addOther } from '../organisation/organisation.service.ts';

/** The vendor is let in for eight hours at most. */
const longest = 8 * 3_600_000;

type Row = typeof supportRequest.$inferSelect;

/** What the vendor asked, latest first. */
export async function supportRequestsOf(ctx: Context) {
  const names = await staffNames(ctx);
  const rows = await ctx.tx
    .select()
    .from(supportRequest)
    .where(eq(supportRequest.tenantId, ctx.actor.tenantId))
    .orderBy(desc(supportRequest.askedAt), desc(supportRequest.id))
    .limit(100);
  return rows.map((row) => ({
    id: row.id,
    askedBy: row.askedBy,
    reason: row.reason,
    askedAt: row.askedAt.toISOString(),
    until: row.until.toISOString(),
    status: statusOf(row, ctx.now),
    answeredByName: row.answeredBy === null ? null : (names.get(row.answeredBy) ?? null),
    answeredAt: row.answeredAt?.toISOString() ?? null,
  }));
}

/** Whatever was asked or given ends by itself. */
const statusOf = ({ status, until }: Row, now: Date): string =>
  (status === 'asked' || status === 'approved') && until <= now ? 'ended' : status;

/** Lets the vendor in until the end asked for, eight hours at most; refuses; or ends what was given, at once. */
export async function answerSupport(ctx: Context, requestId: string, answer: 'approve' | 'refuse' | 'end') {
  requireMay(ctx, 'answerSupport');
  const mine = and(eq(supportRequest.tenantId, ctx.actor.tenantId), eq(supportRequest.id, requestId));
  const [row] = await ctx.tx.select().from(supportRequest).where(mine).for('update');
  if (!row) throw notFound();
  const status = statusOf(row, ctx.now);
  if (status !== (answer === 'end' ? 'approved' : 'asked'))
    throw new Problem('conflict', 'Cette demande a déjà reçu une réponse, ou son terme est passé.');
  if (answer === 'end') {
    await revokeAccess(ctx, row.grantId!);
    await ctx.tx.update(supportRequest).set({ status: 'ended', until: ctx.now }).where(mine);
  } else if (answer === 'refuse') {
    await ctx.tx
      .update(supportRequest)
      .set({ status: 'refused', answeredBy: ctx.actor.staffId, answeredAt: ctx.now })
      .where(mine);
  } else await letIn(ctx, row);
  await audit(ctx, 'organisation.changed', { recordId: requestId, facts: { support: answer } });
  return (await supportRequestsOf(ctx)).find(({ id }) => id === requestId)!;
}

async function letIn(ctx: Context, row: Row): Promise<void> {
  const { tenantId } = ctx.actor;
  const until = new Date(Math.min(row.until.getTime(), ctx.now.getTime() + longest));
  const staffId = await addOther(ctx, 'support', row.askedBy);
  const grantId = await grantAccess(ctx, {
    staffId,
    role: 'SUPPORT',
    kind: 'SUPPORT',
    unitId: await rootUnit(ctx),
    validFrom: ctx.now,
    validUntil: until,
    reason: row.reason,
  });
  await ctx.tx
    .update(supportRequest)
    .set({ status: 'approved', until, answeredBy: ctx.actor.staffId, answeredAt: ctx.now, staffId, grantId })
    .where(and(eq(supportRequest.tenantId, tenantId), eq(supportRequest.id, row.id)));
  await inform(ctx, await holdersOf(ctx.tx, tenantId, 'DPO', ctx.now), {
    kind: 'supportApproved',
    aboutStaffId: ctx.actor.staffId,
    facts: [row.id],
  });
}
