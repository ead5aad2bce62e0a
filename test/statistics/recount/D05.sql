-- D05 Palmarès des dix premiers types de demandes
-- dimensions: requestType
-- measures: requests
-- Equal counts stand in the order of the list. The total is that of all demandes.
select r.type_code as "requestType",
       count(distinct r.request_id) as requests
  from recount.request r
 where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
 group by 1
 order by requests desc, min(r.type_position), r.type_code
 limit 10
