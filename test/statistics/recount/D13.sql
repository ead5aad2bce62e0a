-- D13 Associations de catégories les plus fréquentes
-- dimensions: requestCategory, coRequestCategory
-- measures: requests
-- Same file, same period; the diagonal is left out. The total is the demandes that stand in a cell at least.
select r.category as "requestCategory",
       other.category as "coRequestCategory",
       count(distinct r.request_id) as requests
  from recount.request r
  join recount.request other on other.tenant_id = $1 and other.file_id = r.file_id and other.category <> r.category
       and other.requested_on between $2 and $3 and other.unit_id = any ($4)
 where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
 group by 1, 2
