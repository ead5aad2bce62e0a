-- K06 Rendez-vous par statut
-- dimensions: appointmentStatus
-- measures: appointments
-- The status at the end of the period: what the first change after it found.
with found as (
  select distinct on (v.record_id) v.record_id, v.before ->> 'status' as status
    from tenant t
    join record_version v on v.tenant_id = $1 and v.record = 'appointment' and v.before ? 'status'
         and v.changed_at >= ($3 + 1)::timestamp at time zone t.time_zone
   where t.tenant_id = $1
   order by v.record_id, v.changed_at)
select s.code as "appointmentStatus",
       count(*) as appointments
  from recount.booking b
  left join found on found.record_id = b.id
  left join recount.codes($1, 'appointmentStatus', recount.statuses()) s on s.name = coalesce(found.status, b.status)
 where b.tenant_id = $1 and b.kind = 'appointment' and b.unit_id = any ($4)
   and b.starts_local >= to_char($2, 'YYYY-MM-DD') and b.starts_local < to_char($3 + 1, 'YYYY-MM-DD')
 group by 1
