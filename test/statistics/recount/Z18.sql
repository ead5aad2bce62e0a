-- Z18 Connexions et dernière connexion par utilisateur
-- dimensions: worker, month
-- measures: logins
select e.staff_id as worker,
       to_char(recount.local_day($1, e.at), 'YYYY-MM') as month,
       count(*) as logins
  from audit_event e
 where e.tenant_id = $1 and e.type = 'session.opened' and recount.local_day($1, e.at) between $2 and $3
 group by 1, 2
