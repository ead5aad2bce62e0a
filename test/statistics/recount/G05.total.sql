-- G05 Durée de suivi par tranche : total
-- measures: files
select count(distinct e.file_id) as files
  from recount.closing e
 where e.tenant_id = $1 and e.happened_on between $2 and $3 and e.unit_id = any ($4)
