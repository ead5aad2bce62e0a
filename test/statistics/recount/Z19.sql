-- Z19 Consultations de dossiers par utilisateur (dont hors référent)
-- dimensions: worker, accessReason
-- measures: accessEvents
-- One of each user, file and day; the same day by two rights, one under each. That a program read is a right that the list
-- has no item for; of a trace without a right, it is not known.
with read as (
  select distinct e.staff_id, e.file_id, (e.at at time zone t.time_zone)::date as day,
         coalesce(r.code, e.facts ->> 'ground') as reason
    from tenant t
    join audit_event e on e.tenant_id = $1 and e.type = any (recount.readings()) and e.file_id is not null
         and e.at >= $2::timestamp at time zone t.time_zone and e.at < ($3 + 1)::timestamp at time zone t.time_zone
    left join recount.codes($1, 'accessReason', recount.grounds()) r on r.name = e.facts ->> 'ground'
   where t.tenant_id = $1)
select staff_id as worker, reason as "accessReason", count(*) as "accessEvents"
  from read
 group by 1, 2
