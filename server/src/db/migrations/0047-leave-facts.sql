CREATE TABLE "leave_fact" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"worker_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from_half" integer NOT NULL,
	"to_half" integer NOT NULL,
	"halves" smallint[] NOT NULL,
	"away" boolean NOT NULL,
	"unit_ids" uuid[] NOT NULL,
	"for_unit_id" uuid NOT NULL,
	CONSTRAINT "leave_fact_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "leave_fact" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "leave_right_fact" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"worker_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"year" smallint NOT NULL,
	"granted_halves" smallint NOT NULL,
	"taken" jsonb NOT NULL,
	"unit_ids" uuid[] NOT NULL,
	"for_unit_id" uuid NOT NULL,
	CONSTRAINT "leave_right_fact_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "leave_right_fact" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "leave_fact_by_time" ON "leave_fact" USING btree ("tenant_id","from_half");
CREATE INDEX "leave_fact_by_worker" ON "leave_fact" USING btree ("tenant_id","worker_id","from_half");
CREATE INDEX "leave_right_fact_by_year" ON "leave_right_fact" USING btree ("tenant_id","year");
CREATE INDEX "leave_right_fact_by_worker" ON "leave_right_fact" USING btree ("tenant_id","worker_id");
CREATE POLICY "leave_fact_select" ON "leave_fact" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (worker_id = nullif(current_setting('app.staff', true), '')::uuid or unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ',')));
CREATE POLICY "leave_fact_insert" ON "leave_fact" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.staff', true), '') = '' and unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ',')));
CREATE POLICY "leave_fact_delete" ON "leave_fact" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.staff', true), '') = '' and unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ',')));
CREATE POLICY "leave_right_fact_select" ON "leave_right_fact" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (worker_id = nullif(current_setting('app.staff', true), '')::uuid or unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ',')));
CREATE POLICY "leave_right_fact_insert" ON "leave_right_fact" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.staff', true), '') = '' and unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ',')));
CREATE POLICY "leave_right_fact_delete" ON "leave_right_fact" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.staff', true), '') = '' and unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ',')));
ALTER TABLE "leave_fact" FORCE ROW LEVEL SECURITY;
GRANT select, insert, delete ON "leave_fact" TO lastria_app;
GRANT select ON "leave_fact" TO lastria_reader;
ALTER TABLE "leave_right_fact" FORCE ROW LEVEL SECURITY;
GRANT select, insert, delete ON "leave_right_fact" TO lastria_app;
GRANT select ON "leave_right_fact" TO lastria_reader;
