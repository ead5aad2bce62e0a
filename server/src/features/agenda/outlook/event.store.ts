import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { uuids, type Context, type Tx } from '../../../db/database.ts';
import { newId } from '../../../db/ids.ts';
import { identityOfAppointment } from '../range.store.ts';
import { calendarEvent, calendarPush, outsideBusy, type Owner } from './link.table.ts';

export type EventRow = typeof calendarEvent.$inferSelect;
export type BusyRow = typeof outsideBusy.$inferInsert;

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

export const dropWaiting = (tx: Tx, { tenantId, staffId }: Owner) =>
  tx.delete(calendarPush).where(and(eq(calendarPush.tenantId, tenantId), eq(calendarPush.staffId, staffId)));

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

/**
 * The times a worker's appointments take between two instants, read under his own rights: a name he may not read in
 * Lastria stands in no calendar of his.
 */
export const wantedOf = ({ tx, actor: { tenantId, staffId } }: Context, from: Date, until: Date) =>
  tx.execute<WantedRow>(sql`
    select b.appointment_id, date_part('epoch', b.starts_at) as busy_from,
           date_part('epoch', b.ends_at) as busy_until, a.all_day, a.tentative, a.status, a.starts_local,
           a.ends_local, a.zone, a.travel_before + a.travel_after as travel, m.label as motive, a.title,
           i.last_name, i.first_names
      from agenda_booking b
      cross join lateral (
        select one.* from appointment one
         where one.tenant_id = ${tenantId} and one.id = b.appointment_id offset 0) a
      left join appointment_motive m on m.tenant_id = ${tenantId} and m.id = a.motive_id
      ${identityOfAppointment(tenantId)}
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

/** Has what was moved or deleted there written again as it stands here. */
export async function writeAgain(tx: Tx, owner: Owner): Promise<void> {
  await tx.delete(calendarEvent).where(and(eventOf(owner), eq(calendarEvent.toCheck, 'gone')));
  await tx
    .update(calendarEvent)
    .set({ toCheck: null, written: null })
    .where(and(eventOf(owner), eq(calendarEvent.toCheck, 'moved')));
}
