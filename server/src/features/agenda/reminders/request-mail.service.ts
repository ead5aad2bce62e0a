import { and, eq, sql } from 'drizzle-orm';
import type { Context, Database, Tx } from '../../../db/database.ts';
import { newId } from '../../../db/ids.ts';
import { requireUpdated, requireVersion } from '../../../http/etag.ts';
import type { Mail } from '../../../mail/mail.ts';
import { audit } from '../../audit/audit.service.ts';
import { hasUnread } from '../../access/notice.service.ts';
import { requestLetter } from './letter.ts';
import { requestMail } from './reminder.table.ts';
import { dueMails } from './request-mail.store.ts';

const minute = 60_000;
const longestWait = 60 * minute;

const own = (tenantId: string, staffId: string) =>
  and(eq(requestMail.tenantId, tenantId), eq(requestMail.staffId, staffId));

/** A request waits for these colleagues: each is told by e-mail, unless he said he would rather not be. */
export const mailRequest = (ctx: Context, staffIds: readonly string[]): Promise<void> =>
  awaitMail(ctx.tx, ctx.actor.tenantId, staffIds, ctx.now);

/** The same of what waits since an act of the system. */
export async function awaitMail(
  tx: Tx,
  tenantId: string,
  staffIds: readonly string[],
  now: Date,
): Promise<void> {
  if (staffIds.length === 0) return;
  await tx
    .insert(requestMail)
    .values(staffIds.map((staffId) => ({ tenantId, staffId, waitingSince: now })))
    .onConflictDoUpdate({
      target: [requestMail.tenantId, requestMail.staffId],
      set: { waitingSince: sql`coalesce(${requestMail.waitingSince}, excluded.waiting_since)` },
    });
}

/** Whether one is told by e-mail of requests; on unless one said otherwise. */
export async function readRequestMail(ctx: Context): Promise<{ wanted: boolean; version: number }> {
  const [row] = await ctx.tx
    .select({ wanted: requestMail.wanted, version: requestMail.version })
    .from(requestMail)
    .where(own(ctx.actor.tenantId, ctx.actor.staffId));
  return row ?? { wanted: true, version: 1 };
}

export async function setRequestMail(
  ctx: Context,
  version: number,
  wanted: boolean,
): Promise<{ wanted: boolean; version: number }> {
  const { tenantId, staffId } = ctx.actor;
  requireVersion((await readRequestMail(ctx)).version, version);
  await ctx.tx.insert(requestMail).values({ tenantId, staffId }).onConflictDoNothing();
  requireUpdated(
    await ctx.tx
      .update(requestMail)
      .set({ wanted, version: version + 1, ...(wanted ? {} : { waitingSince: null }) })
      .where(and(own(tenantId, staffId), eq(requestMail.version, version)))
      .returning({ staffId: requestMail.staffId }),
  );
  await audit(ctx, 'agenda.requestMailSet', { facts: { wanted } });
  return { wanted, version: version + 1 };
}

export interface RequestMailDeps {
  readonly database: Database;
  readonly mail: Mail;
  readonly clock: () => Date;
  readonly publicOrigin: string;
}

/**
 * Tells colleagues that something waits, a request or a reminder that came back, at most once for each wait: what waits is taken, and committed, before the
 * mail server hears of it. A message lost between the two is not sent again; what waits stands in Lastria.
 */
export async function sendRequestMails(deps: RequestMailDeps, tenantId: string): Promise<void> {
  const { database, mail, clock } = deps;
  const due = await database.withTenant(tenantId, [], (tx) => dueMails(tx, tenantId, clock()));
  for (const { staffId, email, waitingSince, tries } of due) {
    const now = clock();
    const isTaken = await database.withTenant(
      tenantId,
      [],
      (tx) => take(tx, tenantId, staffId, now),
      staffId,
    );
    if (!isTaken || email === null) continue;
    const letter = requestLetter(deps.publicOrigin);
    const outcome = await mail.handOver({ to: email, ...letter, key: newId() });
    if (outcome.kind !== 'notNow') continue;
    const wait = Math.min(longestWait, minute * 2 ** Math.min(tries, 10));
    await database.withTenant(tenantId, [], (tx) =>
      tx
        .update(requestMail)
        .set({ waitingSince, tries: tries + 1, handedAt: null, nextTryAt: new Date(now.getTime() + wait) })
        .where(and(own(tenantId, staffId), eq(requestMail.wanted, true))),
    );
    return;
  }
}

/** Takes what waits; false when another did, or when it was read meanwhile. */
async function take(tx: Tx, tenantId: string, staffId: string, now: Date): Promise<boolean> {
  const isUnread = await hasUnread(tx, { tenantId, staffId }, 'appointmentAsked', 'reminderReturned');
  const taken = await tx
    .update(requestMail)
    .set({ waitingSince: null, nextTryAt: null, tries: 0, ...(isUnread ? { handedAt: now } : {}) })
    .where(and(own(tenantId, staffId), sql`${requestMail.waitingSince} is not null`))
    .returning({ staffId: requestMail.staffId });
  return isUnread && taken.length > 0;
}
