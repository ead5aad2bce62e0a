-- C11 Catégories de demandes par tranche d'ancienneté
-- dimensions: requestCategory, seniorityBracket
-- measures: requests
-- Years on the day of the demande.
select r.category as "requestCategory",
       recount.bracket($1, 'seniorityBracket', recount.full_years(v.day, r.requested_on)) as "seniorityBracket",
       count(distinct r.request_id) as requests
  from recount.request r
 cross join lateral recount.answer_value($1, r.file_id, 'hiredOn', r.requested_on) v
 where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
 group by 1, 2
