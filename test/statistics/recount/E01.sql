-- E01 Travaux par type
-- dimensions: workType
-- measures: work
select w.type_code as "workType",
       count(distinct w.entry_id) as work
  from recount.work w
 where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
 group by 1
