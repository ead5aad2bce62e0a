-- B04 Âge moyen et médian des bénéficiaires : total
-- measures: avgAge, medianAge
with seen as (
  -- One age for each person: the greatest, should two files disagree
  select c.person_id, max(who.age) as age
    from recount.contact c
   cross join lateral recount.who($1, c.file_id, $3) who
   where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
   group by 1)
select avg(age) as "avgAge", percentile_cont(0.5) within group (order by age) as "medianAge"
  from seen
