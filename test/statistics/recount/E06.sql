-- E06 Entretiens par mois et modalité
-- dimensions: month, channel
-- measures: work
select to_char(w.performed_on, 'YYYY-MM') as month,
       w.channel as channel,
       count(distinct w.entry_id) as work
  from recount.work w
 where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
   and 'interview' = any (w.flags)
 group by 1, 2
