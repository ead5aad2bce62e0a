-- D03 Demandes par mois
-- dimensions: month
-- measures: requests
select to_char(r.requested_on, 'YYYY-MM') as month,
       count(distinct r.request_id) as requests
  from recount.request r
 where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
 group by 1
