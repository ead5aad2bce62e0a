-- E09 Nombre moyen de travaux par dossier
-- dimensions: requestCategory
-- measures: work
-- Work on files only. A file stands in each category of its demandes made by the end of the period; null: those
-- without demande.
with done as (
  select l.category, count(distinct w.entry_id) as work
    from recount.work w
    left join recount.link l on l.tenant_id = $1 and l.entry_id = w.entry_id
   where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4) and w.file_id is not null
   group by 1
), seen as (
  select r.category, count(distinct c.file_id) as files
    from recount.contact c
    left join recount.request r on r.tenant_id = $1 and r.file_id = c.file_id and r.requested_on <= $3 and r.unit_id = any ($4)
   where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
   group by 1)
select seen.category as "requestCategory", coalesce(done.work, 0)::numeric / seen.files as work
  from seen left join done on done.category is not distinct from seen.category
