-- D12 Bénéficiaires multi-problématiques (2 catégories et plus)
-- dimensions: categoryCount
-- measures: people
-- Null: seen in the period, without a demande in it.
with seen as (
  select distinct c.person_id
    from recount.contact c
   where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
), counted as (
  select seen.person_id, count(distinct r.category) as categories
    from seen
    left join recount.request r on r.tenant_id = $1 and r.person_id = seen.person_id
          and r.requested_on between $2 and $3 and r.unit_id = any ($4)
   group by 1)
select recount.bracket($1, 'categoryCount', categories) as "categoryCount", count(*) as people
  from counted
 group by 1
