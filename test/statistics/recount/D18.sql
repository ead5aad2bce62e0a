-- D18 Demandes par canal d'arrivée
-- dimensions: arrivalChannel
-- measures: requests
select r.arrival_channel as "arrivalChannel",
       count(distinct r.request_id) as requests
  from recount.request r
 where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
 group by 1
