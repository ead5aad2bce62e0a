import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { uuids, type Context, type Tx } from '../../db/database.ts';
import { notFound } from '../../http/problem.ts';
import { orgUnit } from '../organisation/organisation.table.ts';
import { appointmentMotive, openingHours, room, type OpenHours } from './settings.table.ts';

export type MotiveRow = typeof appointmentMotive.$inferSelect;
export type RoomRow = typeof room.$inferSelect;

export const motives = (ctx: Context): Promise<MotiveRow[]> =>
  ctx.tx
    .select()
    .from(appointmentMotive)
    .where(eq(appointmentMotive.tenantId, ctx.actor.tenantId))
    .orderBy(asc(appointmentMotive.position), asc(appointmentMotive.label), asc(appointmentMotive.id));

/** Holds them all until the transaction ends: whoever else gives them a rank waits. */
export async function lockMotives({ tx, actor }: Context): Promise<void> {
  await tx
    .select({ id: appointmentMotive.id })
    .from(appointmentMotive)
    .where(eq(appointmentMotive.tenantId, actor.tenantId))
    .orderBy(asc(appointmentMotive.id))
    .for('update');
}

export async function motiveById(ctx: Context, id: string): Promise<MotiveRow | undefined> {
  const [row] = await ctx.tx
    .select()
    .from(appointmentMotive)
    .where(and(eq(appointmentMotive.tenantId, ctx.actor.tenantId), eq(appointmentMotive.id, id)));
  return row;
}

export const rooms = (ctx: Context): Promise<RoomRow[]> =>
  ctx.tx
    .select()
    .from(room)
    .where(eq(room.tenantId, ctx.actor.tenantId))
    .orderBy(asc(room.label), asc(room.id));

/** Rooms by their ids, where one keeps agendas; one that does not exist, or stands elsewhere: not found. */
export async function roomsById(ctx: Context, ids: readonly string[]): Promise<RoomRow[]> {
  if (ids.length === 0) return [];
  const asked = [...new Set(ids)];
  const rows = await ctx.tx
    .select()
    .from(room)
    .where(and(eq(room.tenantId, ctx.actor.tenantId), inArray(room.id, asked)));
  const seen = rows.filter(({ unitId }) => ctx.actor.scopes.identity.includes(unitId));
  if (seen.length < asked.length) throw notFound();
  return seen.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Rooms of a site that are offered, where one keeps agendas. */
export async function roomsOfSite(ctx: Context, site: string): Promise<RoomRow[]> {
  const rows = await ctx.tx
    .select()
    .from(room)
    .where(and(eq(room.tenantId, ctx.actor.tenantId), eq(room.site, site), eq(room.active, true)))
    .orderBy(asc(room.label), asc(room.id));
  return rows.filter(({ unitId }) => ctx.actor.scopes.identity.includes(unitId));
}

/** What delays and agendas read of where a unit stands. */
export async function placeOfUnit(ctx: Context, unitId: string) {
  const [row] = await ctx.tx
    .select({
      id: orgUnit.id,
      alsaceMoselle: orgUnit.alsaceMoselle,
      goodFriday: orgUnit.goodFriday,
      overseasTerritory: orgUnit.overseasTerritory,
    })
    .from(orgUnit)
    .where(and(eq(orgUnit.tenantId, ctx.actor.tenantId), eq(orgUnit.id, unitId)));
  return row;
}

interface HoursOf {
  readonly unit: { readonly id: string; readonly name: string };
  readonly hours: readonly OpenHours[];
}

/** The hours of a unit, if it has some of its own, with the version of what was said of it, and of the nearest above that has. */
export async function hoursOf(
  ctx: Context,
  unitId: string,
): Promise<{
  readonly own: HoursOf | undefined;
  readonly above: HoursOf | undefined;
  readonly version: number;
}> {
  const { tenantId } = ctx.actor;
  const rows = await ctx.tx.execute<{
    id: string;
    name: string;
    hours: readonly OpenHours[] | null;
    version: number;
  }>(sql`
    with recursive above as (
      select u.id, u.parent_id, u.name, 0 as depth from org_unit u where u.tenant_id = ${tenantId} and u.id = ${unitId}
      union all
      select p.id, p.parent_id, p.name, above.depth + 1 from above
        join org_unit p on p.tenant_id = ${tenantId} and p.id = above.parent_id
    )
    select above.id, above.name, h.hours, h.version from above
      join opening_hours h on h.tenant_id = ${tenantId} and h.unit_id = above.id
     where above.depth = 0 or h.hours is not null
     order by above.depth limit 2`);
  const of = (row: (typeof rows)[number] | undefined): HoursOf | undefined =>
    row?.hours ? { unit: { id: row.id, name: row.name }, hours: row.hours } : undefined;
  const mine = rows.find(({ id }) => id === unitId);
  return {
    own: of(mine),
    above: of(rows.find(({ id }) => id !== unitId)),
    version: mine?.version ?? 0,
  };
}

/** Gives motives their rank, in the order of their ids as given: one statement, whatever their number. */
export async function rankMotives({ tx, actor }: Context, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`
    update appointment_motive m set position = r.rank * 10
      from unnest(${uuids(ids)}) with ordinality as r (id, rank)
     where m.tenant_id = ${actor.tenantId} and m.id = r.id`);
}

/** Says the hours of a unit on the version they were read at; nothing is written when somebody said others since. */
export async function writeHours(
  tx: Tx,
  row: typeof openingHours.$inferInsert & { version: number },
): Promise<readonly unknown[]> {
  if (row.version === 1)
    return tx
      .insert(openingHours)
      .values(row)
      .onConflictDoNothing()
      .returning({ unitId: openingHours.unitId });
  return tx
    .update(openingHours)
    .set({ hours: row.hours, version: row.version })
    .where(
      and(
        eq(openingHours.tenantId, row.tenantId),
        eq(openingHours.unitId, row.unitId),
        eq(openingHours.version, row.version - 1),
      ),
    )
    .returning({ unitId: openingHours.unitId });
}
