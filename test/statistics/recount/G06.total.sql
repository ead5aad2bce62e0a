-- G06 Durée de résolution des demandes : total
-- measures: resolutionDelay
select percentile_cont(0.5) within group (order by r.resolved_on - r.requested_on) as "resolutionDelay"
  from recount.request r
 where r.tenant_id = $1 and r.resolved_on between $2 and $3 and r.unit_id = any ($4)
