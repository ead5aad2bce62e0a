-- Z08 Délai moyen de saisie (date du travail et date d'enregistrement)
-- dimensions: worker
-- measures: entryDelay
select w.worker_id as worker,
       avg(greatest(0, w.recorded_on - w.performed_on)) as "entryDelay"
  from recount.work w
 where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
 group by 1
