-- E14 Temps passé par entité
-- dimensions: entity, subEntity
-- measures: minutes
select w.entity_id as entity,
       w.sub_entity_id as "subEntity",
       sum(w.minutes) as minutes
  from recount.work w
 where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
 group by 1, 2
