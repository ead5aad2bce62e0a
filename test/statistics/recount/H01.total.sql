-- H01 Bénéficiaires par origine de l'orientation : total
-- measures: people
select count(distinct e.person_id) as people
  from recount.episode e
 where e.tenant_id = $1 and e.kind = 'opened' and e.happened_on between $2 and $3 and e.unit_id = any ($4)
