-- Z02 Temps saisi par intervenant (dossier, hors dossier, déplacement)
-- dimensions: worker, timeKind
-- measures: minutes
-- The journey of a travail comes on top of its length.
with kinds as (
  -- On a file, outside files, travel: the items of the list, in its order
  select code, row_number() over (order by position) as rank
    from choice_item where tenant_id = $1 and list_code = 'timeKind'
), spent as (
  select w.worker_id, case when 'travel' = any (w.flags) then 3 when 'no-file' = any (w.flags) then 2 else 1 end as rank, w.minutes
    from recount.work w
   where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
  union all
  select w.worker_id, 3, w.travel_minutes
    from recount.work w
   where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4))
select worker_id as worker, kinds.code as "timeKind", sum(minutes) as minutes
  from spent join kinds using (rank)
 group by 1, 2
