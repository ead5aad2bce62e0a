-- K07 Taux d'absence aux rendez-vous
-- dimensions: entity, worker
-- measures: appointments
-- Per cent. An appointment of several workers stands in the row of each.
with due as (
  select a.id, a.entity_id,
         recount.means($1, 'appointmentStatus', recount.appointment_status($1, a.became), 'noShowAppointment') as no_show
    from recount.agenda($1, 'appointment', $2, $3, $4) a
   where recount.means($1, 'appointmentStatus', recount.appointment_status($1, a.became), 'dueAppointment'))
select d.entity_id as entity,
       w.worker_id as worker,
       100.0 * count(distinct d.id) filter (where d.no_show) / count(distinct d.id) as appointments
  from due d
  left join recount.taking_part w on w.tenant_id = $1 and w.appointment_id = d.id
 group by 1, 2
