-- B17 Bénéficiaires par niveau d'autonomie (GIR)
-- dimensions: gir
-- measures: people
select a.code as gir,
       count(distinct c.person_id) as people
  from recount.contact c
 cross join lateral recount.answer($1, c.file_id, 'gir', $3) a
 where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
   and a.code is not null and not recount.means($1, 'gir', a.code, 'girUnknown')
 group by 1
