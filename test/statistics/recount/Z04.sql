-- Z04 Taux de réalisation des permanences
-- dimensions: entity, worker
-- measures: onSiteSessions
-- Per cent. Planned: each that stands in the agenda, held, cancelled or put off since.
select s.entity_id as entity,
       w.worker_id as worker,
       100.0 * count(distinct s.id) filter (where s.became = 'honoured') / count(distinct s.id) as "onSiteSessions"
  from recount.agenda($1, 'onSiteSession', $2, $3, $4) s
  left join recount.taking_part w on w.tenant_id = $1 and w.appointment_id = s.id
 group by 1, 2
