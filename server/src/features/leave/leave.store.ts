import { and, asc, desc, eq, gt, gte, inArray, lt, lte, ne, or, sql } from 'drizzle-orm';
import { uuids, type Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { boundsOf, numberOf, type Span } from './half-days.ts';
import { orgUnit, staffMember } from '../organisation/organisation.table.ts';
import { leaveAbsence, leaveRequest, leaveStep } from './leave.table.ts';
import { markDue } from '../statistics/due.service.ts';

export type LeaveRow = typeof leaveRequest.$inferSelect;

const own = ({ actor }: Context, staffId: string) =>
  and(eq(leaveRequest.tenantId, actor.tenantId), eq(leaveRequest.staffId, staffId));
const one = ({ actor }: Context, id: string) =>
  and(eq(leaveRequest.tenantId, actor.tenantId), eq(leaveRequest.id, id));

/** A leave as far as the policies show it. */
export async function leaveById(ctx: Context, id: string): Promise<LeaveRow | undefined> {
  const [row] = await ctx.tx.select().from(leaveRequest).where(one(ctx, id));
  return row;
}

/** The same, held until the transaction ends. */
export async function lockLeave(ctx: Context, id: string): Promise<LeaveRow | undefined> {
  const [row] = await ctx.tx.select().from(leaveRequest).where(one(ctx, id)).for('update');
  return row;
}

/** Somebody's leave of which a day falls in a year, latest first. */
export const leaveOfYear = (ctx: Context, staffId: string, year: number): Promise<LeaveRow[]> =>
  ctx.tx
    .select()
    .from(leaveRequest)
    .where(
      and(
        own(ctx, staffId),
        lte(leaveRequest.firstDay, `${year}-12-31`),
        gte(leaveRequest.lastDay, `${year}-01-01`),
      ),
    )
    .orderBy(desc(leaveRequest.firstDay), desc(leaveRequest.id))
    .limit(400);

/** Leave of others that waits, then what is approved and not over; as far as the policies show it. */
export const leaveOfOthers = (ctx: Context, today: string): Promise<LeaveRow[]> =>
  ctx.tx
    .select()
    .from(leaveRequest)
    .where(
      and(
        eq(leaveRequest.tenantId, ctx.actor.tenantId),
        ne(leaveRequest.staffId, ctx.actor.staffId),
        or(
          eq(leaveRequest.status, 'asked'),
          and(eq(leaveRequest.status, 'approved'), gte(leaveRequest.lastDay, today)),
        ),
      ),
    )
    .orderBy(desc(sql`${leaveRequest.status} = 'asked'`), asc(leaveRequest.firstDay), asc(leaveRequest.id))
    .limit(500);

/** Somebody's leave, asked or approved, that meets a span. */
export const leaveMeeting = (
  ctx: Context,
  staffId: string,
  span: Span,
  except?: string,
): Promise<LeaveRow[]> => {
  const { from, to } = boundsOf(span);
  return ctx.tx
    .select({ leave: leaveRequest })
    .from(leaveAbsence)
    .innerJoin(
      leaveRequest,
      and(eq(leaveRequest.tenantId, ctx.actor.tenantId), eq(leaveRequest.id, leaveAbsence.leaveId)),
    )
    .where(
      and(
        eq(leaveAbsence.tenantId, ctx.actor.tenantId),
        eq(leaveAbsence.staffId, staffId),
        lt(leaveAbsence.fromHalf, to),
        gt(leaveAbsence.toHalf, from),
        except === undefined ? undefined : ne(leaveAbsence.leaveId, except),
      ),
    )
    .orderBy(asc(leaveAbsence.fromHalf))
    .then((rows) => rows.map(({ leave }) => leave));
};

export async function insertLeave(ctx: Context, row: LeaveRow): Promise<void> {
  await ctx.tx.insert(leaveRequest).values(row);
}

/** Writes a leave on the version it was read at; figures of the team are made again. */
export async function updateLeave(ctx: Context, row: LeaveRow): Promise<{ id: string }[]> {
  await markCounted(ctx, row.staffId);
  return ctx.tx
    .update(leaveRequest)
    .set(row)
    .where(and(one(ctx, row.id), eq(leaveRequest.version, row.version - 1)))
    .returning({ id: leaveRequest.id });
}

/** What statistics count of somebody's leave is to be made again. */
export const markCounted = ({ tx, actor }: Context, staffId: string): Promise<void> =>
  markDue(tx, actor.tenantId, 'leave', [staffId]);

export async function deleteLeave(ctx: Context, id: string): Promise<void> {
  await ctx.tx.delete(leaveRequest).where(one(ctx, id));
}

/** Takes the half-days of a leave, in place of those it took; false when another leave of the same person has some. */
export async function takeHalves(
  ctx: Context,
  row: LeaveRow,
  { approved, away }: { approved: boolean; away: boolean },
): Promise<boolean> {
  await freeHalves(ctx, row.id);
  const { from, to } = boundsOf(row);
  const taken = await ctx.tx
    .insert(leaveAbsence)
    .values({
      tenantId: row.tenantId,
      leaveId: row.id,
      staffId: row.staffId,
      unitIds: row.unitIds,
      fromHalf: from,
      toHalf: to,
      approved,
      away,
    })
    .onConflictDoNothing()
    .returning({ leaveId: leaveAbsence.leaveId });
  return taken.length === 1;
}

export async function freeHalves(ctx: Context, leaveId: string): Promise<void> {
  await ctx.tx
    .delete(leaveAbsence)
    .where(and(eq(leaveAbsence.tenantId, ctx.actor.tenantId), eq(leaveAbsence.leaveId, leaveId)));
}

const keptOf = ({
  kind,
  status,
  firstDay,
  firstHalf,
  lastDay,
  lastHalf,
  halves,
  halvesAfter,
  ...row
}: LeaveRow) => ({
  ...{ kind, status, firstDay, firstHalf, lastDay, lastHalf, halves, halvesAfter },
  ...{ comment: row.comment, reason: row.reason, homeUnitId: row.homeUnitId },
});

/** Keeps what a leave was, with who changed it. */
export async function keepStep(ctx: Context, row: LeaveRow, before: LeaveRow | null): Promise<void> {
  await ctx.tx.insert(leaveStep).values({
    tenantId: row.tenantId,
    id: newId(),
    leaveId: row.id,
    staffId: row.staffId,
    unitIds: row.unitIds,
    status: row.status,
    before: before && keptOf(before),
    after: keptOf(row),
    changedBy: ctx.actor.staffId,
    changedAt: ctx.now,
  });
}

export const stepsOf = (ctx: Context, leaveId: string) =>
  ctx.tx
    .select({ status: leaveStep.status, changedBy: leaveStep.changedBy, changedAt: leaveStep.changedAt })
    .from(leaveStep)
    .where(and(eq(leaveStep.tenantId, ctx.actor.tenantId), eq(leaveStep.leaveId, leaveId)))
    .orderBy(asc(leaveStep.changedAt), asc(leaveStep.id))
    .limit(200);

export async function staffNames(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx
    .select({ id: staffMember.id, name: staffMember.displayName })
    .from(staffMember)
    .where(and(eq(staffMember.tenantId, ctx.actor.tenantId), inArray(staffMember.id, [...ids])));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Half-days that some of a team take, with the leave behind them where the policies show it. */
export const absencesBetween = (ctx: Context, staffIds: readonly string[], from: string, to: string) =>
  ctx.tx
    .select({ absence: leaveAbsence, leave: leaveRequest })
    .from(leaveAbsence)
    .leftJoin(
      leaveRequest,
      and(eq(leaveRequest.tenantId, ctx.actor.tenantId), eq(leaveRequest.id, leaveAbsence.leaveId)),
    )
    .where(
      and(
        eq(leaveAbsence.tenantId, ctx.actor.tenantId),
        inArray(leaveAbsence.staffId, [...staffIds]),
        lt(leaveAbsence.fromHalf, numberOf(to, 'afternoon') + 1),
        gt(leaveAbsence.toHalf, numberOf(from, 'morning')),
      ),
    )
    .orderBy(asc(leaveAbsence.fromHalf), asc(leaveAbsence.staffId));

/** Half-days of a year, by kind and by what became of them. */
export const halvesOfYear = (ctx: Context, staffId: string, year: number) =>
  ctx.tx.execute<{ kind: string; status: string; halves: number }>(sql`
    select l.kind, l.status,
           sum(case when extract(year from l.first_day) = ${year} then l.halves else l.halves_after end)::int as halves
      from leave_request l
     where l.tenant_id = ${ctx.actor.tenantId} and l.staff_id = ${staffId} and l.status in ('asked', 'approved')
       and l.first_day between ${`${year - 1}-01-01`}::date and ${`${year}-12-31`}::date
     group by l.kind, l.status`);

interface TakenTime extends Record<string, unknown> {
  readonly id: string | null;
  readonly starts_local: string | null;
  readonly ends_local: string | null;
  readonly title: string | null;
  readonly file_id: string | null;
}

/** Appointments that take the time of somebody; of those the policies do not show, that there is one. */
export const takenTimes = (ctx: Context, staffId: string, from: Date, until: Date): Promise<TakenTime[]> =>
  ctx.tx.execute<TakenTime>(sql`
    select a.id, a.starts_local, a.ends_local, a.title, a.file_id
      from agenda_booking b
      left join appointment a on a.tenant_id = ${ctx.actor.tenantId} and a.id = b.appointment_id
     where b.tenant_id = ${ctx.actor.tenantId} and b.resource_id = ${staffId} and b.blocks
       and b.starts_at < ${until.toISOString()}::timestamptz and b.ends_at > ${from.toISOString()}::timestamptz
     order by b.starts_at, b.appointment_id
     limit 2000`);

/** Open and urgent requests of the files somebody leads, as far as one reads the follow-up. */
export const urgentOf = (ctx: Context, staffId: string) =>
  ctx.tx.execute<{ id: string; file_id: string; type_code: string; requested_on: string }>(sql`
    select r.id, r.file_id, r.type_code, r.requested_on::text
      from social_file f
      join social_request r on r.tenant_id = ${ctx.actor.tenantId} and r.file_id = f.id
     where f.tenant_id = ${ctx.actor.tenantId} and f.lead_worker_id = ${staffId} and f.status = 'open'
       and r.urgent and r.resolved_on is null
     order by r.requested_on, r.id
     limit 2000`);

/** Units by their ids, with those below them. */
export const unitsBelow = (ctx: Context, unitIds: readonly string[]) =>
  ctx.tx.execute<{ id: string; name: string }>(sql`
    with recursive below as (
      select u.id, u.name from org_unit u where u.tenant_id = ${ctx.actor.tenantId} and u.id = any (${uuids(unitIds)})
      union
      select c.id, c.name from below join org_unit c on c.tenant_id = ${ctx.actor.tenantId} and c.parent_id = below.id
    )
    select id, name from below order by name, id limit 2000`);

export const unitsNamed = (ctx: Context, unitIds: readonly string[]) =>
  ctx.tx
    .select({ id: orgUnit.id, name: orgUnit.name })
    .from(orgUnit)
    .where(and(eq(orgUnit.tenantId, ctx.actor.tenantId), inArray(orgUnit.id, [...unitIds])));
