CREATE TABLE "publication" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"staff_id" uuid NOT NULL,
	"title" text NOT NULL,
	"report_code" text,
	"question" jsonb NOT NULL,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"counted_from" date NOT NULL,
	"unit_ids" uuid[] NOT NULL,
	"counted" text[] NOT NULL,
	"masked_count" integer NOT NULL,
	"threshold" smallint NOT NULL,
	"digest" "bytea" NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "publication_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "publication_once" UNIQUE("tenant_id","digest")
);

ALTER TABLE "publication" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "publication" ADD CONSTRAINT "publication_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "publication_by_date" ON "publication" USING btree ("tenant_id","at");
CREATE POLICY "publication_select" ON "publication" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.scope_statistics', true), '') <> ''));
CREATE POLICY "publication_insert" ON "publication" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (coalesce(current_setting('app.scope_statistics', true), '') <> '' and staff_id = nullif(current_setting('app.staff', true), '')::uuid));
ALTER TABLE "publication" FORCE ROW LEVEL SECURITY;
GRANT select, insert ON "publication" TO lastria_app;
GRANT select ON "publication" TO lastria_reader;
