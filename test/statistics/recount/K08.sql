-- K08 Rendez-vous par lieu et permanence
-- dimensions: place, entity
-- measures: appointments
-- Two places of the list have no kind of place in the agenda: the patient's room and the premises of a partner.
select recount.nth_code($1, 'appointmentPlace',
         case a.place_kind when 'office' then 1 when 'site' then 2 when 'home' then 3 when 'phone' then 5 when 'video' then 6 end) as place,
       a.entity_id as entity,
       count(distinct a.id) as appointments
  from recount.agenda($1, 'appointment', $2, $3, $4) a
 group by 1, 2
