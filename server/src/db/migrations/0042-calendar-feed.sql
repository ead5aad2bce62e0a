CREATE TABLE "calendar_feed" (
	"tenant_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"level" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_read_day" text,
	"revoked_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "calendar_feed_pkey" PRIMARY KEY("tenant_id","staff_id"),
	CONSTRAINT "calendar_feed_level" CHECK (level in ('busy', 'initials', 'full'))
);

ALTER TABLE "calendar_feed" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "calendar_import" (
	"tenant_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"record_id" uuid NOT NULL,
	"imported_at" timestamp with time zone NOT NULL,
	CONSTRAINT "calendar_import_pkey" PRIMARY KEY("tenant_id","staff_id","digest")
);

ALTER TABLE "calendar_import" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "calendar_import" ADD CONSTRAINT "calendar_import_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
CREATE POLICY "calendar_feed_select" ON "calendar_feed" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "calendar_feed_insert" ON "calendar_feed" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "calendar_feed_update" ON "calendar_feed" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "calendar_import_select" ON "calendar_import" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "calendar_import_insert" ON "calendar_import" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "calendar_import_update" ON "calendar_import" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
ALTER TABLE "calendar_feed" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "calendar_feed" TO lastria_app;
GRANT select ON "calendar_feed" TO lastria_reader;
ALTER TABLE "calendar_import" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "calendar_import" TO lastria_app;
GRANT select ON "calendar_import" TO lastria_reader;
