CREATE TABLE "action_fact" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_key" uuid NOT NULL,
	"person_key" uuid NOT NULL,
	"done_on" date NOT NULL,
	"type_code" text NOT NULL,
	"outcome" text,
	"performed_by" uuid NOT NULL,
	"request_type" text NOT NULL,
	"for_unit_id" uuid NOT NULL,
	"frozen" boolean DEFAULT false NOT NULL,
	CONSTRAINT "action_fact_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "action_fact" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "fact_due" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"record_id" uuid NOT NULL,
	CONSTRAINT "fact_due_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "fact_due" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "fact_frozen" (
	"tenant_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	CONSTRAINT "fact_frozen_pkey" PRIMARY KEY("tenant_id","file_id")
);

ALTER TABLE "fact_frozen" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "fact_state" (
	"tenant_id" uuid NOT NULL,
	"whole_at" timestamp with time zone NOT NULL,
	"form" integer NOT NULL,
	CONSTRAINT "fact_state_pkey" PRIMARY KEY("tenant_id")
);

ALTER TABLE "fact_state" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "profile_fact" (
	"tenant_id" uuid NOT NULL,
	"file_key" uuid NOT NULL,
	"person_key" uuid NOT NULL,
	"since" date NOT NULL,
	"until" date,
	"sex" text,
	"born_on" date,
	"birth_year" integer,
	"commune_code" text,
	"department" text,
	"values" jsonb NOT NULL,
	"frozen" boolean DEFAULT false NOT NULL,
	CONSTRAINT "profile_fact_pkey" PRIMARY KEY("tenant_id","file_key","since")
);

ALTER TABLE "profile_fact" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "request_fact" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_key" uuid NOT NULL,
	"person_key" uuid NOT NULL,
	"requested_on" date NOT NULL,
	"type_code" text NOT NULL,
	"urgent" boolean NOT NULL,
	"initiative" text,
	"arrival_channel" text,
	"status" text NOT NULL,
	"outcome" text,
	"resolved_on" date,
	"first_work_on" date,
	"first_worker" uuid,
	"response_days" integer,
	"interview_days" integer,
	"for_unit_id" uuid NOT NULL,
	"frozen" boolean DEFAULT false NOT NULL,
	CONSTRAINT "request_fact_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "request_fact" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "spell_fact" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_key" uuid NOT NULL,
	"person_key" uuid NOT NULL,
	"since" date NOT NULL,
	"until" date,
	"begun_by" text NOT NULL,
	"ended_by" text,
	"close_reason" text,
	"opened_on" date NOT NULL,
	"lead_worker_id" uuid,
	"for_unit_id" uuid NOT NULL,
	"frozen" boolean DEFAULT false NOT NULL,
	CONSTRAINT "spell_fact_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "spell_fact" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "transfer_fact" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_key" uuid NOT NULL,
	"person_key" uuid NOT NULL,
	"from_unit_id" uuid NOT NULL,
	"transferred_on" date NOT NULL,
	"for_unit_id" uuid NOT NULL,
	"frozen" boolean DEFAULT false NOT NULL,
	CONSTRAINT "transfer_fact_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "transfer_fact" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "work_fact" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_key" uuid,
	"person_key" uuid,
	"performed_on" date NOT NULL,
	"type_code" text NOT NULL,
	"minutes" smallint NOT NULL,
	"travel_minutes" smallint,
	"hour" smallint,
	"performed_by" uuid NOT NULL,
	"request_types" text[] NOT NULL,
	"request_ids" uuid[] NOT NULL,
	"partner_ids" uuid[] NOT NULL,
	"partner_kinds" text[] NOT NULL,
	"entry_delay_days" integer NOT NULL,
	"for_unit_id" uuid NOT NULL,
	"frozen" boolean DEFAULT false NOT NULL,
	CONSTRAINT "work_fact_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "work_fact" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "action_fact_by_unit" ON "action_fact" USING btree ("tenant_id","for_unit_id","done_on");
CREATE INDEX "action_fact_by_file" ON "action_fact" USING btree ("tenant_id","file_key");
CREATE INDEX "request_fact_by_unit" ON "request_fact" USING btree ("tenant_id","for_unit_id","requested_on");
CREATE INDEX "request_fact_by_file" ON "request_fact" USING btree ("tenant_id","file_key");
CREATE INDEX "spell_fact_by_unit" ON "spell_fact" USING btree ("tenant_id","for_unit_id","since");
CREATE INDEX "spell_fact_by_file" ON "spell_fact" USING btree ("tenant_id","file_key");
CREATE INDEX "transfer_fact_by_unit" ON "transfer_fact" USING btree ("tenant_id","for_unit_id","transferred_on");
CREATE INDEX "transfer_fact_by_file" ON "transfer_fact" USING btree ("tenant_id","file_key");
CREATE INDEX "work_fact_by_unit" ON "work_fact" USING btree ("tenant_id","for_unit_id","performed_on");
CREATE INDEX "work_fact_by_file" ON "work_fact" USING btree ("tenant_id","file_key");
CREATE POLICY "action_fact_select" ON "action_fact" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_statistics', true), for_unit_id::text) > 0));
CREATE POLICY "action_fact_insert" ON "action_fact" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.staff', true), '') = '' and strpos(current_setting('app.scope_statistics', true), for_unit_id::text) > 0));
CREATE POLICY "action_fact_delete" ON "action_fact" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.staff', true), '') = '' and strpos(current_setting('app.scope_statistics', true), for_unit_id::text) > 0));
CREATE POLICY "fact_due_select" ON "fact_due" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "fact_due_insert" ON "fact_due" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "fact_due_delete" ON "fact_due" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "fact_frozen_select" ON "fact_frozen" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.staff', true), '') = ''));
CREATE POLICY "fact_frozen_insert" ON "fact_frozen" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.staff', true), '') = ''));
CREATE POLICY "fact_state_select" ON "fact_state" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "fact_state_insert" ON "fact_state" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "fact_state_update" ON "fact_state" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "profile_fact_select" ON "profile_fact" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.scope_statistics', true), '') <> ''));
CREATE POLICY "profile_fact_insert" ON "profile_fact" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.staff', true), '') = ''));
CREATE POLICY "profile_fact_delete" ON "profile_fact" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.staff', true), '') = ''));
CREATE POLICY "request_fact_select" ON "request_fact" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_statistics', true), for_unit_id::text) > 0));
CREATE POLICY "request_fact_insert" ON "request_fact" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.staff', true), '') = '' and strpos(current_setting('app.scope_statistics', true), for_unit_id::text) > 0));
CREATE POLICY "request_fact_delete" ON "request_fact" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.staff', true), '') = '' and strpos(current_setting('app.scope_statistics', true), for_unit_id::text) > 0));
CREATE POLICY "spell_fact_select" ON "spell_fact" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_statistics', true), for_unit_id::text) > 0));
CREATE POLICY "spell_fact_insert" ON "spell_fact" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.staff', true), '') = '' and strpos(current_setting('app.scope_statistics', true), for_unit_id::text) > 0));
CREATE POLICY "spell_fact_delete" ON "spell_fact" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.staff', true), '') = '' and strpos(current_setting('app.scope_statistics', true), for_unit_id::text) > 0));
CREATE POLICY "transfer_fact_select" ON "transfer_fact" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_statistics', true), for_unit_id::text) > 0));
CREATE POLICY "transfer_fact_insert" ON "transfer_fact" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.staff', true), '') = '' and strpos(current_setting('app.scope_statistics', true), for_unit_id::text) > 0));
CREATE POLICY "transfer_fact_delete" ON "transfer_fact" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.staff', true), '') = '' and strpos(current_setting('app.scope_statistics', true), for_unit_id::text) > 0));
CREATE POLICY "work_fact_select" ON "work_fact" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_statistics', true), for_unit_id::text) > 0));
CREATE POLICY "work_fact_insert" ON "work_fact" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.staff', true), '') = '' and strpos(current_setting('app.scope_statistics', true), for_unit_id::text) > 0));
CREATE POLICY "work_fact_delete" ON "work_fact" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.staff', true), '') = '' and strpos(current_setting('app.scope_statistics', true), for_unit_id::text) > 0));
ALTER TABLE "work_fact" FORCE ROW LEVEL SECURITY;
GRANT select, insert, delete ON "work_fact" TO lastria_app;
GRANT select ON "work_fact" TO lastria_reader;
ALTER TABLE "request_fact" FORCE ROW LEVEL SECURITY;
GRANT select, insert, delete ON "request_fact" TO lastria_app;
GRANT select ON "request_fact" TO lastria_reader;
ALTER TABLE "action_fact" FORCE ROW LEVEL SECURITY;
GRANT select, insert, delete ON "action_fact" TO lastria_app;
GRANT select ON "action_fact" TO lastria_reader;
ALTER TABLE "spell_fact" FORCE ROW LEVEL SECURITY;
GRANT select, insert, delete ON "spell_fact" TO lastria_app;
GRANT select ON "spell_fact" TO lastria_reader;
ALTER TABLE "transfer_fact" FORCE ROW LEVEL SECURITY;
GRANT select, insert, delete ON "transfer_fact" TO lastria_app;
GRANT select ON "transfer_fact" TO lastria_reader;
ALTER TABLE "profile_fact" FORCE ROW LEVEL SECURITY;
GRANT select, insert, delete ON "profile_fact" TO lastria_app;
GRANT select ON "profile_fact" TO lastria_reader;
ALTER TABLE "fact_due" FORCE ROW LEVEL SECURITY;
GRANT select, insert, delete ON "fact_due" TO lastria_app;
GRANT select ON "fact_due" TO lastria_reader;
ALTER TABLE "fact_frozen" FORCE ROW LEVEL SECURITY;
GRANT select, insert ON "fact_frozen" TO lastria_app;
GRANT select ON "fact_frozen" TO lastria_reader;
ALTER TABLE "fact_state" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "fact_state" TO lastria_app;
GRANT select ON "fact_state" TO lastria_reader;
