-- Z04 Taux de réalisation des permanences
-- dimensions: entity, worker
-- measures: onSiteSessions
-- Per cent of those planned, whatever became of them.
select b.entity_id as entity,
       w.staff_id as worker,
       100.0 * count(*) filter (where b.status = 'honoured') / count(*) as "onSiteSessions"
  from recount.booking b
  left join recount.booked_worker w on w.tenant_id = $1 and w.appointment_id = b.id
 where b.tenant_id = $1 and b.kind = 'onSiteSession' and b.unit_id = any ($4)
   and b.starts_local >= to_char($2, 'YYYY-MM-DD') and b.starts_local < to_char($3 + 1, 'YYYY-MM-DD')
 group by 1, 2
