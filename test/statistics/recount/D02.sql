-- D02 Demandes par catégorie et type
-- dimensions: requestCategory, requestType
-- measures: requests
select r.category as "requestCategory",
       r.type_code as "requestType",
       count(distinct r.request_id) as requests
  from recount.request r
 where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
 group by 1, 2
