-- E13 Temps passé par catégorie de demandes (temps réparti)
-- dimensions: requestCategory
-- measures: minutesSplit
-- Null: work without demande.
select l.category as "requestCategory",
       sum(w.minutes::numeric / coalesce(l.links_of_entry, 1)) as "minutesSplit"
  from recount.work w
  left join recount.link l on l.tenant_id = $1 and l.entry_id = w.entry_id
 where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
 group by 1
