-- A17 Taux de recours au service social
-- dimensions: entity
-- measures: people
-- Per cent. The headcount is that of the entity itself, in force at the end of the period.
with seen as (
  select c.entity_id, count(distinct c.person_id) as people
    from recount.contact c
   where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
   group by 1)
select entity_id as entity,
       100.0 * people / nullif(recount.parameter($1, entity_id, 'headcount', $3), 0) as people
  from seen
