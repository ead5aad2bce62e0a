-- C06 Bénéficiaires par tranche d'ancienneté
-- dimensions: seniorityBracket
-- measures: people
select recount.bracket($1, 'seniorityBracket', recount.full_years(v.day, $3)) as "seniorityBracket",
       count(distinct c.person_id) as people
  from recount.contact c
 cross join lateral recount.answer_value($1, c.file_id, 'hiredOn', $3) v
 where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
 group by 1
