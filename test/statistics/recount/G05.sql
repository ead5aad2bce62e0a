-- G05 Durée de suivi par tranche
-- dimensions: followUpDurationBracket
-- measures: files
select recount.bracket($1, 'followUpDurationBracket', recount.full_months(e.opened_on, e.happened_on)) as "followUpDurationBracket",
       count(distinct e.file_id) as files
  from recount.closing e
 where e.tenant_id = $1 and e.happened_on between $2 and $3 and e.unit_id = any ($4)
 group by 1
