-- Z04 Taux de réalisation des permanences : total
-- measures: onSiteSessions
select 100.0 * count(*) filter (where s.became = 'honoured') / nullif(count(*), 0) as "onSiteSessions"
  from recount.agenda($1, 'onSiteSession', $2, $3, $4) s
