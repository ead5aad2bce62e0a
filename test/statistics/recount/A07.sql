-- A07 Évolution du stock de dossiers (entrées, sorties, solde)
-- dimensions: month, flowKind
-- measures: files
-- The balance is entries minus exits; the total is the distinct files that moved.
with moved as (
  select to_char(e.happened_on, 'YYYY-MM') as month, e.file_id, e.kind = 'closed' as gone
    from recount.episode e
   where e.tenant_id = $1 and e.happened_on between $2 and $3 and e.unit_id = any ($4)
), counted as (
  select month, count(distinct file_id) filter (where not gone) as came, count(distinct file_id) filter (where gone) as went
    from moved group by month
), kinds as (
  -- Entries, exits, balance: the first, second and third items of the list
  select code, row_number() over (order by position) as rank
    from choice_item where tenant_id = $1 and list_code = 'flowKind')
select month, kinds.code as "flowKind", case rank when 1 then came when 2 then went else came - went end as files
  from counted cross join kinds
