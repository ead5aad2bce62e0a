-- M08 Patients sans couverture à l'entrée et droits ouverts à la sortie
-- dimensions: coverAtEntry, coverAtExit
-- measures: people
-- As the situation of the file says it.
select a.code as "coverAtEntry",
       b.code as "coverAtExit",
       count(distinct f.beneficiary_id) as people
  from social_file f
  cross join lateral recount.answer_value($1, f.id, 'dischargedOn', $3) v
  cross join lateral recount.answer($1, f.id, 'coverAtEntry', $3) a
  cross join lateral recount.answer($1, f.id, 'coverAtExit', $3) b
 where f.tenant_id = $1 and v.day between $2 and $3
   and coalesce((select x.from_unit_id from recount.transfer x
                  where x.tenant_id = $1 and x.file_id = f.id and x.transferred_on > v.day
                  order by x.answered_at limit 1), f.unit_id) = any ($4)
 group by 1, 2
