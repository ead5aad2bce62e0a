-- M06 Orientation de sortie (domicile, SMR, EHPAD, HAD, USLD…) : total
-- measures: files
select count(distinct f.id) as files
  from social_file f
  cross join lateral recount.answer_value($1, f.id, 'dischargedOn', $3) v
 where f.tenant_id = $1 and v.day between $2 and $3
   and coalesce((select x.from_unit_id from recount.transfer x
                  where x.tenant_id = $1 and x.file_id = f.id and x.transferred_on > v.day
                  order by x.answered_at limit 1), f.unit_id) = any ($4)
