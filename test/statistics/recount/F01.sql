-- F01 Moyens par type
-- dimensions: actionType
-- measures: actions
select a.type_code as "actionType",
       count(*) as actions
  from recount.action a
 where a.tenant_id = $1 and a.done_on between $2 and $3 and a.unit_id = any ($4)
 group by 1
