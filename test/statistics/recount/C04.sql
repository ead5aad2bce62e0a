-- C04 Bénéficiaires par catégorie de fonction publique (A, B, C, contractuel)
-- dimensions: publicGrade
-- measures: people
-- As recorded in the field of that name, which hospitals and public bodies have.
select a.code as "publicGrade",
       count(distinct c.person_id) as people
  from recount.contact c
 cross join lateral recount.answer($1, c.file_id, 'publicGrade', $3) a
 where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
 group by 1
