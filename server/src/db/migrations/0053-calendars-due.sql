-- Of which tenants some calendar is to be looked at: its time has come, something waits to be told, or its worker has
-- left. One statement, however many tenants have none.
create policy calendar_link_directory on calendar_link for select to lastria_directory using (true);
create policy calendar_push_directory on calendar_push for select to lastria_directory using (true);
create policy staff_member_directory on staff_member for select to lastria_directory using (left_at is not null);
grant select (tenant_id, staff_id, state, due_at, not_before, turn_until) on calendar_link to lastria_directory;
grant select (tenant_id, staff_id) on calendar_push to lastria_directory;
grant select (tenant_id, id, left_at) on staff_member to lastria_directory;
create function app.tenants_with_calendars_due(p_now timestamptz) returns table (tenant_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select l.tenant_id from calendar_link l
   where l.state in ('connected', 'connecting', 'disconnecting')
     and (l.not_before is null or l.not_before <= p_now) and (l.turn_until is null or l.turn_until < p_now)
     and (l.due_at is null or l.due_at <= p_now or l.state <> 'connected')
  union
  select p.tenant_id from calendar_push p
    join calendar_link l on l.tenant_id = p.tenant_id and l.staff_id = p.staff_id
   where l.state in ('connected', 'connecting', 'disconnecting')
     and (l.not_before is null or l.not_before <= p_now) and (l.turn_until is null or l.turn_until < p_now)
  union
  select l.tenant_id from calendar_link l
    join staff_member m on m.tenant_id = l.tenant_id and m.id = l.staff_id
   where l.state <> 'removed' and m.left_at <= p_now
$$;
grant usage, create on schema app to lastria_directory;
alter function app.tenants_with_calendars_due owner to lastria_directory;
revoke create on schema app from lastria_directory;
revoke all on function app.tenants_with_calendars_due from public;
grant execute on function app.tenants_with_calendars_due to lastria_app, lastria_reader;
