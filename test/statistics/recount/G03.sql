-- G03 Délai entre demande et premier entretien
-- dimensions: entity
-- measures: firstInterviewDelay
-- Demandes without an answer are left out; work done before the demande counts 0.
select r.entity_id as entity,
       percentile_cont(0.5) within group (order by first.days) as "firstInterviewDelay"
  from recount.request r
 cross join lateral recount.first_response($1, r.request_id, 'interview') first
 where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
 group by 1
