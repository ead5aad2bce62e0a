-- What workers type about a person stands apart, under the clearance of words: notes of the entourage, why a travail was
-- voided, why a file was opened again, why it is transferred or refused.
CREATE TABLE "episode_reason" (
	"tenant_id" uuid NOT NULL,
	"episode_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"body" text NOT NULL,
	CONSTRAINT "episode_reason_pkey" PRIMARY KEY("tenant_id","episode_id")
);

ALTER TABLE "episode_reason" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "relative_note" (
	"tenant_id" uuid NOT NULL,
	"relative_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"body" text NOT NULL,
	CONSTRAINT "relative_note_pkey" PRIMARY KEY("tenant_id","relative_id")
);

ALTER TABLE "relative_note" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "transfer_reason" (
	"tenant_id" uuid NOT NULL,
	"transfer_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"to_unit_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"answer" text,
	CONSTRAINT "transfer_reason_pkey" PRIMARY KEY("tenant_id","transfer_id")
);

ALTER TABLE "transfer_reason" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "work_entry_void" (
	"tenant_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"file_id" uuid,
	"unit_id" uuid NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "work_entry_void_pkey" PRIMARY KEY("tenant_id","entry_id")
);

ALTER TABLE "work_entry_void" ENABLE ROW LEVEL SECURITY;

-- What was typed moves to its table; whoever owns the tables sees every row until its keys are checked.
ALTER TABLE "social_file" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "relative" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "work_entry" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "file_episode" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "file_transfer" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "record_version" NO FORCE ROW LEVEL SECURITY;
INSERT INTO "relative_note" ("tenant_id","relative_id","file_id","unit_id","body")
  SELECT "tenant_id","id","file_id","unit_id","note" FROM "relative" WHERE "note" <> '';
INSERT INTO "work_entry_void" ("tenant_id","entry_id","file_id","unit_id","reason")
  SELECT "tenant_id","id","file_id","unit_id","void_reason" FROM "work_entry" WHERE "void_reason" <> '';
INSERT INTO "episode_reason" ("tenant_id","episode_id","file_id","unit_id","body")
  SELECT "tenant_id","id","file_id","unit_id","reason" FROM "file_episode" WHERE "kind" <> 'closed' AND "reason" <> '';
INSERT INTO "transfer_reason" ("tenant_id","transfer_id","file_id","unit_id","to_unit_id","reason","answer")
  SELECT "tenant_id","id","file_id","unit_id","to_unit_id","reason","answer" FROM "file_transfer";
UPDATE "file_episode" SET "reason" = NULL WHERE "kind" <> 'closed' AND "reason" IS NOT NULL;
-- Former states: a note that changed is told by a version of its own; why a travail was voided stands beside it.
INSERT INTO "record_version" ("tenant_id","id","file_id","unit_id","record","record_id","clearance","before","after","changed_by","changed_at")
  SELECT "tenant_id",gen_random_uuid(),"file_id","unit_id",'relativeNote',"record_id",'text',
         jsonb_build_object('note',"before" -> 'note'),jsonb_build_object('note',"after" -> 'note'),"changed_by","changed_at"
    FROM "record_version"
   WHERE "record" = 'relative' AND ("after" IS NULL OR "after" ? 'note')
     AND "before" ->> 'note' IS DISTINCT FROM "after" ->> 'note';
UPDATE "record_version" SET "before" = "before" - 'note', "after" = "after" - 'note'
 WHERE "record" = 'relative' AND num_nonnulls("before" ->> 'note',"after" ->> 'note') > 0;
UPDATE "record_version" SET "before" = "before" - 'voidReason', "after" = "after" - 'voidReason'
 WHERE "record" = 'workEntry' AND num_nonnulls("before" ->> 'voidReason',"after" ->> 'voidReason') > 0;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;

ALTER TABLE "episode_reason" ADD CONSTRAINT "episode_reason_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "episode_reason" ADD CONSTRAINT "episode_reason_episode_fk" FOREIGN KEY ("tenant_id","episode_id") REFERENCES "public"."file_episode"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "relative_note" ADD CONSTRAINT "relative_note_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "relative_note" ADD CONSTRAINT "relative_note_relative_fk" FOREIGN KEY ("tenant_id","relative_id") REFERENCES "public"."relative"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "transfer_reason" ADD CONSTRAINT "transfer_reason_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "transfer_reason" ADD CONSTRAINT "transfer_reason_transfer_fk" FOREIGN KEY ("tenant_id","transfer_id") REFERENCES "public"."file_transfer"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "work_entry_void" ADD CONSTRAINT "work_entry_void_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "work_entry_void" ADD CONSTRAINT "work_entry_void_entry_fk" FOREIGN KEY ("tenant_id","entry_id") REFERENCES "public"."work_entry"("tenant_id","id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "episode_reason_by_file" ON "episode_reason" USING btree ("tenant_id","file_id");
CREATE INDEX "relative_note_by_file" ON "relative_note" USING btree ("tenant_id","file_id");
CREATE INDEX "transfer_reason_by_file" ON "transfer_reason" USING btree ("tenant_id","file_id");
CREATE INDEX "work_entry_void_by_file" ON "work_entry_void" USING btree ("tenant_id","file_id");
ALTER TABLE "file_transfer" DROP COLUMN "reason";
ALTER TABLE "file_transfer" DROP COLUMN "answer";
ALTER TABLE "relative" DROP COLUMN "note";
ALTER TABLE "work_entry" DROP COLUMN "void_reason";
ALTER TABLE "file_episode" ADD CONSTRAINT "file_episode_reason" CHECK (kind = 'closed' or reason is null);
CREATE POLICY "episode_reason_select" ON "episode_reason" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_text', true), unit_id::text) > 0 or strpos(current_setting('app.scope_text', true), file_id::text) > 0));
CREATE POLICY "episode_reason_insert" ON "episode_reason" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "episode_reason_update" ON "episode_reason" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "relative_note_select" ON "relative_note" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_text', true), unit_id::text) > 0 or strpos(current_setting('app.scope_text', true), file_id::text) > 0));
CREATE POLICY "relative_note_insert" ON "relative_note" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "relative_note_update" ON "relative_note" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "relative_note_delete" ON "relative_note" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "transfer_reason_select" ON "transfer_reason" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_text', true), unit_id::text) > 0 or strpos(current_setting('app.scope_text', true), file_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), to_unit_id::text) > 0));
CREATE POLICY "transfer_reason_insert" ON "transfer_reason" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), to_unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "transfer_reason_update" ON "transfer_reason" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), to_unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), to_unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "work_entry_void_select" ON "work_entry_void" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_text', true), unit_id::text) > 0 or strpos(current_setting('app.scope_text', true), file_id::text) > 0));
CREATE POLICY "work_entry_void_insert" ON "work_entry_void" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "work_entry_void_update" ON "work_entry_void" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
ALTER TABLE "episode_reason" ALTER CONSTRAINT "episode_reason_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "relative_note" ALTER CONSTRAINT "relative_note_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "transfer_reason" ALTER CONSTRAINT "transfer_reason_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "work_entry_void" ALTER CONSTRAINT "work_entry_void_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "social_file" FORCE ROW LEVEL SECURITY;
ALTER TABLE "relative" FORCE ROW LEVEL SECURITY;
ALTER TABLE "work_entry" FORCE ROW LEVEL SECURITY;
ALTER TABLE "file_episode" FORCE ROW LEVEL SECURITY;
ALTER TABLE "file_transfer" FORCE ROW LEVEL SECURITY;
ALTER TABLE "record_version" FORCE ROW LEVEL SECURITY;
ALTER TABLE "relative_note" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "relative_note" TO lastria_app;
GRANT select ON "relative_note" TO lastria_reader;
ALTER TABLE "episode_reason" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "episode_reason" TO lastria_app;
GRANT select ON "episode_reason" TO lastria_reader;
ALTER TABLE "transfer_reason" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "transfer_reason" TO lastria_app;
GRANT select ON "transfer_reason" TO lastria_reader;
ALTER TABLE "work_entry_void" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "work_entry_void" TO lastria_app;
GRANT select ON "work_entry_void" TO lastria_reader;
