-- E17 Travaux par jour de semaine et tranche horaire
-- dimensions: weekday, hourBracket
-- measures: work
with days as (
  -- Monday is the first item of the list
  select code, row_number() over (order by position) as rank
    from choice_item where tenant_id = $1 and list_code = 'weekday')
select days.code as weekday, recount.bracket($1, 'hourBracket', extract(hour from w.started_at)) as "hourBracket", count(*) as work
  from recount.work w
  join days on days.rank = extract(isodow from w.performed_on)
 where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4)
 group by 1, 2
