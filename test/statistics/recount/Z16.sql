-- Z16 Taux de présence par jour
-- dimensions: worker, month
-- measures: presentDays
-- Per cent of the half-days of work on which no absence was approved; who works at a distance is present.
with right_of_work as (
  -- The days of each right to work in a unit, as one’s own
  select g.staff_id, g.unit_id, g.valid_from, u.name,
         greatest((g.valid_from at time zone t.time_zone)::date, $2) as since,
         least((least(g.valid_until, g.revoked_at, s.left_at) at time zone t.time_zone)::date, $3) as until
    from tenant t
    join access_grant g on g.tenant_id = $1 and g.kind = 'REGULAR'
         and g.role in ('SOCIAL_WORKER', 'TEAM_MANAGER', 'SECRETARY', 'PSYCHOLOGIST')
    join staff_member s on s.tenant_id = $1 and s.id = g.staff_id and s.kind = 'person'
    join org_unit u on u.tenant_id = $1 and u.id = g.unit_id
   where t.tenant_id = $1
), member as (
  -- The holidays that count are those of the unit one was given first
  select r.staff_id, d.day::date as day, (array_agg(r.unit_id order by r.valid_from, r.name, r.unit_id))[1] as home_id
    from right_of_work r
   cross join generate_series(r.since::timestamp, r.until::timestamp, '1 day') d (day)
   where r.staff_id in (select staff_id from right_of_work where unit_id = any ($4))
   group by 1, 2
  having bool_or(r.unit_id = any ($4))
), expected as (
  select m.staff_id, m.day, 2 * (m.day - date '1970-01-01') as half
    from member m
    join recount.unit u on u.tenant_id = $1 and u.unit_id = m.home_id
    join recount.calendar c on c.day = m.day and c.territory = coalesce(u.overseas_territory, '')
         and c.alsace_moselle = u.alsace_moselle and c.good_friday = u.good_friday and c.worked
), present as (
  select e.staff_id, e.day,
         2 - coalesce((select sum(least(a.to_half, e.half + 2) - greatest(a.from_half, e.half))
                         from leave_absence a
                        where a.tenant_id = $1 and a.staff_id = e.staff_id and a.approved and a.away
                          and a.from_half < e.half + 2 and a.to_half > e.half), 0) as halves
    from expected e)
select staff_id as worker,
       to_char(day, 'YYYY-MM') as month,
       50.0 * avg(halves) as "presentDays"
  from present
 group by 1, 2
