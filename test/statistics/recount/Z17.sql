-- Z17 Formations suivies (heures)
-- dimensions: worker, month
-- measures: minutes
select w.worker_id as worker,
       to_char(w.performed_on, 'YYYY-MM') as month,
       sum(w.minutes) as minutes
  from recount.work w
 where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
   and 'training' = any (w.semantic_keys)
 group by 1, 2
