-- C07 Bénéficiaires par service, direction ou site
-- dimensions: subEntity
-- measures: people
select c.sub_entity_id as "subEntity",
       count(distinct c.person_id) as people
  from recount.contact c
 where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
 group by 1
