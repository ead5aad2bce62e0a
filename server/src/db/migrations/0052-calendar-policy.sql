CREATE TABLE "calendar_policy" (
	"tenant_id" uuid NOT NULL,
	"initials_since" timestamp with time zone,
	"full_since" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "calendar_policy_pkey" PRIMARY KEY("tenant_id"),
	CONSTRAINT "calendar_policy_order" CHECK (full_since is null or initials_since is not null)
);

ALTER TABLE "calendar_policy" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "calendar_feed" ADD COLUMN "level_at" timestamp with time zone DEFAULT now() NOT NULL;
ALTER TABLE "calendar_link" ADD COLUMN "level_at" timestamp with time zone DEFAULT now() NOT NULL;
CREATE POLICY "calendar_policy_select" ON "calendar_policy" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "calendar_policy_insert" ON "calendar_policy" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "calendar_policy_update" ON "calendar_policy" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
ALTER TABLE "calendar_policy" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "calendar_policy" TO lastria_app;
GRANT select ON "calendar_policy" TO lastria_reader;

-- Until the administrator says otherwise « occupé » is told and nothing else: what tells more in Outlook is written over.
alter table calendar_link no force row level security;
update calendar_link set due_at = now() where level <> 'busy';
alter table calendar_link force row level security;
