-- Z01 Travaux par intervenant et par mois
-- dimensions: worker, month
-- measures: work
select w.worker_id as worker,
       to_char(w.performed_on, 'YYYY-MM') as month,
       count(distinct w.entry_id) as work
  from recount.work w
 where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
 group by 1, 2
