-- E15 Temps moyen par dossier
-- dimensions: requestCategory
-- measures: minutesPerFile
with seen as (
  select distinct c.file_id
    from recount.contact c
   where c.tenant_id = $1 and c.performed_on between $2 and $3 and c.unit_id = any ($4)
), spent as (
  select l.category, w.file_id, sum(w.minutes::numeric / coalesce(l.links_of_entry, 1)) as minutes
    from recount.work w
    join seen on seen.file_id = w.file_id
    left join lateral (
      select r.category, count(*) over () as links_of_entry
        from work_entry_request l
        join recount.request r on r.tenant_id = $1 and r.request_id = l.request_id
       where l.tenant_id = $1 and l.entry_id = w.entry_id) l on true
   where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
   group by 1, 2)
select category as "requestCategory", avg(minutes) as "minutesPerFile"
  from spent
 group by 1
