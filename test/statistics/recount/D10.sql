-- D10 Demandes par résultat
-- dimensions: requestOutcome
-- measures: requests
select r.outcome as "requestOutcome",
       count(distinct r.request_id) as requests
  from recount.request r
 where r.tenant_id = $1 and r.resolved_on between $2 and $3 and r.unit_id = any ($4)
 group by 1
