-- M05 Patients par mode d'entrée (urgences, programmée, transfert)
-- dimensions: admissionMode
-- measures: people
-- As the situation of the file says it: stays have no record of their own yet.
select a.code as "admissionMode",
       count(distinct c.person_id) as people
  from recount.contact c
 cross join lateral recount.answer($1, c.file_id, 'admissionMode', $3) a
 where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
 group by 1
