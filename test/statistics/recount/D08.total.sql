-- D08 Demandes par catégorie et situation familiale : total
-- measures: requests
select count(distinct r.request_id) as requests
  from recount.request r
 where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
