-- E16 Temps de déplacement
-- dimensions: worker, entity
-- measures: travelMinutes
select w.worker_id as worker,
       w.entity_id as entity,
       sum(w.travel_minutes + case when 'travel' = any (w.flags) then w.minutes else 0 end) as "travelMinutes"
  from recount.work w
 where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
 group by 1, 2
