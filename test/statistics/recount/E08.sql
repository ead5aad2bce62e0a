-- E08 Nombre moyen d'entretiens par bénéficiaire
-- dimensions: entity
-- measures: work
with met as (
  select w.entity_id, count(*) as interviews from recount.work w
   where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4) and 'interview' = any (w.flags)
   group by 1
), seen as (
  select c.entity_id, count(distinct c.person_id) as people from recount.contact c
   where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
   group by 1)
select entity_id as entity, coalesce(met.interviews, 0)::numeric / seen.people as work
  from seen left join met using (entity_id)
