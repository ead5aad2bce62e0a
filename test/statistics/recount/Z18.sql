-- Z18 Connexions et dernière connexion par utilisateur
-- dimensions: worker, month
-- measures: logins
-- Every session that was opened: with Lastria, by the customer’s own sign-in, by a host’s back end, by a program. One
-- confirmed anew, or lent to a frame, is no other connection.
select e.staff_id as worker,
       to_char(e.at at time zone t.time_zone, 'YYYY-MM') as month,
       count(*) as logins
  from tenant t
  join audit_event e on e.tenant_id = $1 and e.type = 'session.opened'
       and e.at >= $2::timestamp at time zone t.time_zone and e.at < ($3 + 1)::timestamp at time zone t.time_zone
 where t.tenant_id = $1
 group by 1, 2
