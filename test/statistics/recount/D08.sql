-- D08 Demandes par catégorie et situation familiale
-- dimensions: requestCategory, familySituation
-- measures: requests
select r.category as "requestCategory",
       a.code as "familySituation",
       count(distinct r.request_id) as requests
  from recount.request r
 cross join lateral recount.answer($1, r.file_id, 'familySituation', r.requested_on) a
 where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
 group by 1, 2
