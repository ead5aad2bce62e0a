-- E20 Activité hors dossier (réunion, formation, administratif)
-- dimensions: workType
-- measures: minutes
select w.type_code as "workType",
       sum(w.minutes) as minutes
  from recount.work w
 where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
   and 'no-file' = any (w.flags)
 group by 1
