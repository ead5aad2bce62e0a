-- Z14 Congés et absences par intervenant et nature
-- dimensions: worker, absenceKind
-- measures: leaveDays
-- Half-days of work of the unit whose holidays count, within the period, divided by two: how a kind is counted from what
-- one has a right to is another matter.
select l.staff_id as worker,
       l.kind as "absenceKind",
       sum(recount.working_halves($1, l.home_unit_id, greatest(l.first_day, $2), least(l.last_day, $3))
           - case when l.first_day >= $2 and l.first_half = 'afternoon'
                  then recount.working_halves($1, l.home_unit_id, l.first_day, l.first_day) / 2 else 0 end
           - case when l.last_day <= $3 and l.last_half = 'morning'
                  then recount.working_halves($1, l.home_unit_id, l.last_day, l.last_day) / 2 else 0 end) / 2.0 as "leaveDays"
  from leave_request l
 where l.tenant_id = $1 and l.status = 'approved' and l.first_day <= $3 and l.last_day >= $2 and coalesce(l.for_unit_ids, l.unit_ids) && $4
 group by 1, 2
