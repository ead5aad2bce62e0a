-- Figures have a reach of their own: the units whose work is counted, whatever files one may open.
create or replace function app.set_reach(p_staff uuid, p_reach jsonb, p_rights jsonb) returns void
language plpgsql volatile as $$
declare
  v_name text;
  v_settings text := format('set local app.staff = %L', coalesce(p_staff::text, ''));
begin
  foreach v_name in array array['identity', 'follow_up', 'text', 'write_identity', 'write_follow_up', 'statistics'] loop
    v_settings := v_settings || '; set local app.scope_' || v_name || ' = ''' || coalesce(
      (select string_agg(nullif(r.value, ''), ',') from jsonb_each_text(p_reach) r where p_rights -> r.key ? v_name),
      '') || '''';
  end loop;
  execute v_settings;
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
    '{"SYSTEM": ["identity", "follow_up", "text", "write_identity", "write_follow_up", "statistics"]}');
end $$;

-- Of which tenants facts are to be made: some were marked, or all are not whole in the form given.
create policy fact_due_directory on fact_due for select to lastria_directory using (true);
create policy fact_state_directory on fact_state for select to lastria_directory using (true);
grant select (tenant_id) on fact_due to lastria_directory;
grant select (tenant_id, form) on fact_state to lastria_directory;
create function app.tenants_to_count(p_form int) returns table (tenant_id uuid, whole boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select t.tenant_id, coalesce(s.form = p_form, false)
    from tenant t left join fact_state s on s.tenant_id = t.tenant_id
   where s.form is distinct from p_form or exists (select 1 from fact_due d where d.tenant_id = t.tenant_id) $$;
grant usage, create on schema app to lastria_directory;
alter function app.tenants_to_count owner to lastria_directory;
revoke create on schema app from lastria_directory;
revoke all on function app.tenants_to_count from public;
grant execute on function app.tenants_to_count to lastria_app, lastria_reader;
