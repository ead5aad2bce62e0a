import { and, eq, gt, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { uuids, type Tx } from '../../../db/database.ts';
import { newId } from '../../../db/ids.ts';
import {
  type LinkState,
  calendarEvent,
  calendarLink,
  calendarPush,
  calendarSubscription,
  outsideBusy,
} from './link.table.ts';

export type LinkRow = typeof calendarLink.$inferSelect;
export type EventRow = typeof calendarEvent.$inferSelect;
export type BusyRow = typeof outsideBusy.$inferInsert;

/** One worker's link. */
export interface Owner {
  readonly tenantId: string;
  readonly staffId: string;
}
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
       and (l.due_at is null or l.due_at <= ${at}::timestamptz or l.state <> 'connected'
            or exists (select 1 from calendar_push p where p.tenant_id = ${tenantId} and p.staff_id = l.staff_id))
     order by l.due_at, l.staff_id`);
  return rows.map(({ staff_id: staffId }) => staffId);
}

/**
 * Appointments whose time changed for somebody, to be told to the calendars tied to theirs; in the transaction of the
 * change, so that it is told if, and only if, it was made.
 */
export async function follow(
  tx: Tx,
  tenantId: string,
  changed: readonly { readonly staffId: string; readonly appointmentId: string }[],
): Promise<void> {
  if (changed.length === 0) return;
  const sent = changed.map(({ staffId, appointmentId }) => ({ id: newId(), s: staffId, a: appointmentId }));
  await tx.execute(sql`
    insert into calendar_push (tenant_id, id, staff_id, appointment_id)
    select ${tenantId}::uuid, n.id, n.s, n.a
      from json_to_recordset(${JSON.stringify(sent)}::text::json) as n (id uuid, s uuid, a uuid)
      join calendar_link l on l.tenant_id = ${tenantId} and l.staff_id = n.s and l.state <> 'removed'
    returning 1`);
}

/** What waits to be told, by its ids: read before the appointments are. */
export const waiting = (tx: Tx, { tenantId, staffId }: Owner) =>
  tx
    .select({ id: calendarPush.id, appointmentId: calendarPush.appointmentId })
    .from(calendarPush)
    .where(and(eq(calendarPush.tenantId, tenantId), eq(calendarPush.staffId, staffId)));

export const told = (tx: Tx, tenantId: string, ids: readonly string[]) =>
  tx
    .delete(calendarPush)
    .where(and(eq(calendarPush.tenantId, tenantId), sql`${calendarPush.id} = any (${uuids(ids)})`));

/** A time a worker's appointment takes, with what its event may show. */
export interface WantedRow extends Record<string, unknown> {
  readonly appointment_id: string;
  /** Seconds since 1970. */
  readonly busy_from: number;
  readonly busy_until: number;
  readonly all_day: boolean;
  readonly tentative: boolean;
  readonly status: string;
  readonly starts_local: string;
  readonly ends_local: string;
  readonly zone: string;
  readonly travel: number;
  readonly motive: string | null;
  readonly title: string | null;
  readonly last_name: string | null;
  readonly first_names: string | null;
}

/** The times a worker's appointments take between two instants, as the product itself reads them. */
export const wantedOf = (tx: Tx, { tenantId, staffId }: Owner, from: Date, until: Date) =>
  tx.execute<WantedRow>(sql`
    select b.appointment_id, date_part('epoch', b.starts_at) as busy_from,
           date_part('epoch', b.ends_at) as busy_until, a.all_day, a.tentative, a.status, a.starts_local,
           a.ends_local, a.zone, a.travel_before + a.travel_after as travel, m.label as motive, a.title,
           i.last_name, i.first_names
      from agenda_booking b
      join appointment a on a.tenant_id = ${tenantId} and a.id = b.appointment_id
      left join appointment_motive m on m.tenant_id = ${tenantId} and m.id = a.motive_id
      left join file_identity i on i.tenant_id = ${tenantId} and i.file_id = a.file_id
     where b.tenant_id = ${tenantId} and b.resource_id = ${staffId} and b.blocks
       and b.ends_at > ${from.toISOString()}::timestamptz and b.starts_at < ${until.toISOString()}::timestamptz`);

const eventOf = ({ tenantId, staffId }: Owner, appointmentId?: string) =>
  and(
    eq(calendarEvent.tenantId, tenantId),
    eq(calendarEvent.staffId, staffId),
    ...(appointmentId === undefined ? [] : [eq(calendarEvent.appointmentId, appointmentId)]),
  );

export const eventsOf = (tx: Tx, owner: Owner): Promise<EventRow[]> =>
  tx.select().from(calendarEvent).where(eventOf(owner));

export const addEvent = (tx: Tx, row: EventRow) => tx.insert(calendarEvent).values(row);

export const changeEvent = (tx: Tx, owner: Owner, appointmentId: string, changes: Partial<EventRow>) =>
  tx.update(calendarEvent).set(changes).where(eventOf(owner, appointmentId));

export const dropEvent = (tx: Tx, owner: Owner, appointmentId: string) =>
  tx.delete(calendarEvent).where(eventOf(owner, appointmentId));

export const dropEvents = (tx: Tx, owner: Owner) => tx.delete(calendarEvent).where(eventOf(owner));

/** Which of an owner's taken times elsewhere go: all of them, or by event and series. */
export async function dropBusy(
  tx: Tx,
  { tenantId, staffId }: Owner,
  which: 'all' | { readonly ids: readonly string[]; readonly series: readonly string[] },
): Promise<void> {
  const own = and(eq(outsideBusy.tenantId, tenantId), eq(outsideBusy.staffId, staffId));
  if (which === 'all') {
    await tx.delete(outsideBusy).where(own);
    return;
  }
  const { ids, series } = which;
  const named = [
    ...(ids.length > 0 ? [inArray(outsideBusy.outsideId, [...ids])] : []),
    ...(series.length > 0
      ? [inArray(outsideBusy.seriesId, [...series]), inArray(outsideBusy.outsideId, [...series])]
      : []),
  ];
  if (named.length > 0) await tx.delete(outsideBusy).where(and(own, or(...named)));
}

const rowsAtOnce = 500;

export async function addBusy(tx: Tx, rows: readonly BusyRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsAtOnce)
    await tx.insert(outsideBusy).values(rows.slice(at, at + rowsAtOnce));
}

export async function zoneOf(tx: Tx, tenantId: string): Promise<string> {
  const [row] = await tx.execute<{ time_zone: string }>(
    sql`select time_zone from tenant where tenant_id = ${tenantId} and id = ${tenantId}`,
  );
  if (!row) throw new Error('no such tenant');
  return row.time_zone;
}

export type SubscriptionRow = typeof calendarSubscription.$inferSelect;
const subscriptionOfLink = ({ tenantId, staffId }: Owner) =>
  and(eq(calendarSubscription.tenantId, tenantId), eq(calendarSubscription.staffId, staffId));

export async function subscriptionOf(tx: Tx, owner: Owner): Promise<SubscriptionRow | undefined> {
  const [row] = await tx.select().from(calendarSubscription).where(subscriptionOfLink(owner));
  return row;
}

export const subscriptionsBy = (
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
): Promise<SubscriptionRow[]> =>
  tx
    .select()
    .from(calendarSubscription)
    .where(and(eq(calendarSubscription.tenantId, tenantId), inArray(calendarSubscription.id, [...ids])));

export const dropSubscription = (tx: Tx, owner: Owner) =>
  tx.delete(calendarSubscription).where(subscriptionOfLink(owner));

/** Keeps a new subscription in the place of the one there was; without its proof, the same one for longer. */
export async function keepSubscription(
  tx: Tx,
  owner: Owner,
  { clientState, ...times }: Pick<SubscriptionRow, 'id' | 'expiresAt' | 'renewAt'> & { clientState?: string },
): Promise<void> {
  if (clientState === undefined) {
    await tx.update(calendarSubscription).set(times).where(subscriptionOfLink(owner));
    return;
  }
  await dropSubscription(tx, owner);
  await tx.insert(calendarSubscription).values({ ...owner, ...times, clientState });
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

/** Forgets all that came from a calendar, or was sent to it. */
export async function forget(tx: Tx, owner: Owner): Promise<void> {
  const { tenantId, staffId } = owner;
  await dropEvents(tx, owner);
  await dropBusy(tx, owner, 'all');
  await dropSubscription(tx, owner);
  await tx
    .delete(calendarPush)
    .where(and(eq(calendarPush.tenantId, tenantId), eq(calendarPush.staffId, staffId)));
}

/** Has what was moved or deleted there written again as it stands here. */
export async function writeAgain(tx: Tx, owner: Owner): Promise<void> {
  await tx.delete(calendarEvent).where(and(eventOf(owner), eq(calendarEvent.toCheck, 'gone')));
  await tx
    .update(calendarEvent)
    .set({ toCheck: null, written: null })
    .where(and(eventOf(owner), eq(calendarEvent.toCheck, 'moved')));
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
