-- A08 File active (bénéficiaires vus au moins une fois)
-- dimensions: entity
-- measures: people
select c.entity_id as entity,
       count(distinct c.person_id) as people
  from recount.contact c
 where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
 group by 1
