-- A03 Nombre de dossiers clôturés par mois
-- dimensions: month
-- measures: files
-- Closings are read from the episodes: a file opened again since was closed all the same.
select to_char(e.happened_on, 'YYYY-MM') as month,
       count(distinct e.file_id) as files
  from recount.episode e
 where e.tenant_id = $1 and e.kind = 'closed' and e.happened_on between $2 and $3 and e.unit_id = any ($4)
 group by 1
