-- H03 Demandes à l'initiative du bénéficiaire, du service ou d'un tiers
-- dimensions: initiative
-- measures: requests
select r.initiative as initiative,
       count(distinct r.request_id) as requests
  from recount.request r
 where r.tenant_id = $1 and r.requested_on between $2 and $3 and r.unit_id = any ($4)
 group by 1
