-- Z04 Taux de réalisation des permanences : total
-- measures: onSiteSessions
select 100.0 * count(*) filter (where b.status = 'honoured') / nullif(count(*), 0) as "onSiteSessions"
  from recount.booking b
 where b.tenant_id = $1 and b.kind = 'onSiteSession' and b.unit_id = any ($4)
   and b.starts_local >= to_char($2, 'YYYY-MM-DD') and b.starts_local < to_char($3 + 1, 'YYYY-MM-DD')
