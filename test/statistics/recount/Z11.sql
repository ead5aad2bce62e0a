-- Z11 Dossiers sans référent ou référent parti
-- dimensions: entity
-- measures: files
select o.entity_id as entity, count(*) as files
  from recount.open_files($1, $3) o
 where o.unit_id = any ($4)
   and not exists (
         -- A right that held at the end of that day on the unit, on one above it that covers what is below, or on the file
         with recursive above (id, parent_id) as (
           select id, parent_id from org_unit where tenant_id = $1 and id = o.unit_id
           union all
           select p.id, p.parent_id from org_unit p join above on p.tenant_id = $1 and p.id = above.parent_id)
         select from access_grant g
          where g.tenant_id = $1 and g.staff_id = o.lead_worker_id
            and (g.file_id = o.file_id or g.unit_id = o.unit_id
                 or (g.with_subtree and g.unit_id in (select id from above)))
            and recount.local_day($1, g.valid_from) <= $3
            and (g.valid_until is null or recount.local_day($1, g.valid_until) > $3)
            and (g.revoked_at is null or recount.local_day($1, g.revoked_at) > $3))
 group by 1
