-- Z20 Exports réalisés par utilisateur et nature
-- dimensions: worker, exportKind
-- measures: exports
select e.staff_id as worker,
       case when e.type <> 'statistics.exported' then e.type
            when e.facts ? 'kind' and e.facts ? 'format' then concat(e.facts ->> 'kind', '.', e.facts ->> 'format')
       end as "exportKind",
       count(*) as exports
  from audit_event e
 where e.tenant_id = $1 and recount.local_day($1, e.at) between $2 and $3
   and e.type in ('statistics.exported', 'statistics.reportExported', 'configuration.exported', 'file.printed', 'audit.extracted')
 group by 1, 2
