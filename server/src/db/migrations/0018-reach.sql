-- Who reaches what, told once: ids by role, as the lists the policies read. What each role gives multiplied them by
-- five before, in rows and then in JSON, and cost 10 ms to somebody with 200 grants.
drop function app.reach_of(uuid, uuid, jsonb, timestamptz);
drop function app.hold_to_file(uuid, uuid, jsonb);

-- What a person reaches at this moment, for a request and for a job: by role, the ids of units and of single files
-- between commas. A role that reaches none, as those of the whole organisation, holds an empty list.
create function app.reach_of(p_tenant uuid, p_staff uuid, p_now timestamptz) returns jsonb
language plpgsql stable as $$
begin
  return (
    with recursive reach as (
      select g.role, coalesce(g.unit_id, g.file_id) as id, g.unit_id is not null and g.with_subtree as descends
        from access_grant g
       where g.tenant_id = p_tenant and g.staff_id = p_staff
         and g.revoked_at is null and g.valid_from <= p_now and (g.valid_until is null or g.valid_until > p_now)
      union
      select r.role, u.id, true
        from reach r
        join org_unit u on u.tenant_id = p_tenant and u.parent_id = r.id
       where r.descends
    )
    select coalesce(jsonb_object_agg(x.role, x.ids), '{}')
      from (select r.role, coalesce(string_agg(r.id::text, ','), '') as ids from reach r group by r.role) x);
end $$;

create function app.roles_of(p_reach jsonb) returns jsonb
language sql immutable as $$ select coalesce(jsonb_agg(role), '[]') from jsonb_object_keys(p_reach) as role $$;

-- Tells the policies. The lists hold ids read from our own columns, and commas: nothing to quote, and quoting long
-- lists takes as long as the rest.
create function app.set_reach(p_staff uuid, p_reach jsonb, p_rights jsonb) returns void
language plpgsql volatile as $$
declare
  v_name text;
  v_settings text := format('set local app.staff = %L', coalesce(p_staff::text, ''));
begin
  foreach v_name in array array['identity', 'follow_up', 'text', 'write_identity', 'write_follow_up'] loop
    v_settings := v_settings || '; set local app.scope_' || v_name || ' = ''' || coalesce(
      (select string_agg(nullif(r.value, ''), ',') from jsonb_each_text(p_reach) r where p_rights -> r.key ? v_name),
      '') || '''';
  end loop;
  execute v_settings;
end $$;

-- What is left of one's reach when it is held to one file of it. The context must be set: the policies say where the
-- file stands, if one sees it at all.
create function app.hold_to_file(p_tenant uuid, p_file uuid, p_reach jsonb) returns jsonb
language sql stable as $$
  select coalesce(jsonb_object_agg(r.key, p_file::text), '{}')
    from jsonb_each_text(p_reach) r
    left join social_file f on f.tenant_id = p_tenant and f.id = p_file
   where strpos(r.value, p_file::text) > 0 or strpos(r.value, f.unit_id::text) > 0 $$;

create or replace function app.enter_session(p_tenant uuid, p_session uuid, p_rights jsonb, p_now timestamptz) returns jsonb
language plpgsql volatile as $$
declare
  v_actor jsonb;
  v_reach jsonb;
  v_staff uuid;
  v_file uuid;
  v_nominative boolean;
begin
  if p_tenant is null or nullif(current_setting('app.tenant', true), '') is not null then
    raise exception 'context missing or already set';
  end if;
  execute format('set local app.tenant = %L', p_tenant);

  select jsonb_build_object('tenantId', p_tenant, 'sessionId', s.id, 'staffId', m.id, 'displayName', m.display_name,
      'origins', s.origins, 'expiresAt', least(s.expires_at, p.expires_at), 'tenantName', t.name, 'tenantKind', t.kind,
      'timeZone', t.time_zone, 'kind', s.kind, 'rootId', coalesce(s.parent_id, s.id), 'clientId', s.client_id,
      'elements', s.elements, 'fileId', s.file_id, 'nominative', s.nominative, 'methods', s.methods,
      'provedAt', greatest(s.proved_at, p.proved_at),
      'idleAt', coalesce(p.seen_at, case when s.kind = 'page' then s.seen_at end) + make_interval(mins => t.idle_minutes)),
      m.id, s.file_id, s.nominative
    into v_actor, v_staff, v_file, v_nominative
    from session s
    join staff_member m on m.tenant_id = p_tenant and m.id = s.staff_id
    join tenant t on t.tenant_id = p_tenant
    left join session p on p.tenant_id = p_tenant and p.id = s.parent_id
   where s.tenant_id = p_tenant and s.id = p_session
     and s.revoked_at is null and s.expires_at > p_now and (m.left_at is null or m.left_at > p_now)
     and (s.parent_id is null or (p.revoked_at is null and p.expires_at > p_now))
     and coalesce(coalesce(p.seen_at, case when s.kind = 'page' then s.seen_at end)
                  + make_interval(mins => t.idle_minutes) > p_now, true);
  if v_actor is null then
    return null;
  end if;

  v_reach := app.reach_of(p_tenant, v_staff, p_now);
  v_actor := v_actor || jsonb_build_object('roles', app.roles_of(v_reach));
  if not v_nominative then
    v_reach := '{}';
  end if;
  perform app.set_reach(v_staff, v_reach, p_rights);
  if v_file is not null then
    v_reach := app.hold_to_file(p_tenant, v_file, v_reach);
    perform app.set_reach(v_staff, v_reach, p_rights);
  end if;
  return v_actor || jsonb_build_object('reach', v_reach);
end $$;

create or replace function app.enter_staff(p_tenant uuid, p_staff uuid, p_session uuid, p_rights jsonb, p_now timestamptz) returns jsonb
language plpgsql volatile as $$
declare
  v_actor jsonb;
  v_reach jsonb;
begin
  if p_tenant is null or nullif(current_setting('app.tenant', true), '') is not null then
    raise exception 'context missing or already set';
  end if;
  execute format('set local app.tenant = %L', p_tenant);

  select jsonb_build_object('tenantId', p_tenant, 'sessionId', p_session, 'staffId', m.id, 'displayName', m.display_name,
      'origins', '[]'::jsonb, 'expiresAt', p_now, 'tenantName', t.name, 'tenantKind', t.kind, 'timeZone', t.time_zone,
      'kind', s.kind, 'rootId', coalesce(s.parent_id, p_session), 'clientId', s.client_id, 'elements', s.elements,
      'fileId', s.file_id, 'nominative', coalesce(s.nominative, true), 'methods', coalesce(to_jsonb(s.methods), '[]'),
      'provedAt', s.proved_at, 'idleAt', null)
    into v_actor
    from staff_member m
    join tenant t on t.tenant_id = p_tenant
    left join session s on s.tenant_id = p_tenant and s.id = p_session
    left join session p on p.tenant_id = p_tenant and p.id = s.parent_id
   where m.tenant_id = p_tenant and m.id = p_staff and (m.left_at is null or m.left_at > p_now)
     and s.revoked_at is null and p.revoked_at is null;
  if v_actor is null then
    return null;
  end if;

  v_reach := app.reach_of(p_tenant, p_staff, p_now);
  v_actor := v_actor || jsonb_build_object('roles', app.roles_of(v_reach));
  if not (v_actor ->> 'nominative')::boolean then
    v_reach := '{}';
  end if;
  perform app.set_reach(p_staff, v_reach, p_rights);
  if v_actor ->> 'fileId' is not null then
    v_reach := app.hold_to_file(p_tenant, (v_actor ->> 'fileId')::uuid, v_reach);
    perform app.set_reach(p_staff, v_reach, p_rights);
  end if;
  return v_actor || jsonb_build_object('reach', v_reach);
end $$;

-- For system work: one tenant, the units given, every clearance over them.
create or replace function app.enter(p_tenant uuid, p_units uuid[], p_staff uuid default null) returns void
language plpgsql volatile as $$
begin
  if p_tenant is null or nullif(current_setting('app.tenant', true), '') is not null then
    raise exception 'context missing or already set';
  end if;
  execute format('set local app.tenant = %L', p_tenant);
  perform app.set_reach(p_staff, jsonb_build_object('SYSTEM', coalesce(array_to_string(p_units, ','), '')),
    '{"SYSTEM": ["identity", "follow_up", "text", "write_identity", "write_follow_up"]}');
end $$;

drop function app.set_context(uuid, uuid, jsonb);
grant execute on function app.reach_of, app.roles_of, app.set_reach, app.hold_to_file to lastria_app, lastria_reader;
grant execute on function app.set_reach to lastria_sealer;
