import { sql, type SQL } from 'drizzle-orm';
import { uuids, type Context } from '../../db/database.ts';
import { longest } from './moment.ts';

/** A time that is taken, with the appointment behind it where the policies show it: its columns are null else. */
export type RangeRow = DrawnRow & {
  readonly resource_id: string;
  readonly is_room: boolean;
  /** Seconds since 1970: a number is written and read several times faster than a date. */
  readonly busy_from: number;
  readonly busy_until: number;
};

/** The columns of an appointment that an agenda draws. */
export interface DrawnRow {
  readonly id: string | null;
  readonly version: number;
  readonly kind: string;
  readonly motive_id: string | null;
  readonly title: string | null;
  readonly status: string;
  readonly starts_local: string;
  readonly ends_local: string;
  readonly all_day: boolean;
  readonly tentative: boolean;
  readonly private: boolean;
  readonly unit_id: string;
  readonly file_id: string | null;
  readonly last_name: string | null;
  readonly first_names: string | null;
  readonly worker_ids: string;
  readonly asked_ids: string;
  readonly place_kind: string;
  readonly place: string | null;
  readonly room_id: string | null;
  readonly travel_before: number;
  readonly travel_after: number;
  readonly series_id: string | null;
}

/** Those that a list shows. */
export interface SummaryRow extends DrawnRow {
  readonly zone: string;
  readonly blocks: boolean;
  readonly for_unit_id: string;
  readonly external_url: string | null;
  readonly detached: boolean;
}

/** What an agenda draws of an appointment: `a`, with the identity `i` its file has. Each column is paid a thousand times. */
const drawnColumns = sql`
  a.id, a.version, a.kind, a.motive_id, a.title, a.status, a.starts_local, a.ends_local, a.all_day, a.tentative, a.private, a.unit_id, a.file_id,
  i.last_name, i.first_names, array_to_string(a.worker_ids, ',') as worker_ids,
  array_to_string(a.asked_ids, ',') as asked_ids, a.place_kind, a.place, a.room_id,
  a.travel_before, a.travel_after, a.series_id`;

/** What a list shows of it. */
export const summaryColumns = sql`${drawnColumns}, a.zone, a.blocks, a.for_unit_id, a.external_url, a.detached`;

/** The time that is taken. */
const busyColumns = sql`
  date_part('epoch', b.starts_at) as busy_from, date_part('epoch', b.ends_at) as busy_until`;

/** Who an appointment `a` is about, where one reads identities: by its key, so that the policy is asked of it alone. */
export const identityOfAppointment = (tenantId: string): SQL => sql`
  left join lateral (
    select who.last_name, who.first_names from file_identity who
     where who.tenant_id = ${tenantId} and who.file_id = a.file_id offset 0) i on true`;

/**
 * What stands behind a taken time, where the policies show it. One by one, by their keys: joined as a whole, the
 * policies would be asked of every appointment of the tenant.
 */
export const behind = (tenantId: string): SQL => sql`
  left join lateral (
    select one.* from appointment one
     where one.tenant_id = ${tenantId} and one.id = b.appointment_id offset 0) a on true
  ${identityOfAppointment(tenantId)}`;

/** More than this in one range is a question too wide. */
export const mostItems = 10_000;

/**
 * What stands in some agendas between two instants. A time that is taken is read by all; whose it is and why, as far as
 * the policies of `appointment` show its row: the join gives nulls for the rest, so that no mapper has to hide anything.
 * What takes no time is nobody else's business: without the row behind it, it is left out.
 */
export async function rowsBetween(
  ctx: Context,
  resourceIds: readonly string[],
  from: Date,
  to: Date,
): Promise<RangeRow[]> {
  const { tenantId } = ctx.actor;
  return ctx.tx.execute<Record<string, unknown> & RangeRow>(sql`
    select b.resource_id, b.is_room, ${busyColumns}, ${drawnColumns}
      from agenda_booking b
      ${behind(tenantId)}
     where ${overlapping(tenantId, resourceIds, from, to)} and (b.blocks or a.id is not null)
     order by b.starts_at, b.resource_id, b.appointment_id
     limit ${mostItems + 1}`);
}

/** An appointment of who acts. */
export type OwnRow = SummaryRow & {
  readonly id: string;
  /** Whether it takes his time: not once he declined it. */
  readonly takes: boolean;
  /** Seconds since 1970. */
  readonly created: number;
};

/** The appointments in which who acts takes part between two instants, in order; without their notes. */
export const ownBetween = (ctx: Context, from: Date, to: Date): Promise<OwnRow[]> => {
  const { tenantId, staffId } = ctx.actor;
  return ctx.tx.execute<Record<string, unknown> & OwnRow>(sql`
    select b.blocks as takes, date_part('epoch', a.created_at) as created, ${summaryColumns}
      from agenda_booking b
      ${behind(tenantId)}
     where ${overlapping(tenantId, [staffId], from, to)} and a.id is not null
     order by b.starts_at, b.appointment_id
     limit ${mostItems}`);
};

/** The taken times alone, of whoever reads them: enough to look for a free one. */
export async function takenBetween(
  ctx: Context,
  resourceIds: readonly string[],
  from: Date,
  to: Date,
): Promise<{ resource_id: string; from: number; until: number }[]> {
  const { tenantId } = ctx.actor;
  const rows = await ctx.tx.execute<{ resource_id: string; busy_from: number; busy_until: number }>(sql`
    select b.resource_id, ${busyColumns}
      from agenda_booking b
     where ${overlapping(tenantId, resourceIds, from, to)} and b.blocks
    union all
    select b.staff_id, ${busyColumns} from outside_busy b where ${outsideIn(tenantId, resourceIds, from, to)}
     order by 2`);
  return rows.map((row) => ({
    resource_id: row.resource_id,
    from: row.busy_from * 1000,
    until: row.busy_until * 1000,
  }));
}

/** What calendars elsewhere say is taken, between two instants. */
export const outsideBetween = (ctx: Context, staffIds: readonly string[], from: Date, to: Date) =>
  ctx.tx.execute<{ resource_id: string; busy_from: number; busy_until: number }>(sql`
    select b.staff_id as resource_id, ${busyColumns} from outside_busy b
     where ${outsideIn(ctx.actor.tenantId, staffIds, from, to)}
     order by b.starts_at, b.staff_id
     limit ${mostItems + 1}`);

const outsideIn = (tenantId: string, ids: readonly string[], from: Date, to: Date): SQL => sql`
  b.tenant_id = ${tenantId} and b.staff_id = any (${uuids(ids)})
  and b.starts_at < ${to.toISOString()}::timestamptz and b.ends_at > ${from.toISOString()}::timestamptz`;

/** What calendars elsewhere say of times that are wanted of somebody. */
export async function outsideInTheWay(
  ctx: Context,
  wanted: readonly { resourceId: string; startsAt: Date; endsAt: Date }[],
): Promise<{ resource_id: string; busy_from: number; busy_until: number }[]> {
  if (wanted.length === 0) return [];
  const { tenantId } = ctx.actor;
  const asked = JSON.stringify(
    wanted.map(({ resourceId, startsAt, endsAt }) => ({ r: resourceId, s: startsAt, e: endsAt })),
  );
  return ctx.tx.execute<{ resource_id: string; busy_from: number; busy_until: number }>(sql`
    select distinct b.staff_id as resource_id, ${busyColumns}
      from json_to_recordset(${asked}::text::json) as w (r uuid, s timestamptz, e timestamptz)
      join outside_busy b on b.tenant_id = ${tenantId} and b.staff_id = w.r and b.starts_at < w.e and b.ends_at > w.s
     order by busy_from, resource_id
     limit 50`);
}

/** The longest appointment and its travel say how far back one that is still under way may have begun. */
const lookBack = (longest + 2 * 480) * 60_000;

export const overlapping = (tenantId: string, ids: readonly string[], from: Date, to: Date): SQL => sql`
  b.tenant_id = ${tenantId} and b.resource_id = any (${uuids(ids)})
  and b.starts_at > ${new Date(from.getTime() - lookBack).toISOString()}::timestamptz
  and b.starts_at < ${to.toISOString()}::timestamptz and b.ends_at > ${from.toISOString()}::timestamptz`;

/** What takes a time that is wanted of somebody, but for the appointments that are moved. */
export async function inTheWay(
  ctx: Context,
  wanted: readonly { resourceId: string; startsAt: Date; endsAt: Date }[],
  except: readonly string[],
): Promise<RangeRow[]> {
  if (wanted.length === 0) return [];
  const { tenantId } = ctx.actor;
  const asked = JSON.stringify(
    wanted.map(({ resourceId, startsAt, endsAt }) => ({ r: resourceId, s: startsAt, e: endsAt })),
  );
  return ctx.tx.execute<Record<string, unknown> & RangeRow>(sql`
    select distinct on (b.starts_at, b.resource_id, b.appointment_id)
           b.resource_id, b.is_room, ${busyColumns}, ${drawnColumns}
      from json_to_recordset(${asked}::text::json) as w (r uuid, s timestamptz, e timestamptz)
      join agenda_booking b on b.tenant_id = ${tenantId} and b.resource_id = w.r and b.blocks
       and tstzrange(b.starts_at, b.ends_at) && tstzrange(w.s, w.e)
      ${behind(tenantId)}
     where b.appointment_id <> all (${uuids(except)})
     order by b.starts_at, b.resource_id, b.appointment_id
     limit 50`);
}
