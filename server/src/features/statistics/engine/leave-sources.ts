import { sql, type SQL } from 'drizzle-orm';
import { uuids } from '../../../db/database.ts';
import { workingRoles } from '../../access/reasons.service.ts';
import { closedDaysBetween } from '../../organisation/holidays.service.ts';
import { inRanges } from './base.ts';
import type { Rows, Wanted } from './sources.ts';

/** The half-day a day begins with, as `leave_fact` numbers them. */
const firstHalfOf = (day: SQL): SQL => sql`(${day} - date '1970-01-01') * 2`;
const boundsOf = ({ ranges }: Wanted): { from: string; to: string } => {
  const days = ranges.flatMap(({ from, to }) => [from, to]).toSorted();
  return { from: days[0]!, to: days.at(-1)! };
};

/** Each day of an approved leave on which half-days count, of those who worked in one of the units when they asked. */
export const approvedDays: Rows = (asked) => {
  const { from, to } = boundsOf(asked);
  const day = sql`(date '1970-01-01' + l.from_half / 2 + (h.rank - 1)::int)`;
  return sql`(
    select l.id, l.worker_id, l.kind, l.for_unit_id, ${day} as on_day, h.halves
      from leave_fact l
     cross join lateral unnest(l.halves) with ordinality h (halves, rank)
     where l.tenant_id = ${asked.tenantId}::uuid and l.unit_ids && ${uuids(asked.units)}
       and l.from_half < ${firstHalfOf(sql`${to}::date`)} + 2 and l.to_half > ${firstHalfOf(sql`${from}::date`)}
       and h.halves > 0 and ${inRanges(day, asked.ranges)}) f`;
};

/** What is left of each right of the year in which the period ends, as it stood on its last day. */
export const rightsAtEnd: Rows = ({ tenantId, units, ranges }) => {
  const end = sql`${ranges[0]!.to}::date`;
  return sql`(
    select r.id, r.worker_id, r.kind, r.for_unit_id, ${end} as on_day,
           r.granted_halves - coalesce((
             select sum((t ->> 'halves')::int) from jsonb_array_elements(r.taken) t
              where (t ->> 'on')::date <= ${end} and coalesce((t ->> 'until')::date, 'infinity') > ${end}), 0) as halves
      from leave_right_fact r
     where r.tenant_id = ${tenantId}::uuid and r.unit_ids && ${uuids(units)}
       and r.year = extract(year from ${end})) f`;
};

/**
 * Each working day of each member of the team who works that day in one of the units, with the half-days he is there.
 * The holidays that count are those of the unit he was first given to work in. Whoever's leave may not be read stands in
 * no row: he would seem always there.
 */
export const presence: Rows = (asked) => {
  const { tenantId, units, ranges } = asked;
  const tenant = sql`${tenantId}::uuid`;
  const { from, to } = boundsOf(asked);
  const local = (instant: SQL) =>
    sql`((${instant}) at time zone (select t.time_zone from tenant t where t.tenant_id = ${tenant}))::date`;
  const series = ranges.map(
    (range) =>
      sql`select g::date as day from generate_series(${range.from}::timestamp, ${range.to}::timestamp, interval '1 day') g`,
  );
  const closed = closedDaysBetween(from, to).map(({ date, where }) => sql`(${date}::date, ${where}::text)`);
  const roles = sql.join(
    workingRoles.map((role) => sql`${role}::text`),
    sql`, `,
  );
  return sql`(
    with weekday as (
      select distinct s.day from (${sql.join(series, sql` union all `)}) s where extract(isodow from s.day) < 6),
    closed (day, place) as (values ${sql.join(closed, sql`, `)}),
    calendar as (
      select distinct u.alsace_moselle, u.good_friday, coalesce(u.overseas_territory, '') as territory
        from org_unit u where u.tenant_id = ${tenant}),
    open_day as materialized (
      select k.alsace_moselle, k.good_friday, k.territory, w.day
        from calendar k
       cross join weekday w
       where not exists (select from closed c
                          where c.day = w.day
                            and (c.place in ('everywhere', k.territory)
                                 or (c.place = 'alsaceMoselle' and k.alsace_moselle)
                                 or (c.place = 'goodFriday' and k.good_friday)))),
    held as materialized (
      select g.staff_id, g.unit_id, g.valid_from, u.name, ${local(sql`g.valid_from`)} as since,
             coalesce(${local(sql`least(g.valid_until, g.revoked_at, m.left_at) - interval '1 microsecond'`)}, 'infinity') as until
        from access_grant g
        join staff_member m on m.tenant_id = ${tenant} and m.id = g.staff_id and m.kind = 'person'
        join org_unit u on u.tenant_id = ${tenant} and u.id = g.unit_id
       where g.tenant_id = ${tenant} and g.kind = 'REGULAR' and g.role in (${roles})),
    -- Between two days on which some right begins or has ended, one is where one was
    edge as (
      select h.staff_id, h.since as day from held h
       union
      select h.staff_id, h.until + 1 from held h where h.until < 'infinity'),
    stretch as (
      select e.staff_id, e.day as since,
             coalesce(lead(e.day) over (partition by e.staff_id order by e.day) - 1, 'infinity') as until
        from edge e),
    at_work as (
      select s.staff_id, s.since, s.until, array_agg(h.unit_id order by h.valid_from, h.name, h.unit_id) as unit_ids
        from stretch s join held h on h.staff_id = s.staff_id and s.since between h.since and h.until
       group by s.staff_id, s.since, s.until),
    read as materialized (
      select w.staff_id, w.since, w.until, u.id as unit_id, u.alsace_moselle, u.good_friday,
             coalesce(u.overseas_territory, '') as territory
        from at_work w
        join org_unit u on u.tenant_id = ${tenant} and u.id = w.unit_ids[1]
       where w.unit_ids && ${uuids(units)}
         and (w.staff_id = nullif(current_setting('app.staff', true), '')::uuid
              or w.unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ','))),
    away as materialized (
      select l.worker_id, d.day::date as day,
             sum(least(l.to_half, ${firstHalfOf(sql`d.day::date`)} + 2) - greatest(l.from_half, ${firstHalfOf(sql`d.day::date`)})) as halves
        from leave_fact l
       cross join lateral generate_series(
               greatest(date '1970-01-01' + l.from_half / 2, ${from}::date)::timestamp,
               least(date '1970-01-01' + (l.to_half - 1) / 2, ${to}::date)::timestamp, interval '1 day') d (day)
       where l.tenant_id = ${tenant} and l.away
         and l.from_half < ${firstHalfOf(sql`${to}::date`)} + 2 and l.to_half > ${firstHalfOf(sql`${from}::date`)}
       group by l.worker_id, d.day)
    select w.staff_id as worker_id, w.unit_id as for_unit_id, o.day as on_day, row_number() over (order by w.staff_id, o.day) as id,
           2 - coalesce(a.halves, 0)::int as halves
      from read w
      join open_day o on o.day between w.since and w.until and o.territory = w.territory
       and o.alsace_moselle = w.alsace_moselle and o.good_friday = w.good_friday
      left join away a on a.worker_id = w.staff_id and a.day = o.day) f`;
};
