CREATE TABLE "activity_report" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"mode" text NOT NULL,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"unit_ids" uuid[] NOT NULL,
	"chapters" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" uuid NOT NULL,
	CONSTRAINT "activity_report_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "activity_report" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "frozen_report" (
	"tenant_id" uuid NOT NULL,
	"report_id" uuid NOT NULL,
	"unit_ids" uuid[] NOT NULL,
	"data_at" timestamp with time zone NOT NULL,
	"frozen_at" timestamp with time zone NOT NULL,
	"staff_id" uuid NOT NULL,
	"content" text NOT NULL,
	CONSTRAINT "frozen_report_pkey" PRIMARY KEY("tenant_id","report_id")
);

ALTER TABLE "frozen_report" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "saved_report" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"unit_id" uuid,
	"title" text NOT NULL,
	"definition" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "saved_report_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "saved_report" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "scheduled_report" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"title" text NOT NULL,
	"unit_ids" uuid[] NOT NULL,
	"chapters" jsonb NOT NULL,
	"every" text NOT NULL,
	"on_day" smallint NOT NULL,
	"next_on" date NOT NULL,
	"paused_for" text,
	"last_report_id" uuid,
	"last_made_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "scheduled_report_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "scheduled_report_day" CHECK (on_day between 1 and 28)
);

ALTER TABLE "scheduled_report" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "activity_report" ADD CONSTRAINT "activity_report_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "frozen_report" ADD CONSTRAINT "frozen_report_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "frozen_report" ADD CONSTRAINT "frozen_report_report_fk" FOREIGN KEY ("tenant_id","report_id") REFERENCES "public"."activity_report"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "saved_report" ADD CONSTRAINT "saved_report_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "saved_report" ADD CONSTRAINT "saved_report_unit_fk" FOREIGN KEY ("tenant_id","unit_id") REFERENCES "public"."org_unit"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "scheduled_report" ADD CONSTRAINT "scheduled_report_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "activity_report_by_date" ON "activity_report" USING btree ("tenant_id","changed_at");
CREATE INDEX "saved_report_by_staff" ON "saved_report" USING btree ("tenant_id","staff_id");
CREATE INDEX "saved_report_by_unit" ON "saved_report" USING btree ("tenant_id","unit_id");
CREATE INDEX "scheduled_report_due" ON "scheduled_report" USING btree ("tenant_id","staff_id","next_on");
CREATE POLICY "activity_report_select" ON "activity_report" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (unit_ids <> '{}' and unit_ids::text[] <@ string_to_array(current_setting('app.scope_statistics', true), ',')));
CREATE POLICY "activity_report_insert" ON "activity_report" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (unit_ids <> '{}' and unit_ids::text[] <@ string_to_array(current_setting('app.scope_statistics', true), ',')));
CREATE POLICY "activity_report_update" ON "activity_report" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (unit_ids <> '{}' and unit_ids::text[] <@ string_to_array(current_setting('app.scope_statistics', true), ','))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (unit_ids <> '{}' and unit_ids::text[] <@ string_to_array(current_setting('app.scope_statistics', true), ',')));
CREATE POLICY "activity_report_delete" ON "activity_report" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (unit_ids <> '{}' and unit_ids::text[] <@ string_to_array(current_setting('app.scope_statistics', true), ',')));
CREATE POLICY "frozen_report_select" ON "frozen_report" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (unit_ids <> '{}' and unit_ids::text[] <@ string_to_array(current_setting('app.scope_statistics', true), ',')));
CREATE POLICY "frozen_report_insert" ON "frozen_report" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (unit_ids <> '{}' and unit_ids::text[] <@ string_to_array(current_setting('app.scope_statistics', true), ',')));
CREATE POLICY "frozen_report_delete" ON "frozen_report" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (unit_ids <> '{}' and unit_ids::text[] <@ string_to_array(current_setting('app.scope_statistics', true), ',')));
CREATE POLICY "saved_report_select" ON "saved_report" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (staff_id = nullif(current_setting('app.staff', true), '')::uuid or strpos(current_setting('app.scope_statistics', true), unit_id::text) > 0));
CREATE POLICY "saved_report_insert" ON "saved_report" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (staff_id = nullif(current_setting('app.staff', true), '')::uuid));
CREATE POLICY "saved_report_update" ON "saved_report" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (staff_id = nullif(current_setting('app.staff', true), '')::uuid)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (staff_id = nullif(current_setting('app.staff', true), '')::uuid));
CREATE POLICY "saved_report_delete" ON "saved_report" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (staff_id = nullif(current_setting('app.staff', true), '')::uuid));
CREATE POLICY "scheduled_report_select" ON "scheduled_report" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "scheduled_report_insert" ON "scheduled_report" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "scheduled_report_update" ON "scheduled_report" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "scheduled_report_delete" ON "scheduled_report" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
ALTER TABLE "saved_report" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "saved_report" TO lastria_app;
GRANT select ON "saved_report" TO lastria_reader;
ALTER TABLE "activity_report" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "activity_report" TO lastria_app;
GRANT select ON "activity_report" TO lastria_reader;
ALTER TABLE "frozen_report" FORCE ROW LEVEL SECURITY;
GRANT select, insert, delete ON "frozen_report" TO lastria_app;
GRANT select ON "frozen_report" TO lastria_reader;
ALTER TABLE "scheduled_report" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "scheduled_report" TO lastria_app;
GRANT select ON "scheduled_report" TO lastria_reader;
