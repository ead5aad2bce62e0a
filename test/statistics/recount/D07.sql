-- D07 Demandes par catégorie et tranche d'âge
-- dimensions: requestCategory, ageBracket
-- measures: requests
-- The age on the day of the demande.
select r.category as "requestCategory",
       who.age_bracket as "ageBracket",
       count(distinct r.request_id) as requests
  from recount.request r
 cross join lateral recount.who($1, r.file_id, r.requested_on) who
 where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
 group by 1, 2
