-- B20 Profil croisé librement choisi (deux dimensions) : total
-- measures: people
select count(distinct c.person_id) as people
  from recount.contact c
 where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
