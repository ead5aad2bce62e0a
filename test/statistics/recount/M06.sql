-- M06 Orientation de sortie (domicile, SMR, EHPAD, HAD, USLD…)
-- dimensions: dischargeDestination
-- measures: files
-- As the situation of the file says it; in the unit the file was in on the day of the discharge.
select a.code as "dischargeDestination",
       count(distinct f.id) as files
  from social_file f
  cross join lateral recount.answer_value($1, f.id, 'dischargedOn', $3) v
  cross join lateral recount.answer($1, f.id, 'dischargeDestination', $3) a
 where f.tenant_id = $1 and v.day between $2 and $3
   and coalesce((select x.from_unit_id from recount.transfer x
                  where x.tenant_id = $1 and x.file_id = f.id and x.transferred_on > v.day
                  order by x.answered_at limit 1), f.unit_id) = any ($4)
 group by 1
