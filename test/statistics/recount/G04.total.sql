-- G04 Durée moyenne de suivi des dossiers clôturés : total
-- measures: followUpDuration
with gone as (
  select distinct e.episode_id, e.happened_on - e.opened_on as days
    from recount.closing e
   where e.tenant_id = $1 and e.happened_on between $2 and $3 and e.unit_id = any ($4))
select avg(days) as "followUpDuration"
  from gone
