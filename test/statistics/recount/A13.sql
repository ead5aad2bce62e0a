-- A13 Dossiers par intervenant référent
-- dimensions: worker
-- measures: files
select o.lead_worker_id as worker,
       count(*) as files
  from recount.open_files($1, $3) o
 where o.unit_id = any ($4)
 group by 1
