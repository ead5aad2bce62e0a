-- Z21 Comptes actifs, inactifs, sans second facteur
-- dimensions: accountStatus, mfaStatus
-- measures: accounts
select status as "accountStatus", factor as "mfaStatus", count(*) as accounts
  from (select case
                 when recount.local_day($1, m.left_at) <= $3 or recount.local_day($1, a.disabled_at) <= $3
                   or exists (select 1 from audit_event x
                               where x.tenant_id = $1 and x.type = 'account.ended' and x.record_id = a.staff_id
                                 and recount.local_day($1, x.at) <= $3
                                 and not exists (select 1 from audit_event y
                                                  where y.tenant_id = $1 and y.type = 'account.invited' and y.record_id = a.staff_id
                                                    and y.at > x.at and recount.local_day($1, y.at) <= $3))
                   then 'disabled'
                 when exists (select 1 from audit_event x
                               where x.tenant_id = $1 and x.type = 'session.opened' and x.staff_id = a.staff_id
                                 and recount.local_day($1, x.at) between least($3, recount.local_day($1, now())) - 90 and $3)
                   then 'active'
                 else 'inactive'
               end as status,
               case when 'passkey' = any (held.kinds) then 'passkey' when 'totp' = any (held.kinds) then 'totp' else 'none' end as factor
          from sign_in_account a
          join staff_member m on m.tenant_id = $1 and m.id = a.staff_id
          cross join lateral (
            select array_agg(f.kind) as kinds from second_factor f
             where f.tenant_id = $1 and f.staff_id = a.staff_id and recount.local_day($1, f.created_at) <= $3
               and (f.removed_at is null or recount.local_day($1, f.removed_at) > $3)
               -- What was made before the credentials were last begun again, by then, is void
               and not (recount.local_day($1, a.credentials_since) <= $3 and f.created_at < a.credentials_since)
               and not exists (select 1 from audit_event x
                                where x.tenant_id = $1 and x.type = 'account.reset' and x.record_id = a.staff_id
                                  and x.at > f.created_at and recount.local_day($1, x.at) <= $3)) held
         where a.tenant_id = $1 and recount.local_day($1, a.created_at) <= $3) account
 group by 1, 2
