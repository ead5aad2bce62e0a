import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { notFound, Problem } from '../../http/problem.ts';
import type { AuditActor } from '../audit/audit.service.ts';
import { staffNames } from './access.store.ts';
import { recordDecision, withdrawDecision } from './decision.service.ts';
import { requireMay } from './roles.service.ts';
import { recordedDecision, type DecisionKind } from './session.table.ts';

/** What the data protection officer decided, latest first; what was withdrawn included. */
export async function decisionsOf(ctx: Context) {
  const names = await staffNames(ctx);
  const rows = await ctx.tx
    .select()
    .from(recordedDecision)
    .where(eq(recordedDecision.tenantId, ctx.actor.tenantId))
    .orderBy(desc(recordedDecision.decidedAt), desc(recordedDecision.id))
    .limit(200);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    reference: row.reference,
    decidedByName: row.decidedBy === null ? null : (names.get(row.decidedBy) ?? null),
    decidedAt: row.decidedAt.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
  }));
}

/** Records a decision on a screen; one of the same object in force already stays as it is, and is said. */
export async function decide(ctx: Context, decision: { kind: DecisionKind; reference: string }) {
  requireMay(ctx, 'recordDecision');
  const standing = async () =>
    (await decisionsOf(ctx)).find(({ kind, withdrawnAt }) => kind === decision.kind && withdrawnAt === null);
  if (await standing()) throw new Problem('conflict', 'Une décision de cet objet est déjà en vigueur.');
  await recordDecision(ctx.tx, author(ctx), decision);
  return (await standing())!;
}

/** Withdraws a decision: what it opened ends at once. */
export async function withdraw(ctx: Context, decisionId: string): Promise<void> {
  requireMay(ctx, 'recordDecision');
  const [row] = await ctx.tx
    .select({ kind: recordedDecision.kind })
    .from(recordedDecision)
    .where(
      and(
        eq(recordedDecision.tenantId, ctx.actor.tenantId),
        eq(recordedDecision.id, decisionId),
        isNull(recordedDecision.withdrawnAt),
      ),
    );
  if (!row) throw notFound();
  await withdrawDecision(ctx.tx, author(ctx), row.kind);
  // Streams of the sessions it ended close at once
  ctx.published += 1;
}

const author = ({ actor, now, requestId }: Context): AuditActor => ({
  tenantId: actor.tenantId,
  staffId: actor.staffId,
  sessionId: actor.sessionId,
  clientId: actor.clientId,
  now,
  requestId,
});
