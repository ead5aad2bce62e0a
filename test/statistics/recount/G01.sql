-- G01 Délai moyen de première réponse
-- dimensions: entity, worker
-- measures: firstResponseDelay
-- Demandes without an answer are left out; work done before the demande counts 0.
select r.entity_id as entity,
       first.worker_id as worker,
       avg(first.days) as "firstResponseDelay"
  from recount.request r
 cross join lateral recount.first_response($1, r.request_id) first
 where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
 group by 1, 2
