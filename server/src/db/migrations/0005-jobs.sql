CREATE TABLE "blob" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"size" bigint NOT NULL,
	"digest" "bytea" NOT NULL,
	"wrapped_key" "bytea" NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "blob_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "blob" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "file_import" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"filename" text NOT NULL,
	"size" integer NOT NULL,
	"status" text DEFAULT 'empty' NOT NULL,
	"kind" text,
	"mapping" jsonb,
	"default_unit_id" uuid,
	"as_of" date,
	"counts" jsonb,
	"job_id" uuid,
	"source_blob_id" uuid,
	"preview_blob_id" uuid,
	"report_blob_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "file_import_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "file_import" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "job" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"for_unit_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"session_id" uuid,
	"status" text DEFAULT 'queued' NOT NULL,
	"step" text,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer,
	"created_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"cancel_asked_at" timestamp with time zone,
	"result_blob_id" uuid,
	"problem" text,
	CONSTRAINT "job_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "job_done" CHECK (done >= 0)
);

ALTER TABLE "job" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "tenant_key" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "tenant_key_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "tenant_key" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "blob" ADD CONSTRAINT "blob_key_fk" FOREIGN KEY ("tenant_id","key_id") REFERENCES "public"."tenant_key"("tenant_id","id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "blob_by_age" ON "blob" USING btree ("tenant_id","purpose","created_at");
CREATE POLICY "blob_select" ON "blob" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "blob_insert" ON "blob" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "blob_delete" ON "blob" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "file_import_select" ON "file_import" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "file_import_insert" ON "file_import" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "file_import_update" ON "file_import" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "job_select" ON "job" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "job_insert" ON "job" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "job_update" ON "job" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "tenant_key_select" ON "tenant_key" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "tenant_key_insert" ON "tenant_key" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
ALTER TABLE "file_import" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "file_import" TO lastria_app;
GRANT select ON "file_import" TO lastria_reader;
ALTER TABLE "job" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "job" TO lastria_app;
GRANT select ON "job" TO lastria_reader;
ALTER TABLE "tenant_key" FORCE ROW LEVEL SECURITY;
GRANT select, insert ON "tenant_key" TO lastria_app;
GRANT select ON "tenant_key" TO lastria_reader;
ALTER TABLE "blob" FORCE ROW LEVEL SECURITY;
GRANT select, insert, delete ON "blob" TO lastria_app;
GRANT select ON "blob" TO lastria_reader;

-- What a person reaches at this moment: one rule, for a request and for a job.
create function app.reach_of(p_tenant uuid, p_staff uuid, p_rights jsonb, p_now timestamptz) returns jsonb
language plpgsql stable as $$
begin
  return (
    with recursive held as (
      select g.role, g.unit_id, g.file_id, g.with_subtree
        from access_grant g
       where g.tenant_id = p_tenant and g.staff_id = p_staff
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
                     from (select clearance, jsonb_agg(id) as ids from scoped group by clearance) x)));
end $$;

create or replace function app.enter_session(p_tenant uuid, p_session uuid, p_rights jsonb, p_now timestamptz) returns jsonb
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

  v_scopes := app.reach_of(p_tenant, (v_actor ->> 'staffId')::uuid, p_rights, p_now);
  perform app.set_context(p_tenant, (v_actor ->> 'staffId')::uuid, v_scopes -> 'scopes');
  return v_actor || v_scopes;
end $$;

-- For a job: the rights, at this moment, of whoever asked for it. It outlives the session it was asked in, unless that
-- session was revoked: then, or once the person has left, null.
create function app.enter_staff(p_tenant uuid, p_staff uuid, p_session uuid, p_rights jsonb, p_now timestamptz) returns jsonb
language plpgsql volatile as $$
declare
  v_actor jsonb;
  v_scopes jsonb;
begin
  if p_tenant is null or nullif(current_setting('app.tenant', true), '') is not null then
    raise exception 'context missing or already set';
  end if;
  execute format('set local app.tenant = %L', p_tenant);

  select jsonb_build_object('tenantId', p_tenant, 'sessionId', p_session, 'staffId', m.id, 'displayName', m.display_name,
      'origins', '[]'::jsonb, 'expiresAt', p_now, 'tenantName', t.name, 'tenantKind', t.kind, 'timeZone', t.time_zone)
    into v_actor
    from staff_member m
    join tenant t on t.tenant_id = p_tenant
   where m.tenant_id = p_tenant and m.id = p_staff and (m.left_at is null or m.left_at > p_now)
     and not exists (select 1 from embed_session s
                      where s.tenant_id = p_tenant and s.id = p_session and s.revoked_at is not null);
  if v_actor is null then
    return null;
  end if;

  v_scopes := app.reach_of(p_tenant, p_staff, p_rights, p_now);
  perform app.set_context(p_tenant, p_staff, v_scopes -> 'scopes');
  return v_actor || v_scopes;
end $$;

grant execute on function app.reach_of, app.enter_staff to lastria_app, lastria_reader;
