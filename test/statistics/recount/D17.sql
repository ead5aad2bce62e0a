-- D17 Évolution des catégories de demandes sur trois ans
-- dimensions: year, requestCategory
-- measures: requests
with years as (
  -- The year of the period and the two before, each from 1 January to the same day of the year
  select to_char(last_day, 'YYYY') as year, date_trunc('year', last_day)::date as first_day, last_day
    from (select ($3::date - make_interval(years => back))::date as last_day from generate_series(0, 2) back) ends)
select years.year, r.category as "requestCategory", count(*) as requests
  from years
  join recount.request r on r.tenant_id = $1 and r.requested_on between years.first_day and years.last_day
 where r.unit_id = any ($4)
 group by 1, 2
