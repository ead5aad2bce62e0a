-- B20 Profil croisé librement choisi (deux dimensions)
-- dimensions: ageBracket, sex
-- measures: people
-- Along the two that the product takes where nothing is chosen: what each file one was seen in says at the end.
with seen as (
  select distinct c.person_id, c.file_id
    from recount.contact c
   where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4))
select who.age_bracket as "ageBracket",
       who.sex as sex,
       count(distinct seen.person_id) as people
  from seen
 cross join lateral recount.who($1, seen.file_id, $3) who
 group by 1, 2
