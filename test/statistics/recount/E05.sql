-- E05 Entretiens par modalité (physique, téléphone, visio, domicile)
-- dimensions: channel
-- measures: work
select w.channel as channel,
       count(distinct w.entry_id) as work
  from recount.work w
 where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
   and 'interview' = any (w.flags)
 group by 1
