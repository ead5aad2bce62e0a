-- A02 Nombre de dossiers ouverts par entité et sous-entité
-- dimensions: entity, subEntity
-- measures: files
-- The unit is the one the file was opened in; null as a sub-entity: straight in its entity.
select e.entity_id as entity,
       e.sub_entity_id as "subEntity",
       count(distinct e.file_id) as files
  from recount.episode e
 where e.tenant_id = $1 and e.kind = 'opened' and e.happened_on between $2 and $3 and e.unit_id = any ($4)
 group by 1, 2
