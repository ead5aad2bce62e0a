ALTER TABLE "support_action" ADD COLUMN "spent_version" integer DEFAULT 0 NOT NULL;
ALTER TABLE "work_entry" ADD COLUMN "spent_version" integer DEFAULT 0 NOT NULL;
