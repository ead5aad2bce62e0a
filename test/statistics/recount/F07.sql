-- F07 Nombre moyen de moyens par demande
-- dimensions: requestCategory
-- measures: actions
with done as (
  select a.category, count(*) as actions from recount.action a
   where a.tenant_id = $1 and a.done_on between $2 and $3 and a.unit_id = any ($4)
   group by 1
), asked as (
  select r.category, count(*) as requests from recount.request r
   where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
   group by 1)
select asked.category as "requestCategory", coalesce(done.actions, 0)::numeric / asked.requests as actions
  from asked left join done on done.category is not distinct from asked.category
