-- F10 Palmarès des dix premiers moyens : total
-- measures: actions
select count(*) as actions
  from recount.action a
 where a.tenant_id = $1 and a.done_on between $2 and $3 and a.unit_id = any ($4)
