-- Read by two rights on a day, a file is in two rows and was consulted once.
select count(*)
  from (select distinct e.staff_id, e.file_id, recount.local_day($1, e.at)
          from audit_event e
         where e.tenant_id = $1 and e.file_id is not null
           and e.type in ('file.opened', 'file.printed', 'file.historyRead', 'timeline.read', 'requests.read', 'entry.read')
           and recount.local_day($1, e.at) between $2 and $3) consulted
