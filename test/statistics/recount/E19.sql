-- E19 Rendez-vous non honorés
-- dimensions: month, worker
-- measures: work
select to_char(w.performed_on, 'YYYY-MM') as month,
       w.worker_id as worker,
       count(distinct w.entry_id) as work
  from recount.work w
 where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
   and 'noShow' = any (w.semantic_keys)
 group by 1, 2
