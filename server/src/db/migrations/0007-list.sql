-- Lists by name are of one status: the identity holds the status of its file, and the foreign key keeps them the same.
ALTER TABLE "file_identity" DROP CONSTRAINT "file_identity_file_fk";
DROP INDEX "file_identity_by_name";
ALTER TABLE "file_identity" ADD COLUMN "status" text DEFAULT 'open' NOT NULL;

-- Whoever owns the tables sees every row for the time of the copy.
ALTER TABLE "social_file" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "file_identity" NO FORCE ROW LEVEL SECURITY;
UPDATE "file_identity" i SET "status" = f."status"
  FROM "social_file" f WHERE f."tenant_id" = i."tenant_id" AND f."id" = i."file_id" AND f."status" <> 'open';
ALTER TABLE "social_file" FORCE ROW LEVEL SECURITY;
ALTER TABLE "file_identity" FORCE ROW LEVEL SECURITY;

ALTER TABLE "social_file" ADD CONSTRAINT "social_file_standing" UNIQUE("tenant_id","id","unit_id","status");
CREATE INDEX "file_identity_by_name" ON "file_identity" USING btree ("tenant_id","unit_id","status",last_name collate "fr-x-icu",first_names collate "fr-x-icu","file_id");
ALTER TABLE "file_identity" ADD CONSTRAINT "file_identity_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id","status") REFERENCES "public"."social_file"("tenant_id","id","unit_id","status") ON DELETE no action ON UPDATE no action;
ALTER TABLE "file_identity" ALTER CONSTRAINT "file_identity_file_fk" DEFERRABLE INITIALLY DEFERRED;
