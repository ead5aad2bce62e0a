ALTER TABLE "session" ADD COLUMN "secret_digest" text;
ALTER TABLE "service_account" ADD COLUMN "unit_ids" uuid[] DEFAULT '{}' NOT NULL;
ALTER TABLE "service_account" ADD COLUMN "files_reason" text;
ALTER TABLE "service_account" ADD COLUMN "files_until" timestamp with time zone;
