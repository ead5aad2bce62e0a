-- K06 Rendez-vous par statut
-- dimensions: appointmentStatus
-- measures: appointments
select recount.appointment_status($1, a.state) as "appointmentStatus",
       count(distinct a.id) as appointments
  from recount.agenda($1, 'appointment', $2, $3, $4) a
 group by 1
