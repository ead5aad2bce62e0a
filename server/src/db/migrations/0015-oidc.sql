CREATE TABLE "identity_provider" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"issuer" text NOT NULL,
	"discovery_url" text,
	"client_id" text NOT NULL,
	"audience" text NOT NULL,
	"sealed_secret" "bytea",
	"jwks" text,
	"acr_values" text,
	"factor_acr" text[] NOT NULL,
	"for_people" boolean NOT NULL,
	"exchange_clients" uuid[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "identity_provider_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "identity_provider" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "service_account" (
	"tenant_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"scopes" text[] NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"files_asked_by" uuid,
	"files_asked_at" timestamp with time zone,
	"files_granted_by" uuid,
	"files_granted_at" timestamp with time zone,
	CONSTRAINT "service_account_pkey" PRIMARY KEY("tenant_id","staff_id"),
	CONSTRAINT "service_account_files" CHECK (files_granted_by is null or (files_asked_by is not null and files_granted_by <> files_asked_by))
);

ALTER TABLE "service_account" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "sso_attempt" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"state_digest" text NOT NULL,
	"nonce" text NOT NULL,
	"sealed_verifier" "bytea" NOT NULL,
	"back" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"staff_id" uuid,
	"sid_digest" text,
	CONSTRAINT "sso_attempt_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "sso_attempt" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "staff_identity" (
	"tenant_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"staff_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "staff_identity_pkey" PRIMARY KEY("tenant_id","provider_id","subject")
);

ALTER TABLE "staff_identity" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "used_token" (
	"tenant_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "used_token_pkey" PRIMARY KEY("tenant_id","digest")
);

ALTER TABLE "used_token" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "session" ADD COLUMN "used_at" timestamp with time zone;
ALTER TABLE "host_client" ADD COLUMN "jwks" text;
ALTER TABLE "service_account" ADD CONSTRAINT "service_account_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "sso_attempt" ADD CONSTRAINT "sso_attempt_provider_fk" FOREIGN KEY ("tenant_id","provider_id") REFERENCES "public"."identity_provider"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "staff_identity" ADD CONSTRAINT "staff_identity_provider_fk" FOREIGN KEY ("tenant_id","provider_id") REFERENCES "public"."identity_provider"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "staff_identity" ADD CONSTRAINT "staff_identity_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "staff_identity_by_staff" ON "staff_identity" USING btree ("tenant_id","staff_id");
CREATE POLICY "identity_provider_select" ON "identity_provider" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "identity_provider_insert" ON "identity_provider" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "identity_provider_update" ON "identity_provider" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "service_account_select" ON "service_account" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "service_account_insert" ON "service_account" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "service_account_update" ON "service_account" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "sso_attempt_select" ON "sso_attempt" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "sso_attempt_insert" ON "sso_attempt" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "sso_attempt_update" ON "sso_attempt" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "sso_attempt_delete" ON "sso_attempt" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "staff_identity_select" ON "staff_identity" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "staff_identity_insert" ON "staff_identity" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "staff_identity_delete" ON "staff_identity" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "used_token_select" ON "used_token" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "used_token_insert" ON "used_token" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "used_token_delete" ON "used_token" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
ALTER TABLE "identity_provider" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "identity_provider" TO lastria_app;
GRANT select ON "identity_provider" TO lastria_reader;
ALTER TABLE "staff_identity" FORCE ROW LEVEL SECURITY;
GRANT select, insert, delete ON "staff_identity" TO lastria_app;
GRANT select ON "staff_identity" TO lastria_reader;
ALTER TABLE "used_token" FORCE ROW LEVEL SECURITY;
GRANT select, insert, delete ON "used_token" TO lastria_app;
GRANT select ON "used_token" TO lastria_reader;
ALTER TABLE "sso_attempt" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "sso_attempt" TO lastria_app;
GRANT select ON "sso_attempt" TO lastria_reader;
ALTER TABLE "service_account" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "service_account" TO lastria_app;
GRANT select ON "service_account" TO lastria_reader;
