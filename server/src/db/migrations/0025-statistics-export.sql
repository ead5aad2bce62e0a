CREATE TABLE "statistics_export" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"format" text NOT NULL,
	"mode" text NOT NULL,
	"asked" jsonb NOT NULL,
	"job_id" uuid NOT NULL,
	"blob_id" uuid,
	"size" bigint,
	"count" integer,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "statistics_export_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "statistics_export" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "statistics_export_by_author" ON "statistics_export" USING btree ("tenant_id","staff_id","created_at");
CREATE POLICY "statistics_export_select" ON "statistics_export" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "statistics_export_insert" ON "statistics_export" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "statistics_export_update" ON "statistics_export" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "statistics_export_delete" ON "statistics_export" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
ALTER TABLE "statistics_export" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "statistics_export" TO lastria_app;
GRANT select ON "statistics_export" TO lastria_reader;
