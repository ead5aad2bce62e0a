-- H01 Bénéficiaires par origine de l'orientation
-- dimensions: referralSource
-- measures: people
-- The answer in force on the day the file was opened.
select a.code as "referralSource",
       count(distinct e.person_id) as people
  from recount.episode e
 cross join lateral recount.answer($1, e.file_id, 'referralSource', e.happened_on) a
 where e.tenant_id = $1 and e.kind = 'opened' and e.happened_on between $2 and $3 and e.unit_id = any ($4)
 group by 1
