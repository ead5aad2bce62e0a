-- E11 Travaux par catégorie de demandes et type de travail
-- dimensions: requestCategory, workType
-- measures: workRequestLinks
select l.category as "requestCategory",
       w.type_code as "workType",
       count(*) as "workRequestLinks"
  from recount.work w
  join recount.link l on l.tenant_id = $1 and l.entry_id = w.entry_id
 where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
 group by 1, 2
