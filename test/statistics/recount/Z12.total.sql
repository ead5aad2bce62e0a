-- Z12 Complétude des dossiers par intervenant : total
-- measures: completeness
with asked as (
  -- Fields expected of each open file: those of the whole tenant, and of the units above its own
  select o.file_id, o.lead_worker_id, f.code,
         exists (select from (select v.answer from situation_value v
                               where v.tenant_id = $1 and v.file_id = o.file_id and v.field_code = f.code and v.since <= $3
                               order by v.since desc limit 1) v
                  where v.answer is distinct from 'notAsked') as filled
    from recount.open_files($1, $3) o
    join situation_field f on f.tenant_id = $1 and f.required and f.active and f.kind not in ('text', 'longText')
         and (f.unit_id is null or f.unit_id in (
               with recursive above (id, parent_id) as (
                 select id, parent_id from org_unit where tenant_id = $1 and id = o.unit_id
                 union all
                 select p.id, p.parent_id from org_unit p join above on p.tenant_id = $1 and p.id = above.parent_id)
               select id from above))
   where o.unit_id = any ($4))
select avg(share) as completeness
  from (select 100.0 * avg(filled::int) as share from asked group by file_id) files
