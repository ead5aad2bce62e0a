-- D06 Demandes par catégorie et sexe
-- dimensions: requestCategory, sex
-- measures: requests
select r.category as "requestCategory",
       who.sex as sex,
       count(distinct r.request_id) as requests
  from recount.request r
 cross join lateral recount.who($1, r.file_id, r.requested_on) who
 where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
 group by 1, 2
