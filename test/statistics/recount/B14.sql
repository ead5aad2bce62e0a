-- B14 Bénéficiaires par couverture complémentaire
-- dimensions: complementaryCover
-- measures: people
select a.code as "complementaryCover",
       count(distinct c.person_id) as people
  from recount.contact c
 cross join lateral recount.answer($1, c.file_id, 'complementaryCover', $3) a
 where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
 group by 1
