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
