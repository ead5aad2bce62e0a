-- E08 Nombre moyen d'entretiens par bénéficiaire : total
-- measures: work
with met as (
  select count(*) as interviews from recount.work w
   where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4) and 'interview' = any (w.flags)
), seen as (
  select count(distinct c.person_id) as people from recount.contact c
   where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4))
select met.interviews::numeric / nullif(seen.people, 0) as work
  from met, seen
