-- D13 Associations de catégories les plus fréquentes : total
-- measures: requests
select count(distinct r.request_id) as requests
  from recount.request r
  join recount.request other on other.tenant_id = $1 and other.file_id = r.file_id and other.category <> r.category
       and other.requested_on between $2 and $3 and other.unit_id = any ($4)
 where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
