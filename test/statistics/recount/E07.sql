-- E07 Visites à domicile
-- dimensions: month, entity
-- measures: work
select to_char(w.performed_on, 'YYYY-MM') as month,
       w.entity_id as entity,
       count(distinct w.entry_id) as work
  from recount.work w
 where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
   and recount.means($1, 'channel', w.channel, 'homeVisitChannel')
 group by 1, 2
