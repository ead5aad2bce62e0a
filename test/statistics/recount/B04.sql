-- B04 Âge moyen et médian des bénéficiaires
-- dimensions: sex
-- measures: avgAge, medianAge
-- Births that are not known are left out.
with seen as (
  -- One age for each person and sex: the greatest, should two files disagree
  select who.sex, c.person_id, max(who.age) as age
    from recount.contact c
   cross join lateral recount.who($1, c.file_id, $3) who
   where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
   group by 1, 2)
select sex, avg(age) as "avgAge", percentile_cont(0.5) within group (order by age) as "medianAge"
  from seen
 group by 1
