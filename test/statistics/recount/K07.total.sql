-- K07 Taux d'absence aux rendez-vous : total
-- measures: appointments
select 100.0 * count(*) filter (where b.status = 'noShow') / nullif(count(*), 0) as appointments
  from recount.booking b
 where b.tenant_id = $1 and b.kind = 'appointment' and b.unit_id = any ($4) and b.status in ('honoured', 'noShow')
   and b.starts_local >= to_char($2, 'YYYY-MM-DD') and b.starts_local < to_char($3 + 1, 'YYYY-MM-DD')
