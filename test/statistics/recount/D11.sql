-- D11 Nombre moyen de demandes par bénéficiaire
-- dimensions: entity
-- measures: requests
-- Where nobody was seen there is no rate.
with asked as (
  select r.entity_id, count(*) as requests from recount.request r
   where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
   group by 1
), seen as (
  select c.entity_id, count(distinct c.person_id) as people from recount.contact c
   where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
   group by 1)
select entity_id as entity, coalesce(asked.requests, 0)::numeric / seen.people as requests
  from seen left join asked using (entity_id)
