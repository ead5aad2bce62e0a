-- Acts of a period, done for these units, that came, changed or went since a moment: how many, for whoever counts in all
-- of the units, whatever files he may open. What has no hour of its own has one in its id (UUIDv7).
create policy record_version_count on record_version for select to lastria_counter using (true);
create policy file_episode_count on file_episode for select to lastria_counter using (true);
grant select (id, for_unit_id, performed_on, recorded_at, voided_at) on work_entry to lastria_counter;
grant select (id, for_unit_id, requested_on, created_at) on social_request to lastria_counter;
grant select (id, for_unit_id, done_on) on support_action to lastria_counter;
grant select (tenant_id, id, for_unit_id, happened_on) on file_episode to lastria_counter;
grant select (tenant_id, file_id, unit_id, record, record_id, changed_at) on record_version to lastria_counter;
create function app.acts_since(p_tenant uuid, p_units uuid[], p_from date, p_to date, p_since timestamptz)
  returns table (subject text, late bigint, changed bigint, voided bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_since_id uuid := rpad(lpad(to_hex((extract(epoch from p_since) * 1000)::bigint), 12, '0'), 32, '0')::uuid;
begin
  if p_tenant is distinct from nullif(current_setting('app.tenant', true), '')::uuid then
    raise exception 'count outside the tenant entered' using errcode = 'insufficient_privilege';
  end if;
  if p_units = '{}' or not p_units::text[] <@ string_to_array(current_setting('app.scope_statistics', true), ',') then
    raise exception 'count outside the units held' using errcode = 'insufficient_privilege';
  end if;
  return query
    select 'work', count(*) filter (where e.recorded_at > p_since and e.voided_at is null),
           count(*) filter (where e.recorded_at <= p_since and e.voided_at is null and exists (
             select 1 from record_version v where v.tenant_id = p_tenant and v.record_id = e.id and v.changed_at > p_since)),
           count(*) filter (where e.recorded_at <= p_since and e.voided_at > p_since)
      from work_entry e
     where e.tenant_id = p_tenant and e.for_unit_id = any (p_units) and e.performed_on between p_from and p_to
    union all
    select 'requests', count(*) filter (where r.created_at > p_since),
           count(*) filter (where r.created_at <= p_since and exists (
             select 1 from record_version v where v.tenant_id = p_tenant and v.record_id = r.id and v.changed_at > p_since)), 0
      from social_request r
     where r.tenant_id = p_tenant and r.for_unit_id = any (p_units) and r.requested_on between p_from and p_to
    union all
    select 'actions', count(*) filter (where a.id > v_since_id),
           count(*) filter (where a.id <= v_since_id and exists (
             select 1 from record_version v where v.tenant_id = p_tenant and v.record_id = a.id and v.changed_at > p_since)), 0
      from support_action a
     where a.tenant_id = p_tenant and a.for_unit_id = any (p_units) and a.done_on between p_from and p_to
    union all
    select 'files', count(*) filter (where s.id > v_since_id), 0, 0
      from file_episode s
     where s.tenant_id = p_tenant and s.for_unit_id = any (p_units) and s.happened_on between p_from and p_to
    union all
    select 'situations', 0, count(distinct v.file_id), 0
      from record_version v
     where v.tenant_id = p_tenant and v.unit_id = any (p_units) and v.record in ('identity', 'situation')
       and v.changed_at > p_since;
end $$;
grant create on schema app to lastria_counter;
alter function app.acts_since owner to lastria_counter;
revoke create on schema app from lastria_counter;
revoke all on function app.acts_since from public;
grant execute on function app.acts_since to lastria_app, lastria_reader;
