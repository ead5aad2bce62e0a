-- G02 Délai de première réponse par tranche
-- dimensions: firstResponseBracket
-- measures: requests
-- Null: without an answer.
select recount.bracket($1, 'firstResponseBracket', first.days) as "firstResponseBracket",
       count(distinct r.request_id) as requests
  from recount.request r
 cross join lateral recount.first_response($1, r.request_id) first
 where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
 group by 1
