-- A17 Taux de recours au service social : total
-- measures: people
with seen as (
  select c.person_id, c.entity_id
    from recount.contact c
   where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)),
entities as (select distinct entity_id from seen)
select 100.0 * (select count(distinct person_id) from seen)
       / nullif((select sum(recount.parameter($1, entity_id, 'headcount', $3)) from entities), 0) as people
