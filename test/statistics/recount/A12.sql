-- A12 Bénéficiaires par nombre de contacts (1, 2-3, 4-6, 7-10, 11+)
-- dimensions: contactCountBracket
-- measures: people
with seen as (
  select c.person_id, count(*) as contacts
    from recount.contact c
   where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
   group by c.person_id)
select recount.bracket($1, 'contactCountBracket', contacts) as "contactCountBracket", count(*) as people
  from seen
 group by 1
