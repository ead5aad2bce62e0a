-- K07 Taux d'absence aux rendez-vous : total
-- measures: appointments
with due as (
  select a.id, a.entity_id,
         recount.means($1, 'appointmentStatus', recount.appointment_status($1, a.became), 'noShowAppointment') as no_show
    from recount.agenda($1, 'appointment', $2, $3, $4) a
   where recount.means($1, 'appointmentStatus', recount.appointment_status($1, a.became), 'dueAppointment'))
select 100.0 * count(*) filter (where no_show) / nullif(count(*), 0) as appointments from due
