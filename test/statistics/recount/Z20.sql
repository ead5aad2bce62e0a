-- Z20 Exports réalisés par utilisateur et nature
-- dimensions: worker, exportKind
-- measures: exports
-- What left the product as a file or on paper, once made; of a nature that the list has no item for, as its trace names
-- it, for it is known; unknown is that of a file of figures made before its trace said it.
select e.staff_id as worker,
       case when e.type <> 'statistics.exported' then e.type
            when e.facts ->> 'kind' in ('reports', 'activity') then k.code
            else e.facts ->> 'kind' end as "exportKind",
       count(*) as exports
  from tenant t
  join audit_event e on e.tenant_id = $1
       and e.type in ('statistics.exported', 'statistics.reportExported', 'configuration.exported', 'file.printed', 'audit.extracted')
       and e.at >= $2::timestamp at time zone t.time_zone and e.at < ($3 + 1)::timestamp at time zone t.time_zone
 cross join recount.codes($1, 'exportKind', '{report}') k
 where t.tenant_id = $1
 group by 1, 2
