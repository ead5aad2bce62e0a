-- M09 Patients sans domicile ou en précarité : total
-- measures: people
select count(distinct c.person_id) as people
  from recount.contact c
 cross join lateral recount.answer($1, c.file_id, 'housingStatus', $3) a
 where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
   and recount.means($1, 'housingStatus', a.code, 'unstableHousing')
