-- B01 Bénéficiaires par sexe
-- dimensions: sex
-- measures: people
select who.sex as sex,
       count(distinct c.person_id) as people
  from recount.contact c
 cross join lateral recount.who($1, c.file_id, $3) who
 where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
 group by 1
