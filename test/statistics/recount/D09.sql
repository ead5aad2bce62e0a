-- D09 Demandes par statut (ouverte, en cours, aboutie, abandonnée)
-- dimensions: requestStatus
-- measures: requests
-- As it was at the end of the period, by the earlier states kept of the demande.
select recount.was($1, 'socialRequest', r.request_id, 'status', $3, r.status) as "requestStatus",
       count(distinct r.request_id) as requests
  from recount.request r
 where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
 group by 1
