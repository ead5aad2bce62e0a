-- K07 Taux d'absence aux rendez-vous
-- dimensions: entity, worker
-- measures: appointments
-- Per cent. Due are those honoured and those missed; of two workers, one is in the rows of both.
select b.entity_id as entity,
       w.staff_id as worker,
       100.0 * count(*) filter (where b.status = 'noShow') / count(*) as appointments
  from recount.booking b
  left join recount.booked_worker w on w.tenant_id = $1 and w.appointment_id = b.id
 where b.tenant_id = $1 and b.kind = 'appointment' and b.unit_id = any ($4) and b.status in ('honoured', 'noShow')
   and b.starts_local >= to_char($2, 'YYYY-MM-DD') and b.starts_local < to_char($3 + 1, 'YYYY-MM-DD')
 group by 1, 2
