-- One table for every session, whatever opened it, in place of embed_session: those last ten minutes, and a host's page
-- asks for another by itself. Accounts, factors and invitations of our own sign-in; what a DPO decided; notices.
ALTER TABLE "embed_session" DISABLE ROW LEVEL SECURITY;
DROP POLICY "embed_session_select" ON "embed_session" CASCADE;
DROP POLICY "embed_session_insert" ON "embed_session" CASCADE;
DROP POLICY "embed_session_update" ON "embed_session" CASCADE;
DROP TABLE "embed_session" CASCADE;
ALTER TABLE "staff_member" ADD COLUMN "kind" text DEFAULT 'person' NOT NULL;
ALTER TABLE "tenant" ADD COLUMN "slug" text;
ALTER TABLE "tenant" ADD COLUMN "inline_elements" text[] DEFAULT '{}' NOT NULL;
ALTER TABLE "tenant" ADD COLUMN "idle_minutes" smallint DEFAULT 15 NOT NULL;
ALTER TABLE "tenant" ADD COLUMN "session_hours" smallint DEFAULT 12 NOT NULL;
ALTER TABLE "tenant" ADD CONSTRAINT "tenant_sessions" CHECK (idle_minutes between 1 and 60 and session_hours between 1 and 24);
CREATE TABLE "access_ticket" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"digest" text NOT NULL,
	"origin" text NOT NULL,
	"element" text,
	"embed_session_id" uuid,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"redeemed_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "access_ticket_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "access_ticket" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "invitation" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"digest" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "invitation_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "invitation" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "notice" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"file_id" uuid,
	"about_staff_id" uuid,
	"facts" text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "notice_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "notice" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "password_credential" (
	"tenant_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "password_credential_pkey" PRIMARY KEY("tenant_id","staff_id")
);

ALTER TABLE "password_credential" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "recorded_decision" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reference" text NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone NOT NULL,
	"withdrawn_by" uuid,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "recorded_decision_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "recorded_decision" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "recovery_code" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "recovery_code_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "recovery_code" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "second_factor" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"label" text NOT NULL,
	"sealed_secret" "bytea",
	"last_step" bigint,
	"credential_id" text,
	"public_key" "bytea",
	"sign_count" bigint,
	"transports" text[],
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	CONSTRAINT "second_factor_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "second_factor" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "session" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"parent_id" uuid,
	"client_id" uuid,
	"origins" text[] NOT NULL,
	"elements" text[],
	"file_id" uuid,
	"nominative" boolean NOT NULL,
	"methods" text[] NOT NULL,
	"proved_at" timestamp with time zone,
	"seen_at" timestamp with time zone,
	"device" text,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "session_kind" CHECK (kind in ('page', 'frame', 'embed', 'service')),
	CONSTRAINT "session_proof" CHECK (not nominative or kind = 'service' or proved_at is not null)
);

ALTER TABLE "session" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "sign_in_account" (
	"tenant_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"login" text NOT NULL,
	"credentials_since" timestamp with time zone NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sign_in_account_pkey" PRIMARY KEY("tenant_id","staff_id"),
	CONSTRAINT "sign_in_account_login" UNIQUE("tenant_id","login")
);

ALTER TABLE "sign_in_account" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "sign_in_challenge" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"methods" text[] NOT NULL,
	"webauthn_challenge" text,
	"sealed_secret" "bytea",
	"tries" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "sign_in_challenge_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "sign_in_challenge" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "sign_in_throttle" (
	"tenant_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"failures" integer NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"blocked_until" timestamp with time zone,
	CONSTRAINT "sign_in_throttle_pkey" PRIMARY KEY("tenant_id","subject")
);

ALTER TABLE "sign_in_throttle" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "notice" ADD CONSTRAINT "notice_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "session" ADD CONSTRAINT "session_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "session" ADD CONSTRAINT "session_parent_fk" FOREIGN KEY ("tenant_id","parent_id") REFERENCES "public"."session"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "sign_in_account" ADD CONSTRAINT "sign_in_account_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "invitation_by_staff" ON "invitation" USING btree ("tenant_id","staff_id");
CREATE INDEX "notice_by_staff" ON "notice" USING btree ("tenant_id","staff_id","created_at");
CREATE INDEX "recovery_code_by_staff" ON "recovery_code" USING btree ("tenant_id","staff_id");
CREATE INDEX "second_factor_by_staff" ON "second_factor" USING btree ("tenant_id","staff_id");
CREATE INDEX "session_by_staff" ON "session" USING btree ("tenant_id","staff_id");
CREATE INDEX "session_by_parent" ON "session" USING btree ("tenant_id","parent_id");
CREATE INDEX "sign_in_challenge_by_staff" ON "sign_in_challenge" USING btree ("tenant_id","staff_id");
CREATE POLICY "access_ticket_select" ON "access_ticket" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "access_ticket_insert" ON "access_ticket" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "access_ticket_update" ON "access_ticket" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "access_ticket_delete" ON "access_ticket" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "invitation_select" ON "invitation" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "invitation_insert" ON "invitation" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "invitation_update" ON "invitation" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "notice_select" ON "notice" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (staff_id = nullif(current_setting('app.staff', true), '')::uuid));
CREATE POLICY "notice_insert" ON "notice" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (true));
CREATE POLICY "notice_update" ON "notice" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (true)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (true));
CREATE POLICY "password_credential_select" ON "password_credential" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "password_credential_insert" ON "password_credential" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "password_credential_update" ON "password_credential" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "recorded_decision_select" ON "recorded_decision" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "recorded_decision_insert" ON "recorded_decision" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "recorded_decision_update" ON "recorded_decision" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "recovery_code_select" ON "recovery_code" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "recovery_code_insert" ON "recovery_code" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "recovery_code_update" ON "recovery_code" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "recovery_code_delete" ON "recovery_code" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "second_factor_select" ON "second_factor" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "second_factor_insert" ON "second_factor" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "second_factor_update" ON "second_factor" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "session_select" ON "session" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "session_insert" ON "session" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "session_update" ON "session" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "sign_in_account_select" ON "sign_in_account" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "sign_in_account_insert" ON "sign_in_account" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "sign_in_account_update" ON "sign_in_account" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "sign_in_challenge_select" ON "sign_in_challenge" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "sign_in_challenge_insert" ON "sign_in_challenge" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "sign_in_challenge_update" ON "sign_in_challenge" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "sign_in_challenge_delete" ON "sign_in_challenge" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "sign_in_throttle_select" ON "sign_in_throttle" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "sign_in_throttle_insert" ON "sign_in_throttle" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "sign_in_throttle_update" ON "sign_in_throttle" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "sign_in_throttle_delete" ON "sign_in_throttle" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
ALTER TABLE "session" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "session" TO lastria_app;
GRANT select ON "session" TO lastria_reader;
ALTER TABLE "sign_in_account" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "sign_in_account" TO lastria_app;
GRANT select ON "sign_in_account" TO lastria_reader;
ALTER TABLE "password_credential" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "password_credential" TO lastria_app;
GRANT select ON "password_credential" TO lastria_reader;
ALTER TABLE "second_factor" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "second_factor" TO lastria_app;
GRANT select ON "second_factor" TO lastria_reader;
ALTER TABLE "recovery_code" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "recovery_code" TO lastria_app;
GRANT select ON "recovery_code" TO lastria_reader;
ALTER TABLE "sign_in_challenge" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "sign_in_challenge" TO lastria_app;
GRANT select ON "sign_in_challenge" TO lastria_reader;
ALTER TABLE "sign_in_throttle" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "sign_in_throttle" TO lastria_app;
GRANT select ON "sign_in_throttle" TO lastria_reader;
ALTER TABLE "invitation" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "invitation" TO lastria_app;
GRANT select ON "invitation" TO lastria_reader;
ALTER TABLE "access_ticket" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "access_ticket" TO lastria_app;
GRANT select ON "access_ticket" TO lastria_reader;
ALTER TABLE "recorded_decision" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "recorded_decision" TO lastria_app;
GRANT select ON "recorded_decision" TO lastria_reader;
ALTER TABLE "notice" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "notice" TO lastria_app;
GRANT select ON "notice" TO lastria_reader;

-- What is left of one's reach when it is held to one file of it. The context must be set: the policies say where the
-- file stands, if one sees it at all.
create function app.hold_to_file(p_tenant uuid, p_file uuid, p_reach jsonb) returns jsonb
language sql stable as $$
  select jsonb_set(p_reach, '{scopes}',
    (select coalesce(jsonb_object_agg(x.key, jsonb_build_array(p_file)), '{}')
       from jsonb_each(p_reach -> 'scopes') x
       left join social_file f on f.tenant_id = p_tenant and f.id = p_file
      where x.value ? p_file::text or x.value ? f.unit_id::text)) $$;
grant execute on function app.hold_to_file to lastria_app, lastria_reader;

-- Who holds this session, with which rights at this moment; null when it gives nothing: unknown, ended or revoked,
-- itself or the page session it hangs on, or nobody was there for too long. Without a factor proven on our origin
-- (nominative), no clearance is given at all: the policies then show no row about a person. Held to one file, what it
-- reaches narrows to that file.
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
      'provedAt', s.proved_at,
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

-- For a job: the rights, at this moment, of whoever asked for it. It outlives the session it was asked in, unless that
-- session, or the one it hangs on, was revoked: then, or once the person has left, null. It reaches no more than the
-- session did.
create or replace function app.enter_staff(p_tenant uuid, p_staff uuid, p_session uuid, p_rights jsonb, p_now timestamptz) returns jsonb
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

  v_scopes := app.reach_of(p_tenant, p_staff, p_rights, p_now);
  if not (v_actor ->> 'nominative')::boolean then
    v_scopes := jsonb_set(v_scopes, '{scopes}', '{}');
  end if;
  perform app.set_context(p_tenant, p_staff, v_scopes -> 'scopes');
  if v_actor ->> 'fileId' is not null then
    v_scopes := app.hold_to_file(p_tenant, (v_actor ->> 'fileId')::uuid, v_scopes);
    perform app.set_context(p_tenant, p_staff, v_scopes -> 'scopes');
  end if;
  return v_actor || v_scopes;
end $$;

-- The tenant an address of our own origin names; without a name, the only tenant there is. Null otherwise.
grant select (slug) on tenant to lastria_directory;
create function app.tenant_of_slug(p_slug text) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as
$$ select case when count(*) = 1 then min(t.tenant_id::text)::uuid end
     from tenant t where nullif(p_slug, '') is null or t.slug = p_slug or t.tenant_id::text = p_slug $$;
grant usage, create on schema app to lastria_directory;
alter function app.tenant_of_slug owner to lastria_directory;
revoke create on schema app from lastria_directory;
revoke all on function app.tenant_of_slug from public;
grant execute on function app.tenant_of_slug to lastria_app, lastria_reader;
