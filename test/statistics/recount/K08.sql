-- K08 Rendez-vous par lieu et permanence
-- dimensions: place, entity
-- measures: appointments
select p.code as place,
       b.entity_id as entity,
       count(*) as appointments
  from recount.booking b
  left join recount.codes($1, 'appointmentPlace', recount.places()) p on p.name = b.place_kind
 where b.tenant_id = $1 and b.kind = 'appointment' and b.unit_id = any ($4)
   and b.starts_local >= to_char($2, 'YYYY-MM-DD') and b.starts_local < to_char($3 + 1, 'YYYY-MM-DD')
 group by 1, 2
