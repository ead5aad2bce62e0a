-- A factor proven again in a window counts at once for the frames and the hosts' pages that hang on its session.
create or replace function app.enter_session(p_tenant uuid, p_session uuid, p_rights jsonb, p_now timestamptz) returns jsonb
language plpgsql volatile as $$
declare
  v_actor jsonb;
  v_scopes jsonb;
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

  v_scopes := app.reach_of(p_tenant, v_staff, p_rights, p_now);
  if not v_nominative then
    v_scopes := jsonb_set(v_scopes, '{scopes}', '{}');
  end if;
  perform app.set_context(p_tenant, v_staff, v_scopes -> 'scopes');
  if v_file is not null then
    v_scopes := app.hold_to_file(p_tenant, v_file, v_scopes);
    perform app.set_context(p_tenant, v_staff, v_scopes -> 'scopes');
  end if;
  return v_actor || v_scopes;
end $$;
