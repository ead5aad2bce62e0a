-- B06 Bénéficiaires par nombre d'enfants à charge
-- dimensions: dependentChildrenBracket
-- measures: people
select recount.bracket($1, 'dependentChildrenBracket', v.number) as "dependentChildrenBracket",
       count(distinct c.person_id) as people
  from recount.contact c
 cross join lateral recount.answer_value($1, c.file_id, 'dependentChildren', $3) v
 where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
 group by 1
