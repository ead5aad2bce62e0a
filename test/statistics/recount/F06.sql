-- F06 Moyens par résultat (abouti, en cours, sans suite)
-- dimensions: actionOutcome
-- measures: actions
-- As it was at the end of the period, by the earlier states kept of the moyen.
select recount.was($1, 'supportAction', a.action_id, 'outcome', $3, a.outcome) as "actionOutcome",
       count(*) as actions
  from recount.action a
 where a.tenant_id = $1 and a.done_on between $2 and $3 and a.unit_id = any ($4)
 group by 1
