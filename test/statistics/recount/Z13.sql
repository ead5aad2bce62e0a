-- Z13 Dossiers inactifs par intervenant
-- dimensions: worker
-- measures: files
select o.lead_worker_id as worker,
       count(*) as files
  from recount.inactive_files($1, $3) o
 where o.unit_id = any ($4)
 group by 1
