CREATE TABLE "appointment_fact" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_key" uuid,
	"person_key" uuid,
	"kind" text NOT NULL,
	"starts_on" date NOT NULL,
	"status" text NOT NULL,
	"earlier" jsonb,
	"place" text NOT NULL,
	"worker_ids" uuid[] NOT NULL,
	"for_unit_id" uuid NOT NULL,
	"frozen" boolean DEFAULT false NOT NULL,
	CONSTRAINT "appointment_fact_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "appointment_fact" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "appointment_fact_by_unit" ON "appointment_fact" USING btree ("tenant_id","for_unit_id","starts_on");
CREATE INDEX "appointment_fact_by_file" ON "appointment_fact" USING btree ("tenant_id","file_key");
CREATE POLICY "appointment_fact_select" ON "appointment_fact" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (for_unit_id = any (app.counted_units())));
CREATE POLICY "appointment_fact_insert" ON "appointment_fact" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.staff', true), '') = '' and strpos(current_setting('app.scope_statistics', true), for_unit_id::text) > 0));
CREATE POLICY "appointment_fact_delete" ON "appointment_fact" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.staff', true), '') = '' and strpos(current_setting('app.scope_statistics', true), for_unit_id::text) > 0));
ALTER TABLE "appointment_fact" FORCE ROW LEVEL SECURITY;
GRANT select, insert, delete ON "appointment_fact" TO lastria_app;
GRANT select ON "appointment_fact" TO lastria_reader;
