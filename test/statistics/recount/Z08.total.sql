-- Z08 Délai moyen de saisie (date du travail et date d'enregistrement) : total
-- measures: entryDelay
select avg(greatest(0, w.recorded_on - w.performed_on)) as "entryDelay"
  from recount.work w
 where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
