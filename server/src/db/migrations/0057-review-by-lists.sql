-- A security review says what the lists of the tenant say: an account is invited while no link has served since its
-- credentials are void, and one that was reset is closed no more; exports by their nature, not their format.
create policy invitation_review on invitation for select to lastria_auditor
  using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
grant select (tenant_id, staff_id, created_at, used_at) on invitation to lastria_auditor;

drop function app.security_figures(uuid, timestamptz, text, text[], date, date, text, date);
-- The figures of a security review over days of the tenant's zone: counts by account, month, right, nature and state, in
-- which nothing is counted twice; no trace, no file, no person followed. `totals`: a bit for each dimension, the last the
-- lowest, set where the row is a total along it. `p_kept`: the first day of which no trace was erased; null: all are there.
create function app.security_figures(p_tenant uuid, p_now timestamptz, p_report text, p_types text[], p_from date, p_to date,
    p_zone text, p_kept date)
  returns table (totals int, k1 text, k2 text, counted int, latest timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_from constant timestamptz := p_from::timestamp at time zone p_zone;
  v_until constant timestamptz := (p_to + 1)::timestamp at time zone p_zone;
  -- An account is inactive that opened no session for ninety days
  v_idle constant date := least(p_to, (p_now at time zone p_zone)::date) - 90;
begin
  perform app.require_reviewer(p_tenant, p_now);
  case p_report
  when 'Z18' then
    return query
      select grouping(o.worker, o.month), o.worker::text, o.month, count(*)::int, max(o.at)
        from (select e.staff_id as worker, to_char(e.at at time zone p_zone, 'YYYY-MM') as month, e.at
                from audit_event e
               where e.tenant_id = p_tenant and e.type = any (p_types) and e.at >= v_from and e.at < v_until) o
       group by cube (o.worker, o.month);
  when 'Z19' then
    -- The same file read twice on a day is consulted once, whatever was read of it; read by two rights, it is in two rows
    return query
      select grouping(r.worker, r.ground), r.worker::text, r.ground,
             (case when grouping(r.ground) = 1 then count(*) filter (where r.rank = 1) else count(*) end)::int, null::timestamptz
        from (select d.worker, d.ground, row_number() over (partition by d.worker, d.file_id, d.day) as rank
                from (select distinct e.staff_id as worker, e.file_id, (e.at at time zone p_zone)::date as day,
                             e.facts ->> 'ground' as ground
                        from audit_event e
                       where e.tenant_id = p_tenant and e.type = any (p_types) and e.at >= v_from and e.at < v_until
                         and e.file_id is not null) d) r
       group by cube (r.worker, r.ground);
  when 'Z20' then
    return query
      select grouping(x.worker, x.kind), x.worker::text, x.kind, count(*)::int, null::timestamptz
        from (select e.staff_id as worker,
                     case when e.type <> 'statistics.exported' then e.type
                          when e.facts ->> 'kind' in ('reports', 'activity') then 'report'
                          else e.facts ->> 'kind' end as kind
                from audit_event e
               where e.tenant_id = p_tenant and e.type = any (p_types) and e.at >= v_from and e.at < v_until) x
       group by cube (x.worker, x.kind);
  when 'Z21' then
    -- What an account was then, where it changed since, its traces say
    return query
      with told as (
        select e.record_id as staff_id, max(e.at) filter (where e.type = 'account.reset') as reset_at,
               -- Who is invited again, or reset, has an account again
               (array_agg(e.type order by e.at desc, e.id desc))[1] as last
          from audit_event e
         where e.tenant_id = p_tenant and e.type = any (p_types) and e.at < v_until and e.record_id is not null
         group by e.record_id
      ), seen as (
        select distinct e.staff_id from audit_event e
         where e.tenant_id = p_tenant and e.type = 'session.opened' and e.at < v_until
           and e.at >= v_idle::timestamp at time zone p_zone
      ), account as (
        select a.staff_id, a.created_at, s.staff_id is not null as is_seen,
               coalesce(m.left_at < v_until, false) or coalesce(a.disabled_at < v_until, false)
                 or coalesce(t.last = 'account.ended', false) as is_closed,
               case when a.credentials_since < v_until then a.credentials_since
                    else coalesce(t.reset_at, '-infinity') end as since
          from sign_in_account a
          join staff_member m on m.tenant_id = p_tenant and m.id = a.staff_id
          left join told t on t.staff_id = a.staff_id
          left join seen s on s.staff_id = a.staff_id
         where a.tenant_id = p_tenant and a.created_at < v_until
      ), described as (
        select case
                 when a.is_closed then 'closed'
                 -- A link was sent, and none has served since the credentials are void: nobody can sign in
                 when exists (select 1 from invitation i
                               where i.tenant_id = p_tenant and i.staff_id = a.staff_id and i.created_at < v_until)
                  and not exists (select 1 from invitation i
                                   where i.tenant_id = p_tenant and i.staff_id = a.staff_id
                                     and i.used_at >= a.since and i.used_at < v_until) then 'invited'
                 when a.is_seen then 'active'
                 when p_kept > greatest(v_idle, (a.created_at at time zone p_zone)::date) then null
                 else 'inactive'
               end as status,
               -- The better of the two is the first in the alphabet
               coalesce((select min(f.kind) from second_factor f
                          where f.tenant_id = p_tenant and f.staff_id = a.staff_id and f.created_at < v_until
                            and (f.removed_at is null or f.removed_at >= v_until) and f.created_at >= a.since), 'none') as factor
          from account a
      )
      select grouping(c.status, c.factor), c.status, c.factor, count(*)::int, null::timestamptz
        from described c group by cube (c.status, c.factor);
  end case;
end $$;

grant create on schema app to lastria_auditor;
alter function app.security_figures owner to lastria_auditor;
revoke create on schema app from lastria_auditor;
revoke all on function app.security_figures from public;
grant execute on function app.security_figures to lastria_app, lastria_reader;
