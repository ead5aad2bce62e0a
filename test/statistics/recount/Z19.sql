-- Z19 Consultations de dossiers par utilisateur (dont hors référent)
-- dimensions: worker, accessReason
-- measures: accessEvents
select worker, reason as "accessReason", count(*) as "accessEvents"
  from (select e.staff_id as worker, e.facts ->> 'ground' as reason, e.file_id, recount.local_day($1, e.at) as day
          from audit_event e
         where e.tenant_id = $1 and e.file_id is not null
           and e.type in ('file.opened', 'file.printed', 'file.historyRead', 'timeline.read', 'requests.read', 'entry.read')
           and recount.local_day($1, e.at) between $2 and $3
         group by 1, 2, 3, 4) consulted
 group by 1, 2
