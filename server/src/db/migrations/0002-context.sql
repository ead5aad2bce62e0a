-- The context of a transaction, set once, by one of two functions, as its first statement.

create function app.set_context(p_tenant uuid, p_staff uuid, p_scopes jsonb) returns void
language plpgsql volatile as $$
declare
  v_name text;
begin
  execute format('set local app.staff = %L', coalesce(p_staff::text, ''));
  foreach v_name in array array['identity', 'follow_up', 'text', 'write_identity', 'write_follow_up'] loop
    execute format('set local app.scope_%s = %L', v_name,
      coalesce((select string_agg(value, ',') from jsonb_array_elements_text(p_scopes -> v_name)), ''));
  end loop;
end $$;

-- For system work: one tenant, the units given, every clearance over them.
create function app.enter(p_tenant uuid, p_units uuid[], p_staff uuid default null) returns void
language plpgsql volatile as $$
declare
  v_units jsonb := to_jsonb(coalesce(p_units, '{}'));
begin
  if p_tenant is null or nullif(current_setting('app.tenant', true), '') is not null then
    raise exception 'context missing or already set';
  end if;
  execute format('set local app.tenant = %L', p_tenant);
  perform app.set_context(p_tenant, p_staff, jsonb_build_object('identity', v_units, 'follow_up', v_units,
    'text', v_units, 'write_identity', v_units, 'write_follow_up', v_units));
end $$;

-- For a request: who holds this session, with which grants at this moment. Null when the session gives nothing.
-- p_rights maps a role to its clearances; the rule itself lives in the server.
create function app.enter_session(p_tenant uuid, p_session uuid, p_rights jsonb, p_now timestamptz) returns jsonb
language plpgsql volatile as $$
declare
  v_actor jsonb;
  v_scopes jsonb;
begin
  if p_tenant is null or nullif(current_setting('app.tenant', true), '') is not null then
    raise exception 'context missing or already set';
  end if;
  execute format('set local app.tenant = %L', p_tenant);

  select jsonb_build_object('tenantId', p_tenant, 'sessionId', s.id, 'staffId', m.id, 'displayName', m.display_name,
      'origins', s.origins, 'expiresAt', s.expires_at, 'tenantName', t.name, 'tenantKind', t.kind,
      'timeZone', t.time_zone)
    into v_actor
    from embed_session s
    join staff_member m on m.tenant_id = p_tenant and m.id = s.staff_id
    join tenant t on t.tenant_id = p_tenant
   where s.tenant_id = p_tenant and s.id = p_session
     and s.revoked_at is null and s.expires_at > p_now and (m.left_at is null or m.left_at > p_now);
  if v_actor is null then
    return null;
  end if;

  with recursive held as (
    select g.role, g.unit_id, g.file_id, g.with_subtree
      from access_grant g
     where g.tenant_id = p_tenant and g.staff_id = (v_actor ->> 'staffId')::uuid
       and g.revoked_at is null and g.valid_from <= p_now and (g.valid_until is null or g.valid_until > p_now)
  ), reach as (
    select h.role, coalesce(h.unit_id, h.file_id) as id, h.unit_id is not null and h.with_subtree as descends
      from held h where h.unit_id is not null or h.file_id is not null
    union
    select r.role, u.id, true
      from reach r
      join org_unit u on u.tenant_id = p_tenant and u.parent_id = r.id
     where r.descends
  ), scoped as (
    select distinct c.clearance, r.id
      from reach r cross join lateral jsonb_array_elements_text(p_rights -> r.role) as c(clearance)
  )
  select jsonb_build_object(
      'roles', (select coalesce(jsonb_agg(distinct h.role), '[]') from held h),
      'scopes', (select coalesce(jsonb_object_agg(x.clearance, x.ids), '{}')
                   from (select clearance, jsonb_agg(id) as ids from scoped group by clearance) x))
    into v_scopes;

  perform app.set_context(p_tenant, (v_actor ->> 'staffId')::uuid, v_scopes -> 'scopes');
  return v_actor || v_scopes;
end $$;

grant usage on schema app to lastria_app, lastria_reader, lastria_directory;
grant execute on function app.set_context, app.enter, app.enter_session to lastria_app, lastria_reader;

-- What may be known without a tenant: which tenants exist, and which pages may call. Nothing else.
create policy tenant_directory on tenant for select to lastria_directory using (true);
grant select (tenant_id, allowed_origins) on tenant to lastria_directory;

create function app.list_tenants() returns table (tenant_id uuid)
language sql stable security definer set search_path = pg_catalog, public as
$$ select t.tenant_id from tenant t $$;

create function app.allowed_origins() returns table (origin text)
language sql stable security definer set search_path = pg_catalog, public as
$$ select distinct unnest(t.allowed_origins) from tenant t $$;

grant create on schema app to lastria_directory;
alter function app.list_tenants owner to lastria_directory;
alter function app.allowed_origins owner to lastria_directory;
revoke create on schema app from lastria_directory;
revoke all on function app.list_tenants, app.allowed_origins from public;
grant execute on function app.list_tenants, app.allowed_origins to lastria_app, lastria_reader;

-- Whoever accepts a transfer has no right on the unit the file comes from. This adds that one file, and nothing else,
-- to what the transaction reaches; only for a transfer that waits for a unit one writes in.
create function app.open_transferred_file(p_tenant uuid, p_transfer uuid) returns void
language plpgsql volatile as $$
declare
  v_file uuid;
  v_name text;
begin
  select t.file_id into v_file
    from file_transfer t
   where t.tenant_id = p_tenant and t.id = p_transfer and t.status = 'requested'
     and t.to_unit_id = any (string_to_array(nullif(current_setting('app.scope_write_follow_up', true), ''), ',')::uuid[]);
  if v_file is null then
    raise exception 'no transfer to accept' using errcode = 'insufficient_privilege';
  end if;
  foreach v_name in array array['identity', 'follow_up', 'text', 'write_identity', 'write_follow_up'] loop
    execute format('set local app.scope_%s = %L', v_name,
      concat_ws(',', nullif(current_setting('app.scope_' || v_name, true), ''), v_file));
  end loop;
end $$;
grant execute on function app.open_transferred_file to lastria_app;

-- How often a code is used: whoever changes the configuration sees the effect before saving, and no file.
create policy work_entry_count on work_entry for select to lastria_counter using (true);
create policy social_request_count on social_request for select to lastria_counter using (true);
create policy support_action_count on support_action for select to lastria_counter using (true);
create policy situation_value_count on situation_value for select to lastria_counter using (true);
create policy file_flag_count on file_flag for select to lastria_counter using (true);
create policy situation_field_count on situation_field for select to lastria_counter using (true);
grant select (tenant_id, type_code) on work_entry, social_request, support_action to lastria_counter;
grant select (tenant_id, field_code, codes, file_id) on situation_value to lastria_counter;
grant select (tenant_id, flag_code) on file_flag to lastria_counter;
grant select (tenant_id, code, list_code) on situation_field to lastria_counter;

create function app.code_uses(p_tenant uuid, p_list text, p_code text) returns bigint
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if p_tenant is distinct from nullif(current_setting('app.tenant', true), '')::uuid then
    raise exception 'count outside the tenant entered' using errcode = 'insufficient_privilege';
  end if;
  return case p_list
    when 'workTypes' then (select count(*) from work_entry e where e.tenant_id = p_tenant and e.type_code = p_code)
    when 'requestTypes' then (select count(*) from social_request r where r.tenant_id = p_tenant and r.type_code = p_code)
    when 'supportActions' then (select count(*) from support_action a where a.tenant_id = p_tenant and a.type_code = p_code)
    when 'fileFlag' then (select count(*) from file_flag g where g.tenant_id = p_tenant and g.flag_code = p_code)
    else (select count(*) from situation_value v
            join situation_field f on f.tenant_id = p_tenant and f.code = v.field_code and f.list_code = p_list
           where v.tenant_id = p_tenant and p_code = any (v.codes))
  end;
end $$;

create function app.field_uses(p_tenant uuid, p_field text) returns bigint
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if p_tenant is distinct from nullif(current_setting('app.tenant', true), '')::uuid then
    raise exception 'count outside the tenant entered' using errcode = 'insufficient_privilege';
  end if;
  return (select count(distinct v.file_id) from situation_value v where v.tenant_id = p_tenant and v.field_code = p_field);
end $$;

grant usage, create on schema app to lastria_counter;
alter function app.code_uses owner to lastria_counter;
alter function app.field_uses owner to lastria_counter;
revoke create on schema app from lastria_counter;
revoke all on function app.code_uses, app.field_uses from public;
grant execute on function app.code_uses, app.field_uses to lastria_app, lastria_reader;
