-- J10 Aménagements de poste demandés et réalisés
-- dimensions: actionOutcome, entity
-- measures: actions
select recount.was($1, 'supportAction', a.action_id, 'outcome', $3, a.outcome) as "actionOutcome",
       a.entity_id as entity,
       count(*) as actions
  from recount.action a
 where a.tenant_id = $1 and a.done_on between $2 and $3 and a.unit_id = any ($4)
   and 'workstationAdjustment' = any (a.semantic_keys)
 group by 1, 2
