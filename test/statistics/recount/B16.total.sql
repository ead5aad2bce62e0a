-- B16 Bénéficiaires proches aidants : total
-- measures: people
select count(distinct c.person_id) as people
  from recount.contact c
 cross join lateral recount.who($1, c.file_id, $3) who
 cross join lateral recount.answer_value($1, c.file_id, 'caregiver', $3) v
 where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
   and v.yes
