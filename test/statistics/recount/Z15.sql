-- Z15 Soldes de congés
-- dimensions: worker, absenceKind
-- measures: leaveBalance
-- What was granted for the year the period ends in, less the half-days of that year that stood approved when it ended,
-- those to come included, counted as their kind is. Who was granted nothing of a kind has no balance of it.
with state as (
  select distinct on (s.leave_id) s.leave_id, s.status
    from tenant t
    join leave_step s on s.tenant_id = $1 and s.changed_at < ($3 + 1)::timestamp at time zone t.time_zone
   where t.tenant_id = $1
   order by s.leave_id, s.changed_at desc, s.id desc
), approved as (
  select l.staff_id, l.kind, sum(case extract(year from l.first_day) when extract(year from $3) then l.halves else l.halves_after end) as halves
    from state
    join leave_request l on l.tenant_id = $1 and l.id = state.leave_id
         and l.first_day between make_date(extract(year from $3)::int - 1, 1, 1) and make_date(extract(year from $3)::int, 12, 31)
   where state.status = 'approved'
   group by 1, 2)
select b.staff_id as worker,
       b.kind as "absenceKind",
       (b.granted_halves - coalesce(a.halves, 0)) / 2.0 as "leaveBalance"
  from leave_balance b
  left join approved a on a.staff_id = b.staff_id and a.kind = b.kind
 where b.tenant_id = $1 and b.year = extract(year from $3) and coalesce(b.for_unit_ids, b.unit_ids) && $4
