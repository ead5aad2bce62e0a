ALTER TABLE "sign_in_challenge" ADD COLUMN "mail_digest" "bytea";
ALTER TABLE "sign_in_challenge" ADD COLUMN "mail_sent_at" timestamp with time zone;
