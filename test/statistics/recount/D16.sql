-- D16 Demandes nouvelles et récurrentes (même type sous 12 mois)
-- dimensions: newOrRecurring
-- measures: requests
-- A former demande of the same person is looked for in all the units of the tenant.
with kinds as (
  -- New, recurring: the first and second items of the list
  select code, row_number() over (order by position) as rank
    from choice_item where tenant_id = $1 and list_code = 'newOrRecurring')
select kinds.code as "newOrRecurring", count(*) as requests
  from recount.request r
  join kinds on kinds.rank = case when exists (
         select from recount.request before
          where before.tenant_id = $1 and before.person_id = r.person_id and before.type_code = r.type_code
            and before.requested_on < r.requested_on and before.requested_on >= r.requested_on - interval '12 months')
         then 2 else 1 end
 where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
 group by 1
