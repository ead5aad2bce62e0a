-- A01 Nombre de dossiers ouverts par mois
-- dimensions: month
-- measures: files
select to_char(e.happened_on, 'YYYY-MM') as month,
       count(distinct e.file_id) as files
  from recount.episode e
 where e.tenant_id = $1 and e.kind = 'opened' and e.happened_on between $2 and $3 and e.unit_id = any ($4)
 group by 1
