-- G06 Durée de résolution des demandes
-- dimensions: requestCategory
-- measures: resolutionDelay
select r.category as "requestCategory",
       percentile_cont(0.5) within group (order by r.resolved_on - r.requested_on) as "resolutionDelay"
  from recount.request r
 where r.tenant_id = $1 and r.resolved_on between $2 and $3 and r.unit_id = any ($4)
 group by 1
