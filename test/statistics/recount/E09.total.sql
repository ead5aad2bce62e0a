-- E09 Nombre moyen de travaux par dossier : total
-- measures: work
with done as (
  select count(distinct w.entry_id) as work
    from recount.work w
    left join recount.link l on l.tenant_id = $1 and l.entry_id = w.entry_id
   where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4) and w.file_id is not null
), seen as (
  select count(distinct c.file_id) as files
    from recount.contact c
    left join recount.request r on r.tenant_id = $1 and r.file_id = c.file_id and r.requested_on <= $3 and r.unit_id = any ($4)
   where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4))
select done.work::numeric / nullif(seen.files, 0) as work
  from done, seen
