-- D11 Nombre moyen de demandes par bénéficiaire : total
-- measures: requests
with asked as (
  select count(*) as requests from recount.request r
   where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
), seen as (
  select count(distinct c.person_id) as people from recount.contact c
   where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4))
select asked.requests::numeric / nullif(seen.people, 0) as requests
  from asked, seen
