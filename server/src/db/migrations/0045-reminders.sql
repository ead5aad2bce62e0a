CREATE TABLE "appointment_reminder" (
	"tenant_id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"wanted" boolean NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"for_starts_at" timestamp with time zone NOT NULL,
	"message_key" uuid,
	"tries" smallint DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone,
	"handed_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"receipt" text,
	"decided_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "appointment_reminder_pkey" PRIMARY KEY("tenant_id","appointment_id")
);

ALTER TABLE "appointment_reminder" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "delivery_report" (
	"tenant_id" uuid NOT NULL,
	"message_key" uuid NOT NULL,
	"outcome" text NOT NULL,
	"status" text,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "delivery_report_pkey" PRIMARY KEY("tenant_id","message_key","outcome")
);

ALTER TABLE "delivery_report" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "reminder_choice" (
	"tenant_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"agrees" boolean NOT NULL,
	"read_by" text NOT NULL,
	"said_on" text NOT NULL,
	"address_digest" text,
	"recorded_by" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "reminder_choice_pkey" PRIMARY KEY("tenant_id","file_id")
);

ALTER TABLE "reminder_choice" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "reminder_settings" (
	"tenant_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"enabled" boolean NOT NULL,
	"days_before" smallint NOT NULL,
	"template" text NOT NULL,
	"sender" text,
	"attaches_calendar" boolean NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "reminder_settings_pkey" PRIMARY KEY("tenant_id","unit_id"),
	CONSTRAINT "reminder_settings_days" CHECK (days_before between 1 and 14)
);

ALTER TABLE "reminder_settings" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "request_mail" (
	"tenant_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"wanted" boolean DEFAULT true NOT NULL,
	"waiting_since" timestamp with time zone,
	"handed_at" timestamp with time zone,
	"tries" smallint DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "request_mail_pkey" PRIMARY KEY("tenant_id","staff_id")
);

ALTER TABLE "request_mail" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "appointment_reminder" ADD CONSTRAINT "appointment_reminder_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "appointment_reminder" ADD CONSTRAINT "appointment_reminder_of_fk" FOREIGN KEY ("tenant_id","appointment_id") REFERENCES "public"."appointment"("tenant_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "reminder_choice" ADD CONSTRAINT "reminder_choice_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "reminder_settings" ADD CONSTRAINT "reminder_settings_unit_fk" FOREIGN KEY ("tenant_id","unit_id") REFERENCES "public"."org_unit"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "request_mail" ADD CONSTRAINT "request_mail_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "appointment_reminder_by_state" ON "appointment_reminder" USING btree ("tenant_id","unit_id","state","for_starts_at");
CREATE INDEX "appointment_reminder_by_file" ON "appointment_reminder" USING btree ("tenant_id","file_id");
CREATE INDEX "appointment_reminder_by_key" ON "appointment_reminder" USING btree ("tenant_id","message_key");
CREATE INDEX "delivery_report_by_age" ON "delivery_report" USING btree ("tenant_id","received_at");
CREATE POLICY "appointment_reminder_select" ON "appointment_reminder" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_identity', true), file_id::text) > 0));
CREATE POLICY "appointment_reminder_insert" ON "appointment_reminder" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0));
CREATE POLICY "appointment_reminder_update" ON "appointment_reminder" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0));
CREATE POLICY "appointment_reminder_delete" ON "appointment_reminder" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0));
CREATE POLICY "delivery_report_select" ON "delivery_report" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "delivery_report_insert" ON "delivery_report" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "delivery_report_update" ON "delivery_report" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "delivery_report_delete" ON "delivery_report" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "reminder_choice_select" ON "reminder_choice" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_identity', true), file_id::text) > 0));
CREATE POLICY "reminder_choice_insert" ON "reminder_choice" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0));
CREATE POLICY "reminder_choice_update" ON "reminder_choice" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0));
CREATE POLICY "reminder_settings_select" ON "reminder_settings" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "reminder_settings_insert" ON "reminder_settings" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "reminder_settings_update" ON "reminder_settings" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "request_mail_select" ON "request_mail" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "request_mail_insert" ON "request_mail" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "request_mail_update" ON "request_mail" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
ALTER TABLE "appointment_reminder" ALTER CONSTRAINT "appointment_reminder_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "reminder_choice" ALTER CONSTRAINT "reminder_choice_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "reminder_settings" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "reminder_settings" TO lastria_app;
GRANT select ON "reminder_settings" TO lastria_reader;
ALTER TABLE "reminder_choice" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "reminder_choice" TO lastria_app;
GRANT select ON "reminder_choice" TO lastria_reader;
ALTER TABLE "appointment_reminder" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "appointment_reminder" TO lastria_app;
GRANT select ON "appointment_reminder" TO lastria_reader;
ALTER TABLE "delivery_report" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "delivery_report" TO lastria_app;
GRANT select ON "delivery_report" TO lastria_reader;
ALTER TABLE "request_mail" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "request_mail" TO lastria_app;
GRANT select ON "request_mail" TO lastria_reader;
