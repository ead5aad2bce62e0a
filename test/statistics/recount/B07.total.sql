-- B07 Part des familles monoparentales : total
-- measures: people
select 100.0 * count(distinct c.person_id) filter (where recount.means($1, 'familySituation', a.code, 'singleParent'))
       / nullif(count(distinct c.person_id), 0) as people
  from recount.contact c
 cross join lateral recount.answer($1, c.file_id, 'familySituation', $3) a
 where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
