-- Z07 Charge pondérée par intervenant
-- dimensions: worker
-- measures: fileWeight
-- No grid of weights yet: each file weighs 1.
select o.lead_worker_id as worker,
       count(*) as "fileWeight"
  from recount.open_files($1, $3) o
 where o.unit_id = any ($4)
 group by 1
