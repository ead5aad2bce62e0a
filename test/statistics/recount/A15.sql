-- A15 Ancienneté des dossiers ouverts
-- dimensions: fileAgeBracket
-- measures: files
-- Since the last time it was opened or opened again.
select recount.bracket($1, 'fileAgeBracket', recount.full_months(o.opened_on, $3)) as "fileAgeBracket",
       count(*) as files
  from recount.open_files($1, $3) o
 where o.unit_id = any ($4)
 group by 1
