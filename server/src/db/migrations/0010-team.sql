-- How many travaux name a partner: whoever puts it aside sees the effect before, and no file.
create policy work_entry_partner_count on work_entry_partner for select to lastria_counter using (true);
grant select (tenant_id, partner_id) on work_entry_partner to lastria_counter;

create function app.partner_uses(p_tenant uuid, p_partner uuid) returns bigint
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if p_tenant is distinct from nullif(current_setting('app.tenant', true), '')::uuid then
    raise exception 'count outside the tenant entered' using errcode = 'insufficient_privilege';
  end if;
  return (select count(*) from work_entry_partner w where w.tenant_id = p_tenant and w.partner_id = p_partner);
end $$;

-- How many open files a member of the team leads: whoever says that she left sees how many will need somebody else.
grant select (id, lead_worker_id) on social_file to lastria_counter;

create function app.led_files(p_tenant uuid, p_staff uuid) returns bigint
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if p_tenant is distinct from nullif(current_setting('app.tenant', true), '')::uuid then
    raise exception 'count outside the tenant entered' using errcode = 'insufficient_privilege';
  end if;
  return (select count(*) from social_file f
           where f.tenant_id = p_tenant and f.lead_worker_id = p_staff and f.status = 'open');
end $$;

-- Whether an id is that of a file of this tenant, for whoever gives a right on it and sees no file himself. It says of
-- an id one holds, which cannot be guessed, that it is not one: not whose file it is, nor where it is.
create function app.is_file(p_tenant uuid, p_file uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if p_tenant is distinct from nullif(current_setting('app.tenant', true), '')::uuid then
    raise exception 'look-up outside the tenant entered' using errcode = 'insufficient_privilege';
  end if;
  return exists (select 1 from social_file f where f.tenant_id = p_tenant and f.id = p_file);
end $$;

grant create on schema app to lastria_counter;
alter function app.partner_uses owner to lastria_counter;
alter function app.led_files owner to lastria_counter;
alter function app.is_file owner to lastria_counter;
revoke create on schema app from lastria_counter;
revoke all on function app.partner_uses, app.led_files, app.is_file from public;
grant execute on function app.partner_uses, app.led_files, app.is_file to lastria_app, lastria_reader;
