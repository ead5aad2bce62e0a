-- F02 Moyens par famille de moyens
-- dimensions: actionGroup
-- measures: actions
select a.action_group as "actionGroup",
       count(*) as actions
  from recount.action a
 where a.tenant_id = $1 and a.done_on between $2 and $3 and a.unit_id = any ($4)
 group by 1
