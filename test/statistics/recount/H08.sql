-- H08 Échanges avec l'employeur (RH, hiérarchie)
-- dimensions: month, entity
-- measures: work
select to_char(w.performed_on, 'YYYY-MM') as month,
       w.entity_id as entity,
       count(distinct w.entry_id) as work
  from recount.work w
  join recount.partner p on p.tenant_id = $1 and p.entry_id = w.entry_id
 where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
   and 'employer' = any (p.kind_keys)
 group by 1, 2
