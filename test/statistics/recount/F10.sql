-- F10 Palmarès des dix premiers moyens
-- dimensions: actionType
-- measures: actions
-- Equal counts stand in the order of the list. The total is that of all moyens.
select a.type_code as "actionType",
       count(*) as actions
  from recount.action a
 where a.tenant_id = $1 and a.done_on between $2 and $3 and a.unit_id = any ($4)
 group by 1
 order by actions desc, min(a.type_position), a.type_code
 limit 10
