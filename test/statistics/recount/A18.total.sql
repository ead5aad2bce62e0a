-- A18 Comparatif annuel de la file active (N, N-1, N-2) : total
-- measures: people
with years as (
  -- The year of the period and the two before, each from 1 January to the same day of the year
  select to_char(last_day, 'YYYY') as year, date_trunc('year', last_day)::date as first_day, last_day
    from (select ($3::date - make_interval(years => back))::date as last_day from generate_series(0, 2) back) ends)
select count(distinct c.person_id) as people
  from years
  join recount.contact c on c.tenant_id = $1 and c.performed_on between years.first_day and years.last_day
 where c.unit_id = any ($4)
