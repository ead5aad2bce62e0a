-- H05 Partenaires les plus sollicités
-- dimensions: partner
-- measures: work
-- Equal counts stand by name. The total is all the work with a partner.
select p.partner_id as partner,
       count(distinct w.entry_id) as work
  from recount.work w
  join recount.partner p on p.tenant_id = $1 and p.entry_id = w.entry_id
 where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
 group by 1
 order by work desc, min(p.name collate "fr-x-icu"), p.partner_id
 limit 20
