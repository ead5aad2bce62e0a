-- A04 Dossiers clôturés par motif de clôture
-- dimensions: closeReason
-- measures: files
select e.reason as "closeReason",
       count(distinct e.file_id) as files
  from recount.episode e
 where e.tenant_id = $1 and e.kind = 'closed' and e.happened_on between $2 and $3 and e.unit_id = any ($4)
 group by 1
