-- M03 Signalements reçus par émetteur (soignant, patient, famille) : total
-- measures: requests
select count(distinct r.request_id) as requests
  from recount.request r
 cross join lateral recount.answer($1, r.file_id, 'referralSource', r.requested_on) a
 where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
   and 'discharge' = any (r.category_keys)
