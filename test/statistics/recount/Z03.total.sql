-- Z03 Temps réalisé et temps prévu au contrat par entité : total
-- measures: minutes, contractedMinutes
-- Where no entity has a contract, the time it foresees is not known, and is not nought.
with sold as (
  select recount.parameter($1, u.entity_id, 'contractedMinutes', $3) / 12 as minutes
    from recount.unit u
   cross join generate_series(date_trunc('month', $2::timestamp), $3::timestamp, interval '1 month') m
   where u.tenant_id = $1 and u.unit_id = u.entity_id and u.unit_id = any ($4))
select (select coalesce(sum(w.minutes), 0) from recount.work w
         where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)) as minutes,
       (select sum(minutes) from sold) as "contractedMinutes"
