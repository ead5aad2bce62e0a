-- F07 Nombre moyen de moyens par demande : total
-- measures: actions
with done as (
  select count(*) as actions from recount.action a
   where a.tenant_id = $1 and a.done_on between $2 and $3 and a.unit_id = any ($4)
), asked as (
  select count(*) as requests from recount.request r
   where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4))
select done.actions::numeric / nullif(asked.requests, 0) as actions
  from done, asked
