-- A11 Bénéficiaires vus une seule fois
-- dimensions: entity
-- measures: people
with once as (
  select c.person_id, (array_agg(c.entity_id))[1] as entity_id
    from recount.contact c
   where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
   group by c.person_id having count(*) = 1)
select entity_id as entity, count(*) as people
  from once
 group by 1
