CREATE TABLE "calendar_event" (
	"tenant_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"key" uuid NOT NULL,
	"outside_id" text,
	"etag" text,
	"written" text,
	"written_from" timestamp with time zone NOT NULL,
	"written_until" timestamp with time zone NOT NULL,
	"to_check" text,
	CONSTRAINT "calendar_event_pkey" PRIMARY KEY("tenant_id","staff_id","appointment_id")
);

ALTER TABLE "calendar_event" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "calendar_link" (
	"tenant_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"level" text DEFAULT 'busy' NOT NULL,
	"mailbox_id" text,
	"mailbox" text,
	"sealed_tokens" "bytea",
	"tokens_version" integer DEFAULT 0 NOT NULL,
	"attempt_digest" text,
	"sealed_attempt" "bytea",
	"attempt_until" timestamp with time zone,
	"sealed_cursor" "bytea",
	"window_from" timestamp with time zone,
	"window_until" timestamp with time zone,
	"matches" boolean DEFAULT false NOT NULL,
	"keeps_events" boolean DEFAULT false NOT NULL,
	"due_at" timestamp with time zone,
	"not_before" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"turn" uuid,
	"turn_until" timestamp with time zone,
	"synced_at" timestamp with time zone,
	CONSTRAINT "calendar_link_pkey" PRIMARY KEY("tenant_id","staff_id")
);

ALTER TABLE "calendar_link" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "calendar_push" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	CONSTRAINT "calendar_push_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "calendar_push" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "calendar_subscription" (
	"tenant_id" uuid NOT NULL,
	"id" text NOT NULL,
	"staff_id" uuid NOT NULL,
	"client_state" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"renew_at" timestamp with time zone NOT NULL,
	CONSTRAINT "calendar_subscription_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "calendar_subscription" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "outside_busy" (
	"tenant_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"outside_id" text NOT NULL,
	"series_id" text,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"from_day" text,
	"until_day" text,
	"show" text NOT NULL,
	CONSTRAINT "outside_busy_pkey" PRIMARY KEY("tenant_id","staff_id","outside_id")
);

ALTER TABLE "outside_busy" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "calendar_link" ADD CONSTRAINT "calendar_link_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "calendar_event_outside" ON "calendar_event" USING btree ("tenant_id","staff_id","outside_id");
CREATE INDEX "calendar_link_due" ON "calendar_link" USING btree ("tenant_id","state","due_at");
CREATE INDEX "calendar_push_by_staff" ON "calendar_push" USING btree ("tenant_id","staff_id");
CREATE INDEX "calendar_subscription_by_staff" ON "calendar_subscription" USING btree ("tenant_id","staff_id");
CREATE INDEX "outside_busy_by_time" ON "outside_busy" USING btree ("tenant_id","staff_id","starts_at","ends_at");
CREATE POLICY "calendar_event_select" ON "calendar_event" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "calendar_event_insert" ON "calendar_event" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "calendar_event_update" ON "calendar_event" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "calendar_event_delete" ON "calendar_event" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "calendar_link_select" ON "calendar_link" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "calendar_link_insert" ON "calendar_link" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "calendar_link_update" ON "calendar_link" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "calendar_link_delete" ON "calendar_link" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "calendar_push_select" ON "calendar_push" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "calendar_push_insert" ON "calendar_push" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "calendar_push_delete" ON "calendar_push" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "calendar_subscription_select" ON "calendar_subscription" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "calendar_subscription_insert" ON "calendar_subscription" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "calendar_subscription_update" ON "calendar_subscription" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "calendar_subscription_delete" ON "calendar_subscription" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "outside_busy_select" ON "outside_busy" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "outside_busy_insert" ON "outside_busy" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "outside_busy_update" ON "outside_busy" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "outside_busy_delete" ON "outside_busy" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
ALTER TABLE "calendar_link" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "calendar_link" TO lastria_app;
GRANT select ON "calendar_link" TO lastria_reader;
ALTER TABLE "calendar_event" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "calendar_event" TO lastria_app;
GRANT select ON "calendar_event" TO lastria_reader;
ALTER TABLE "calendar_push" FORCE ROW LEVEL SECURITY;
GRANT select, insert, delete ON "calendar_push" TO lastria_app;
GRANT select ON "calendar_push" TO lastria_reader;
ALTER TABLE "outside_busy" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "outside_busy" TO lastria_app;
GRANT select ON "outside_busy" TO lastria_reader;
ALTER TABLE "calendar_subscription" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "calendar_subscription" TO lastria_app;
GRANT select ON "calendar_subscription" TO lastria_reader;
