-- B02 Bénéficiaires par tranche d'âge
-- dimensions: ageBracket
-- measures: people
select who.age_bracket as "ageBracket",
       count(distinct c.person_id) as people
  from recount.contact c
 cross join lateral recount.who($1, c.file_id, $3) who
 where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
 group by 1
