-- M02 Demandes de sortie d'hospitalisation par service
-- dimensions: subEntity, requestType
-- measures: requests
select r.sub_entity_id as "subEntity",
       r.type_code as "requestType",
       count(distinct r.request_id) as requests
  from recount.request r
 where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
   and 'discharge' = any (r.category_keys)
 group by 1, 2
