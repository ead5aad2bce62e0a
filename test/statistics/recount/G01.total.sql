-- G01 Délai moyen de première réponse : total
-- measures: firstResponseDelay
select avg(first.days) as "firstResponseDelay"
  from recount.request r
 cross join lateral recount.first_response($1, r.request_id) first
 where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
