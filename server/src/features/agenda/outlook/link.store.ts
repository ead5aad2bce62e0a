import { and, eq, gt, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '../../../db/database.ts';
import { newId } from '../../../db/ids.ts';
import { dropBusy, dropEvents, dropWaiting } from './event.store.ts';
import { calendarLink, type LinkState, type Owner } from './link.table.ts';
import { dropSubscription } from './subscription.store.ts';

export type LinkRow = typeof calendarLink.$inferSelect;

const linkOf = ({ tenantId, staffId }: Owner) =>
  and(eq(calendarLink.tenantId, tenantId), eq(calendarLink.staffId, staffId));

export async function linkBy(tx: Tx, owner: Owner): Promise<LinkRow | undefined> {
  const [row] = await tx.select().from(calendarLink).where(linkOf(owner));
  return row;
}

export const changeLink = (tx: Tx, owner: Owner, changes: Partial<typeof calendarLink.$inferInsert>) =>
  tx.update(calendarLink).set(changes).where(linkOf(owner));

/** Puts tokens in the place of those that were read; false when somebody was quicker. */
export async function replaceTokens(
  tx: Tx,
  owner: Owner,
  before: number,
  sealedTokens: Buffer,
): Promise<boolean> {
  const done = await tx
    .update(calendarLink)
    .set({ sealedTokens, tokensVersion: before + 1 })
    .where(and(linkOf(owner), eq(calendarLink.tokensVersion, before)))
    .returning({ staffId: calendarLink.staffId });
  return done.length > 0;
}

/** Minutes a turn may last: a process that ends in the middle keeps the others waiting no longer. */
const turnMinutes = 5;

/** Takes the turn over a link that stands, or is about to; undefined when another has it. */
export async function takeTurn(
  tx: Tx,
  owner: Owner,
  now: Date,
): Promise<(LinkRow & { turn: string }) | undefined> {
  const turn = newId();
  const [row] = await tx
    .update(calendarLink)
    // What makes it due again from here on is not of this turn
    .set({ turn, turnUntil: new Date(now.getTime() + turnMinutes * 60_000), dueAt: null })
    .where(
      and(
        linkOf(owner),
        inArray(calendarLink.state, ['connected', 'connecting', 'disconnecting']),
        or(isNull(calendarLink.turnUntil), lt(calendarLink.turnUntil, now)),
      ),
    )
    .returning();
  return row && { ...row, turn };
}

/**
 * Gives the turn back, with what became of it; what was asked of the link meanwhile comes first, and what made it due
 * again stands.
 */
export async function endTurn(
  tx: Tx,
  owner: Owner,
  { turn, state }: { readonly turn: string; readonly state: LinkState },
  { dueAt, ...changes }: Partial<typeof calendarLink.$inferInsert>,
): Promise<void> {
  const ours = and(linkOf(owner), eq(calendarLink.turn, turn));
  const over = { turn: null, turnUntil: null };
  const at = dueAt?.toISOString() ?? null;
  const done = await tx
    .update(calendarLink)
    .set({ ...changes, ...over, dueAt: sql`least(${calendarLink.dueAt}, ${at}::timestamptz)` })
    .where(and(ours, eq(calendarLink.state, state)))
    .returning({ staffId: calendarLink.staffId });
  if (done.length === 0) await tx.update(calendarLink).set(over).where(ours);
}

/** Whose calendar is to be looked at now. */
export async function dueLinks(tx: Tx, tenantId: string, now: Date): Promise<string[]> {
  const at = now.toISOString();
  const rows = await tx.execute<{ staff_id: string }>(sql`
    select l.staff_id from calendar_link l
     where l.tenant_id = ${tenantId} and l.state in ('connected', 'connecting', 'disconnecting')
       and (l.not_before is null or l.not_before <= ${at}::timestamptz)
       and (l.turn_until is null or l.turn_until < ${at}::timestamptz)
       and (l.due_at is null or l.due_at <= ${at}::timestamptz or l.state <> 'connected'
            or exists (select 1 from calendar_push p where p.tenant_id = ${tenantId} and p.staff_id = l.staff_id))
     order by l.due_at, l.staff_id`);
  return rows.map(({ staff_id: staffId }) => staffId);
}

/** Has a calendar looked at by then, if it is not sooner. */
export const bringForward = (tx: Tx, owner: Owner, by: Date) =>
  tx
    .update(calendarLink)
    .set({ dueAt: by })
    .where(and(linkOf(owner), or(isNull(calendarLink.dueAt), gt(calendarLink.dueAt, by))));

/** Has every calendar that told more than « occupé » looked at now. */
export const lookAgainAboveBusy = (tx: Tx, tenantId: string, now: Date) =>
  tx
    .update(calendarLink)
    .set({ dueAt: now })
    .where(and(eq(calendarLink.tenantId, tenantId), ne(calendarLink.level, 'busy')));

export const putLink = (tx: Tx, owner: Owner, changes: Partial<typeof calendarLink.$inferInsert>) =>
  tx
    .insert(calendarLink)
    .values({ ...owner, provider: 'outlook', state: 'removed', ...changes })
    .onConflictDoUpdate({ target: [calendarLink.tenantId, calendarLink.staffId], set: changes });

export async function zoneOf(tx: Tx, tenantId: string): Promise<string> {
  const [row] = await tx.execute<{ time_zone: string }>(
    sql`select time_zone from tenant where tenant_id = ${tenantId} and id = ${tenantId}`,
  );
  if (!row) throw new Error('no such tenant');
  return row.time_zone;
}

/** Forgets all that came from a calendar, or was sent to it. */
export async function forget(tx: Tx, owner: Owner): Promise<void> {
  await dropEvents(tx, owner);
  await dropBusy(tx, owner, 'all');
  await dropSubscription(tx, owner);
  await dropWaiting(tx, owner);
}

/** What a link keeps of a calendar it is not tied to any more. */
export const nothingLeft = {
  state: 'removed',
  reason: null,
  mailboxId: null,
  mailbox: null,
  sealedTokens: null,
  attemptDigest: null,
  sealedAttempt: null,
  attemptUntil: null,
  sealedCursor: null,
  windowFrom: null,
  windowUntil: null,
  syncedAt: null,
  failures: 0,
  notBefore: null,
  dueAt: null,
} as const satisfies Partial<typeof calendarLink.$inferInsert>;

/** Links of whoever has left the team are forgotten, and their calendars not asked for any more. */
export async function forgetLeft(tx: Tx, tenantId: string, now: Date): Promise<void> {
  const left = await tx.execute<{ staff_id: string }>(sql`
    select l.staff_id from calendar_link l
      join staff_member m on m.tenant_id = ${tenantId} and m.id = l.staff_id
     where l.tenant_id = ${tenantId} and l.state <> 'removed' and m.left_at <= ${now.toISOString()}::timestamptz`);
  for (const { staff_id: staffId } of left) {
    await forget(tx, { tenantId, staffId });
    await changeLink(tx, { tenantId, staffId }, nothingLeft);
  }
}
