CREATE TABLE "audit_pending" (
	"tenant_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	CONSTRAINT "audit_pending_pkey" PRIMARY KEY("tenant_id","event_id")
);

ALTER TABLE "audit_pending" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "audit_setting" (
	"tenant_id" uuid NOT NULL,
	"retention_months" smallint NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "audit_setting_pkey" PRIMARY KEY("tenant_id"),
	CONSTRAINT "audit_setting_retention" CHECK (retention_months between 6 and 36)
);

ALTER TABLE "audit_setting" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "reading_episode" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "reading_episode_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "reading_episode" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "reading_limit" (
	"tenant_id" uuid NOT NULL,
	"role" text NOT NULL,
	"files_per_hour" integer NOT NULL,
	"files_per_day" integer NOT NULL,
	"searches_per_hour" integer NOT NULL,
	CONSTRAINT "reading_limit_pkey" PRIMARY KEY("tenant_id","role"),
	CONSTRAINT "reading_limit_positive" CHECK (least(files_per_hour, files_per_day, searches_per_hour) > 0)
);

ALTER TABLE "reading_limit" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_event" ADD COLUMN "client_id" uuid;
CREATE INDEX "reading_episode_by_staff" ON "reading_episode" USING btree ("tenant_id","staff_id","opened_at");
CREATE INDEX "audit_event_by_staff" ON "audit_event" USING btree ("tenant_id","staff_id","at");
CREATE INDEX "audit_event_by_type" ON "audit_event" USING btree ("tenant_id","type","at");
CREATE INDEX "audit_event_by_time" ON "audit_event" USING btree ("tenant_id","at");
CREATE POLICY "audit_pending_insert" ON "audit_pending" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "audit_setting_select" ON "audit_setting" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "audit_setting_insert" ON "audit_setting" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "audit_setting_update" ON "audit_setting" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "reading_episode_select" ON "reading_episode" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (staff_id is distinct from nullif(current_setting('app.staff', true), '')::uuid));
CREATE POLICY "reading_episode_insert" ON "reading_episode" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (true));
CREATE POLICY "reading_episode_update" ON "reading_episode" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (true)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (true));
CREATE POLICY "reading_limit_select" ON "reading_limit" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "reading_limit_insert" ON "reading_limit" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "reading_limit_update" ON "reading_limit" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
ALTER TABLE "audit_pending" FORCE ROW LEVEL SECURITY;
GRANT insert ON "audit_pending" TO lastria_app;
GRANT insert ON "audit_pending" TO lastria_reader;
ALTER TABLE "audit_setting" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "audit_setting" TO lastria_app;
GRANT select ON "audit_setting" TO lastria_reader;
ALTER TABLE "reading_limit" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "reading_limit" TO lastria_app;
GRANT select ON "reading_limit" TO lastria_reader;
ALTER TABLE "reading_episode" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "reading_episode" TO lastria_app;
GRANT select ON "reading_episode" TO lastria_reader;

-- The chain of traces, apart from them: a salted digest for each, chained; the salt, erased with its trace at term; the
-- states signed and given away. Only the sealer writes here, it never changes a row, and requests do not see it.
create table app.audit_link (
  tenant_id uuid not null,
  seq bigint not null,
  event_id uuid not null,
  event_at timestamptz not null,
  commitment bytea not null,
  hash bytea not null,
  sealed_at timestamptz not null,
  constraint audit_link_pkey primary key (tenant_id, seq),
  constraint audit_link_event unique (tenant_id, event_id)
);
create table app.audit_salt (
  tenant_id uuid not null,
  event_id uuid not null,
  event_at timestamptz not null,
  salt bytea not null,
  constraint audit_salt_pkey primary key (tenant_id, event_id)
);
create index audit_salt_by_time on app.audit_salt (tenant_id, event_at);
create table app.audit_checkpoint (
  tenant_id uuid not null,
  size bigint not null,
  note text not null,
  made_at timestamptz not null,
  constraint audit_checkpoint_pkey primary key (tenant_id, size)
);

do $$
declare
  v_table text;
  c_tenant constant text := 'tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid';
begin
  foreach v_table in array array['audit_link', 'audit_salt', 'audit_checkpoint'] loop
    execute format('alter table app.%I enable row level security', v_table);
    execute format('alter table app.%I force row level security', v_table);
    execute format('create policy %I on app.%I for select to lastria_sealer using (%s)', v_table || '_read', v_table, c_tenant);
    execute format('create policy %I on app.%I for insert to lastria_sealer with check (%s)', v_table || '_write', v_table, c_tenant);
    execute format('grant select, insert on app.%I to lastria_sealer', v_table);
  end loop;
end $$;

grant usage on schema app to lastria_sealer;
grant execute on function app.set_context, app.enter to lastria_sealer;

-- What the law lets nobody erase, nobody can: a trace younger than six months.
create policy audit_event_seal on audit_event for select to lastria_sealer
  using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy audit_event_expire on audit_event for delete to lastria_sealer
  using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and at < now() - interval '6 months');
grant select, delete on audit_event to lastria_sealer;
create policy audit_salt_expire on app.audit_salt for delete to lastria_sealer
  using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and event_at < now() - interval '6 months');
grant delete on app.audit_salt to lastria_sealer;
create policy audit_pending_seal on audit_pending for all to lastria_sealer
  using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
  with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, delete on audit_pending to lastria_sealer;

-- Traces left before they were chained are chained first.
alter table audit_event no force row level security;
alter table audit_pending no force row level security;
insert into audit_pending (tenant_id, event_id) select e.tenant_id, e.id from audit_event e returning event_id;
alter table audit_event force row level security;
alter table audit_pending force row level security;

-- Of which tenants something waits to be chained.
create policy audit_pending_directory on audit_pending for select to lastria_directory using (true);
grant select (tenant_id) on audit_pending to lastria_directory;
create function app.tenants_to_seal() returns table (tenant_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as
$$ select distinct p.tenant_id from audit_pending p $$;

-- The traces of a tenant by file, person, kind and time, latest first: for whoever is its data protection officer or its
-- administrator at that moment, and for no one else. Ids, dates and codes; no name, no word.
create policy audit_event_search on audit_event for select to lastria_auditor
  using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy access_grant_search on access_grant for select to lastria_auditor
  using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
grant select (tenant_id, id, at, type, staff_id, client_id, file_id, unit_id, record_id) on audit_event to lastria_auditor;
grant select (tenant_id, staff_id, role, valid_from, valid_until, revoked_at) on access_grant to lastria_auditor;
create function app.audit_search(p_tenant uuid, p_now timestamptz, p_file uuid, p_staff uuid, p_types text[],
    p_from timestamptz, p_until timestamptz, p_before timestamptz, p_before_id uuid, p_limit int)
  returns table (id uuid, at timestamptz, type text, staff_id uuid, client_id uuid, file_id uuid, unit_id uuid, record_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if p_tenant is distinct from nullif(current_setting('app.tenant', true), '')::uuid then
    raise exception 'search outside the tenant entered' using errcode = 'insufficient_privilege';
  end if;
  if not exists (select 1 from access_grant g
      where g.tenant_id = p_tenant and g.staff_id = nullif(current_setting('app.staff', true), '')::uuid
        and g.role in ('DPO', 'ADMINISTRATOR') and g.revoked_at is null
        and g.valid_from <= p_now and (g.valid_until is null or g.valid_until > p_now)) then
    raise exception 'search by somebody who may not' using errcode = 'insufficient_privilege';
  end if;
  -- Only what is asked stands in the statement: each question has its index
  return query execute
    'select e.id, e.at, e.type, e.staff_id, e.client_id, e.file_id, e.unit_id, e.record_id from audit_event e where e.tenant_id = $1'
    || case when p_file is null then '' else ' and e.file_id = $2' end
    || case when p_staff is null then '' else ' and e.staff_id = $3' end
    || case when p_types is null then '' else ' and e.type = any ($4)' end
    || case when p_from is null then '' else ' and e.at >= $5' end
    || case when p_until is null then '' else ' and e.at < $6' end
    || case when p_before is null then '' else ' and e.at <= $7 and (e.at, e.id) < ($7, $8)' end
    || ' order by e.at desc, e.id desc limit $9'
    using p_tenant, p_file, p_staff, p_types, p_from, p_until, p_before, p_before_id, p_limit;
end $$;

grant usage, create on schema app to lastria_directory, lastria_auditor;
alter function app.tenants_to_seal owner to lastria_directory;
alter function app.audit_search owner to lastria_auditor;
revoke create on schema app from lastria_directory, lastria_auditor;
revoke all on function app.tenants_to_seal, app.audit_search from public;
grant execute on function app.tenants_to_seal, app.audit_search to lastria_app, lastria_reader;
