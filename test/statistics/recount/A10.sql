-- A10 Nouveaux bénéficiaires et bénéficiaires déjà connus
-- dimensions: newOrKnown
-- measures: people
-- Known: seen before the period anywhere in the tenant, in a unit of the caller or not.
with kinds as (
  -- New, known: the first and second items of the list
  select code, row_number() over (order by position) as rank
    from choice_item where tenant_id = $1 and list_code = 'newOrKnown')
select kinds.code as "newOrKnown", count(distinct c.person_id) as people
  from recount.contact c
  join kinds on kinds.rank = case when exists (
         select from recount.contact before
          where before.tenant_id = $1 and before.person_id = c.person_id and before.performed_on < $2) then 2 else 1 end
 where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
 group by 1
