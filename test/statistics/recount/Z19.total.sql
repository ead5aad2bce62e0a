-- Z19 Consultations de dossiers par utilisateur (dont hors référent) : total
-- measures: accessEvents
select count(distinct (e.staff_id, e.file_id, (e.at at time zone t.time_zone)::date)) as "accessEvents"
  from tenant t
  join audit_event e on e.tenant_id = $1 and e.type = any (recount.readings()) and e.file_id is not null
       and e.at >= $2::timestamp at time zone t.time_zone and e.at < ($3 + 1)::timestamp at time zone t.time_zone
 where t.tenant_id = $1
