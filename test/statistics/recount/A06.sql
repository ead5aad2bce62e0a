-- A06 Stock de dossiers ouverts en fin de période
-- dimensions: entity, worker
-- measures: files
select o.entity_id as entity,
       o.lead_worker_id as worker,
       count(*) as files
  from recount.open_files($1, $3) o
 where o.unit_id = any ($4)
 group by 1, 2
