-- H06 Partenaires sollicités par catégorie de demandes
-- dimensions: partnerKind, requestCategory
-- measures: work
select p.kind as "partnerKind",
       l.category as "requestCategory",
       count(distinct w.entry_id) as work
  from recount.work w
  join recount.partner p on p.tenant_id = $1 and p.entry_id = w.entry_id
  left join recount.link l on l.tenant_id = $1 and l.entry_id = w.entry_id
 where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
 group by 1, 2
