-- E04 Travaux par entité et sous-entité
-- dimensions: entity, subEntity
-- measures: work
select w.entity_id as entity,
       w.sub_entity_id as "subEntity",
       count(distinct w.entry_id) as work
  from recount.work w
 where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
 group by 1, 2
