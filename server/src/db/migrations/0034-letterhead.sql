CREATE TABLE "letterhead_piece" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"blob_id" uuid,
	"size" bigint NOT NULL,
	"digest" text NOT NULL,
	"facts" jsonb NOT NULL,
	"staff_id" uuid NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"ended_by" uuid,
	"ended_at" timestamp with time zone,
	CONSTRAINT "letterhead_piece_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "letterhead_piece" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "frozen_report" ADD COLUMN "base_id" uuid;
ALTER TABLE "frozen_report" ADD COLUMN "logo_id" uuid;
ALTER TABLE "letterhead_piece" ADD CONSTRAINT "letterhead_piece_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "letterhead_piece" ADD CONSTRAINT "letterhead_piece_ended_by_fk" FOREIGN KEY ("tenant_id","ended_by") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
CREATE UNIQUE INDEX "letterhead_piece_current" ON "letterhead_piece" USING btree ("tenant_id","kind") WHERE ended_at is null;
ALTER TABLE "frozen_report" ADD CONSTRAINT "frozen_report_base_fk" FOREIGN KEY ("tenant_id","base_id") REFERENCES "public"."letterhead_piece"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "frozen_report" ADD CONSTRAINT "frozen_report_logo_fk" FOREIGN KEY ("tenant_id","logo_id") REFERENCES "public"."letterhead_piece"("tenant_id","id") ON DELETE no action ON UPDATE no action;
CREATE POLICY "letterhead_piece_select" ON "letterhead_piece" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "letterhead_piece_insert" ON "letterhead_piece" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "letterhead_piece_update" ON "letterhead_piece" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
ALTER TABLE "letterhead_piece" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "letterhead_piece" TO lastria_app;
GRANT select ON "letterhead_piece" TO lastria_reader;
