-- Z03 Temps réalisé et temps prévu au contrat par entité
-- dimensions: entity, month
-- measures: minutes, contractedMinutes
-- A twelfth of the year for each month of the period, even begun, at the value in force at its end.
with spent as (
  select w.entity_id, to_char(w.performed_on, 'YYYY-MM') as month, sum(w.minutes) as minutes
    from recount.work w
   where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
   group by 1, 2
), sold as (
  select u.entity_id, to_char(m, 'YYYY-MM') as month, recount.parameter($1, u.entity_id, 'contractedMinutes', $3) / 12 as minutes
    from recount.unit u
   cross join generate_series(date_trunc('month', $2::timestamp), $3::timestamp, interval '1 month') m
   where u.tenant_id = $1 and u.unit_id = u.entity_id and u.unit_id = any ($4))
select coalesce(spent.entity_id, sold.entity_id) as entity, coalesce(spent.month, sold.month) as month,
       coalesce(spent.minutes, 0) as minutes, sold.minutes as "contractedMinutes"
  from spent full join sold on sold.entity_id = spent.entity_id and sold.month = spent.month
