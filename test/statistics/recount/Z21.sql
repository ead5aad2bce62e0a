-- Z21 Comptes actifs, inactifs, sans second facteur
-- dimensions: accountStatus, mfaStatus
-- measures: accounts
-- Accounts by which one signs in with Lastria, as they were when the last day of the period ended, or now if it has not.
with moment as (
  select t.time_zone, least(($3 + 1)::timestamp at time zone t.time_zone, now()) as ended,
         least($3, (now() at time zone t.time_zone)::date) as last_day,
         (select max((e.facts ->> 'before')::timestamptz) from audit_event e
           where e.tenant_id = $1 and e.type = 'audit.expired') as kept
    from tenant t where t.tenant_id = $1
), step as materialized (
  -- What was done to accounts until then: the table keeps the last of each alone
  select e.record_id as staff_id, e.type, e.at
    from moment m
    join audit_event e on e.tenant_id = $1 and e.type in ('account.invited', 'account.reset', 'account.ended') and e.at < m.ended
), account as (
  select a.staff_id, m.ended,
         s.left_at < m.ended as has_left,
         coalesce((select step.type = 'account.ended' from step where step.staff_id = a.staff_id order by step.at desc limit 1),
                  a.disabled_at < m.ended, false) as is_ended,
         -- Since when the password and the factors serve
         coalesce((select max(step.at) from step where step.staff_id = a.staff_id and step.type = 'account.reset'),
                  case when a.credentials_since < m.ended then a.credentials_since else a.created_at end) as since,
         exists (select from audit_event e
                  where e.tenant_id = $1 and e.staff_id = a.staff_id and e.type = 'session.opened'
                    and e.at >= (m.last_day - 90)::timestamp at time zone m.time_zone and e.at < m.ended) as is_seen,
         -- Of some of these days, since there is an account, the traces are gone
         m.kept > greatest((m.last_day - 90)::timestamp at time zone m.time_zone, a.created_at) as is_erased
    from moment m
    join sign_in_account a on a.tenant_id = $1 and a.created_at < m.ended
    join staff_member s on s.tenant_id = $1 and s.id = a.staff_id
), described as (
  select case when has_left or is_ended then 'closed'
              -- Links were sent, and none has served since: nobody can sign in
              when exists (select from invitation i where i.tenant_id = $1 and i.staff_id = account.staff_id and i.created_at < ended)
                   and not exists (select from invitation i where i.tenant_id = $1 and i.staff_id = account.staff_id
                                      and i.used_at >= since and i.used_at < ended) then 'invited'
              when is_seen then 'active' when is_erased then null else 'inactive' end as status,
         coalesce((select min(f.kind) from second_factor f
                    where f.tenant_id = $1 and f.staff_id = account.staff_id and f.created_at >= since and f.created_at < ended
                      and (f.removed_at is null or f.removed_at >= ended)), 'without') as factor
    from account)
select s.code as "accountStatus", f.code as "mfaStatus", count(*) as accounts
  from described d
  left join recount.codes($1, 'accountStatus', '{invited,active,inactive,suspended,closed}') s on s.name = d.status
  -- The best of one’s factors: « passkey » comes before « totp », and is the stronger
  left join recount.codes($1, 'mfaStatus', '{totp,passkey,without}') f on f.name = d.factor
 group by 1, 2
