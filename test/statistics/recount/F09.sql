-- F09 Droits ouverts grâce à l'intervention
-- dimensions: actionType
-- measures: actions
select a.type_code as "actionType",
       count(*) as actions
  from recount.action a
 where a.tenant_id = $1 and a.done_on between $2 and $3 and a.unit_id = any ($4)
   and 'rights-action' = any (a.flags)
   and recount.means($1, 'actionOutcome', recount.was($1, 'supportAction', a.action_id, 'outcome', $3, a.outcome), 'success')
 group by 1
