-- C10 Catégories de demandes par statut professionnel
-- dimensions: requestCategory, professionalStatus
-- measures: requests
-- The situation is the one in force on the day of the demande.
select r.category as "requestCategory",
       a.code as "professionalStatus",
       count(distinct r.request_id) as requests
  from recount.request r
 cross join lateral recount.answer($1, r.file_id, 'professionalStatus', r.requested_on) a
 where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
 group by 1, 2
