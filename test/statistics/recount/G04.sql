-- G04 Durée moyenne de suivi des dossiers clôturés
-- dimensions: requestCategory
-- measures: followUpDuration
-- Each closing of the period counts, from the opening or reopening before it. Null: files without demande.
with gone as (
  select distinct e.episode_id, e.happened_on - e.opened_on as days, r.category
    from recount.closing e
    left join recount.request r on r.tenant_id = $1 and r.file_id = e.file_id and r.requested_on <= $3 and r.unit_id = any ($4)
   where e.tenant_id = $1 and e.happened_on between $2 and $3 and e.unit_id = any ($4))
select category as "requestCategory", avg(days) as "followUpDuration"
  from gone
 group by 1
