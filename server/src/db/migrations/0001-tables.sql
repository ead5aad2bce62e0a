CREATE TABLE "access_grant" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"role" text NOT NULL,
	"kind" text NOT NULL,
	"unit_id" uuid,
	"with_subtree" boolean DEFAULT true NOT NULL,
	"file_id" uuid,
	"valid_from" timestamp with time zone NOT NULL,
	"valid_until" timestamp with time zone,
	"reason" text NOT NULL,
	"granted_by" uuid,
	"granted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "access_grant_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "access_grant_one_object" CHECK ((unit_id is null) <> (file_id is null) or role in ('ADMINISTRATOR', 'DPO'))
);

ALTER TABLE "access_grant" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "audit_event" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"type" text NOT NULL,
	"staff_id" uuid,
	"session_id" uuid,
	"file_id" uuid,
	"unit_id" uuid,
	"record_id" uuid,
	"request_id" text NOT NULL,
	"facts" jsonb NOT NULL,
	CONSTRAINT "audit_event_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "audit_event" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "beneficiary" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	CONSTRAINT "beneficiary_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "beneficiary" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "choice_item" (
	"tenant_id" uuid NOT NULL,
	"list_code" text NOT NULL,
	"code" text NOT NULL,
	"label" text NOT NULL,
	"position" integer NOT NULL,
	"parent_code" text,
	"active" boolean DEFAULT true NOT NULL,
	"flags" text[] NOT NULL,
	"semantic_keys" text[] NOT NULL,
	"default_minutes" smallint,
	"channel" text,
	"life_sphere" text,
	"bracket_from" integer,
	CONSTRAINT "choice_item_pkey" PRIMARY KEY("tenant_id","list_code","code")
);

ALTER TABLE "choice_item" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "choice_list" (
	"tenant_id" uuid NOT NULL,
	"code" text NOT NULL,
	"label" text NOT NULL,
	"parent_list" text,
	"bracket_unit" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "choice_list_pkey" PRIMARY KEY("tenant_id","code")
);

ALTER TABLE "choice_list" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "draft" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"file_id" uuid,
	"revision" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "draft_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "draft" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "embed_session" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"client_id" uuid,
	"origins" text[] NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "embed_session_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "embed_session" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "file_episode" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"for_unit_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"happened_on" date NOT NULL,
	"reason" text,
	"staff_id" uuid NOT NULL,
	CONSTRAINT "file_episode_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "file_episode" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "file_flag" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"flag_code" text NOT NULL,
	"expires_on" date,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "file_flag_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "file_flag" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "file_identity" (
	"tenant_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"last_name" text NOT NULL,
	"birth_name" text,
	"first_names" text NOT NULL,
	"birth_date" date,
	"birth_year" integer,
	"sex" text,
	"phones" text[] NOT NULL,
	"email" text,
	"street" text,
	"postal_code" text,
	"city" text,
	"commune_code" text,
	"address_protected" boolean DEFAULT false NOT NULL,
	"died_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "file_identity_pkey" PRIMARY KEY("tenant_id","file_id")
);

ALTER TABLE "file_identity" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "file_transfer" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"from_unit_id" uuid NOT NULL,
	"to_unit_id" uuid NOT NULL,
	"status" text NOT NULL,
	"reason" text NOT NULL,
	"answer" text,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	CONSTRAINT "file_transfer_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "file_transfer" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "host_client" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"secret_digest" text NOT NULL,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "host_client_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "host_client" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "idempotency_record" (
	"tenant_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"status" smallint NOT NULL,
	"reply" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_record_pkey" PRIMARY KEY("tenant_id","staff_id","operation","key")
);

ALTER TABLE "idempotency_record" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "org_unit" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"parent_id" uuid,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"closed_at" timestamp with time zone,
	"headcount" integer,
	"full_time_equivalent" numeric(6, 2),
	"contracted_minutes" integer,
	"inactivity_days" smallint,
	"alsace_moselle" boolean DEFAULT false NOT NULL,
	"good_friday" boolean DEFAULT false NOT NULL,
	"overseas_territory" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "org_unit_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "org_unit" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "outbox" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"topic" text NOT NULL,
	"file_id" uuid,
	"unit_id" uuid NOT NULL,
	"record_id" uuid,
	"staff_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "outbox_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "outbox" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "partner" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "partner_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "partner_name" UNIQUE("tenant_id","kind","name")
);

ALTER TABLE "partner" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "record_version" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_id" uuid,
	"unit_id" uuid NOT NULL,
	"record" text NOT NULL,
	"record_id" uuid NOT NULL,
	"clearance" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"changed_by" uuid NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "record_version_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "record_version" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "relative" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"birth_year" integer,
	"phone" text,
	"dependent" boolean DEFAULT false NOT NULL,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "relative_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "relative" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "situation_field" (
	"tenant_id" uuid NOT NULL,
	"code" text NOT NULL,
	"group_code" text NOT NULL,
	"label" text NOT NULL,
	"kind" text NOT NULL,
	"list_code" text,
	"position" integer NOT NULL,
	"required" boolean DEFAULT false NOT NULL,
	"purpose" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"unit_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "situation_field_pkey" PRIMARY KEY("tenant_id","code")
);

ALTER TABLE "situation_field" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "situation_group" (
	"tenant_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"group_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "situation_group_pkey" PRIMARY KEY("tenant_id","file_id","group_code")
);

ALTER TABLE "situation_group" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "situation_value" (
	"tenant_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"field_code" text NOT NULL,
	"since" date NOT NULL,
	"answer" text,
	"codes" text[],
	"number" bigint,
	"day" date,
	"text" text,
	"yes" boolean,
	CONSTRAINT "situation_value_pkey" PRIMARY KEY("tenant_id","file_id","field_code","since"),
	CONSTRAINT "situation_value_one" CHECK (num_nonnulls(answer, codes, number, day, text, yes) = 1)
);

ALTER TABLE "situation_value" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "social_file" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"beneficiary_id" uuid NOT NULL,
	"lead_worker_id" uuid,
	"status" text NOT NULL,
	"opened_on" date NOT NULL,
	"closed_on" date,
	"close_reason" text,
	"last_contact_on" date,
	"last_work_on" date,
	"external_system" text,
	"external_value" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "social_file_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "social_file_place" UNIQUE("tenant_id","id","unit_id"),
	CONSTRAINT "social_file_external" UNIQUE("tenant_id","unit_id","external_system","external_value")
);

ALTER TABLE "social_file" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "social_request" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"for_unit_id" uuid NOT NULL,
	"type_code" text NOT NULL,
	"requested_on" date NOT NULL,
	"urgent" boolean DEFAULT false NOT NULL,
	"initiative" text,
	"arrival_channel" text,
	"status" text NOT NULL,
	"outcome" text,
	"resolved_on" date,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "social_request_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "social_request_in_file" UNIQUE("tenant_id","file_id","id"),
	CONSTRAINT "social_request_resolution" CHECK ((resolved_on is null) = (outcome is null))
);

ALTER TABLE "social_request" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "staff_member" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"display_name" text NOT NULL,
	"email" text,
	"job_title" text,
	"external_subject" text,
	"left_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "staff_member_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "staff_member" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "support_action" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"for_unit_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"entry_id" uuid,
	"type_code" text NOT NULL,
	"done_on" date NOT NULL,
	"outcome" text,
	"performed_by" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "support_action_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "support_action" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "tenant" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"allowed_origins" text[] NOT NULL,
	"disclosure_threshold" smallint DEFAULT 11 NOT NULL,
	"inactivity_days" smallint DEFAULT 180 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenant_pkey" PRIMARY KEY("tenant_id"),
	CONSTRAINT "tenant_thresholds" CHECK (disclosure_threshold >= 5 and inactivity_days between 1 and 3650)
);

ALTER TABLE "tenant" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "work_entry" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_id" uuid,
	"unit_id" uuid NOT NULL,
	"for_unit_id" uuid NOT NULL,
	"type_code" text NOT NULL,
	"performed_on" date NOT NULL,
	"started_at" time,
	"minutes" smallint NOT NULL,
	"travel_minutes" smallint,
	"place" text,
	"performed_by" uuid NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "work_entry_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "work_entry_in_file" UNIQUE("tenant_id","file_id","id"),
	CONSTRAINT "work_entry_minutes" CHECK (minutes between 0 and 1440)
);

ALTER TABLE "work_entry" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "work_entry_partner" (
	"tenant_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"file_id" uuid,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "work_entry_partner_pkey" PRIMARY KEY("tenant_id","entry_id","partner_id")
);

ALTER TABLE "work_entry_partner" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "work_entry_request" (
	"tenant_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "work_entry_request_pkey" PRIMARY KEY("tenant_id","entry_id","request_id")
);

ALTER TABLE "work_entry_request" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "work_entry_text" (
	"tenant_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"file_id" uuid,
	"unit_id" uuid NOT NULL,
	"body" text NOT NULL,
	CONSTRAINT "work_entry_text_pkey" PRIMARY KEY("tenant_id","entry_id")
);

ALTER TABLE "work_entry_text" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "access_grant" ADD CONSTRAINT "access_grant_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "access_grant" ADD CONSTRAINT "access_grant_unit_fk" FOREIGN KEY ("tenant_id","unit_id") REFERENCES "public"."org_unit"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "choice_item" ADD CONSTRAINT "choice_item_list_fk" FOREIGN KEY ("tenant_id","list_code") REFERENCES "public"."choice_list"("tenant_id","code") ON DELETE no action ON UPDATE no action;
ALTER TABLE "embed_session" ADD CONSTRAINT "embed_session_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "file_episode" ADD CONSTRAINT "file_episode_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "file_flag" ADD CONSTRAINT "file_flag_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "file_identity" ADD CONSTRAINT "file_identity_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "file_transfer" ADD CONSTRAINT "file_transfer_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "org_unit" ADD CONSTRAINT "org_unit_parent_fk" FOREIGN KEY ("tenant_id","parent_id") REFERENCES "public"."org_unit"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "record_version" ADD CONSTRAINT "record_version_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "relative" ADD CONSTRAINT "relative_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "situation_field" ADD CONSTRAINT "situation_field_list_fk" FOREIGN KEY ("tenant_id","list_code") REFERENCES "public"."choice_list"("tenant_id","code") ON DELETE no action ON UPDATE no action;
ALTER TABLE "situation_field" ADD CONSTRAINT "situation_field_unit_fk" FOREIGN KEY ("tenant_id","unit_id") REFERENCES "public"."org_unit"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "situation_group" ADD CONSTRAINT "situation_group_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "situation_value" ADD CONSTRAINT "situation_value_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "social_file" ADD CONSTRAINT "social_file_unit_fk" FOREIGN KEY ("tenant_id","unit_id") REFERENCES "public"."org_unit"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "social_file" ADD CONSTRAINT "social_file_beneficiary_fk" FOREIGN KEY ("tenant_id","beneficiary_id") REFERENCES "public"."beneficiary"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "social_file" ADD CONSTRAINT "social_file_lead_fk" FOREIGN KEY ("tenant_id","lead_worker_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "social_request" ADD CONSTRAINT "social_request_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "support_action" ADD CONSTRAINT "support_action_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "support_action" ADD CONSTRAINT "support_action_request_fk" FOREIGN KEY ("tenant_id","file_id","request_id") REFERENCES "public"."social_request"("tenant_id","file_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "support_action" ADD CONSTRAINT "support_action_entry_fk" FOREIGN KEY ("tenant_id","file_id","entry_id") REFERENCES "public"."work_entry"("tenant_id","file_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "work_entry" ADD CONSTRAINT "work_entry_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "work_entry" ADD CONSTRAINT "work_entry_performer_fk" FOREIGN KEY ("tenant_id","performed_by") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "work_entry_partner" ADD CONSTRAINT "work_entry_partner_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "work_entry_partner" ADD CONSTRAINT "work_entry_partner_entry_fk" FOREIGN KEY ("tenant_id","entry_id") REFERENCES "public"."work_entry"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "work_entry_partner" ADD CONSTRAINT "work_entry_partner_partner_fk" FOREIGN KEY ("tenant_id","partner_id") REFERENCES "public"."partner"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "work_entry_request" ADD CONSTRAINT "work_entry_request_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "work_entry_request" ADD CONSTRAINT "work_entry_request_entry_fk" FOREIGN KEY ("tenant_id","file_id","entry_id") REFERENCES "public"."work_entry"("tenant_id","file_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "work_entry_request" ADD CONSTRAINT "work_entry_request_request_fk" FOREIGN KEY ("tenant_id","file_id","request_id") REFERENCES "public"."social_request"("tenant_id","file_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "work_entry_text" ADD CONSTRAINT "work_entry_text_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "work_entry_text" ADD CONSTRAINT "work_entry_text_entry_fk" FOREIGN KEY ("tenant_id","entry_id") REFERENCES "public"."work_entry"("tenant_id","id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "access_grant_by_staff" ON "access_grant" USING btree ("tenant_id","staff_id");
CREATE INDEX "access_grant_by_unit" ON "access_grant" USING btree ("tenant_id","unit_id");
CREATE INDEX "audit_event_by_file" ON "audit_event" USING btree ("tenant_id","file_id","at");
CREATE INDEX "draft_by_author" ON "draft" USING btree ("tenant_id","author_id","file_id");
CREATE INDEX "embed_session_by_staff" ON "embed_session" USING btree ("tenant_id","staff_id");
CREATE INDEX "file_episode_by_file" ON "file_episode" USING btree ("tenant_id","file_id");
CREATE INDEX "file_flag_by_file" ON "file_flag" USING btree ("tenant_id","file_id");
CREATE INDEX "file_identity_by_name" ON "file_identity" USING btree ("tenant_id","unit_id",last_name collate "fr-x-icu",first_names collate "fr-x-icu","file_id");
CREATE INDEX "file_transfer_by_file" ON "file_transfer" USING btree ("tenant_id","file_id");
CREATE INDEX "file_transfer_inbox" ON "file_transfer" USING btree ("tenant_id","to_unit_id","status");
CREATE INDEX "idempotency_record_age" ON "idempotency_record" USING btree ("tenant_id","created_at");
CREATE INDEX "org_unit_parent" ON "org_unit" USING btree ("tenant_id","parent_id");
CREATE INDEX "record_version_by_record" ON "record_version" USING btree ("tenant_id","record_id","changed_at");
CREATE INDEX "record_version_by_file" ON "record_version" USING btree ("tenant_id","file_id");
CREATE INDEX "relative_by_file" ON "relative" USING btree ("tenant_id","file_id");
CREATE INDEX "situation_field_by_unit" ON "situation_field" USING btree ("tenant_id","unit_id");
CREATE INDEX "social_file_by_unit" ON "social_file" USING btree ("tenant_id","unit_id","status");
CREATE INDEX "social_file_by_beneficiary" ON "social_file" USING btree ("tenant_id","beneficiary_id");
CREATE INDEX "social_file_by_lead" ON "social_file" USING btree ("tenant_id","lead_worker_id");
CREATE INDEX "social_request_by_file" ON "social_request" USING btree ("tenant_id","file_id","requested_on");
CREATE INDEX "staff_member_subject" ON "staff_member" USING btree ("tenant_id","external_subject");
CREATE INDEX "support_action_by_file" ON "support_action" USING btree ("tenant_id","file_id");
CREATE INDEX "support_action_by_request" ON "support_action" USING btree ("tenant_id","request_id");
CREATE INDEX "support_action_by_entry" ON "support_action" USING btree ("tenant_id","entry_id");
CREATE INDEX "work_entry_timeline" ON "work_entry" USING btree ("tenant_id","file_id","performed_on","id");
CREATE INDEX "work_entry_by_unit" ON "work_entry" USING btree ("tenant_id","unit_id","performed_on");
CREATE INDEX "work_entry_by_performer" ON "work_entry" USING btree ("tenant_id","performed_by","performed_on");
CREATE INDEX "work_entry_partner_by_partner" ON "work_entry_partner" USING btree ("tenant_id","partner_id");
CREATE INDEX "work_entry_partner_by_file" ON "work_entry_partner" USING btree ("tenant_id","file_id");
CREATE INDEX "work_entry_request_by_request" ON "work_entry_request" USING btree ("tenant_id","request_id");
CREATE INDEX "work_entry_request_by_file" ON "work_entry_request" USING btree ("tenant_id","file_id");
CREATE INDEX "work_entry_text_by_file" ON "work_entry_text" USING btree ("tenant_id","file_id");
CREATE POLICY "access_grant_select" ON "access_grant" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "access_grant_insert" ON "access_grant" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "access_grant_update" ON "access_grant" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "audit_event_select" ON "audit_event" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_follow_up', true), file_id::text) > 0));
CREATE POLICY "audit_event_insert" ON "audit_event" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (true));
CREATE POLICY "beneficiary_select" ON "beneficiary" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "beneficiary_insert" ON "beneficiary" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "choice_item_select" ON "choice_item" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "choice_item_insert" ON "choice_item" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "choice_item_update" ON "choice_item" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "choice_list_select" ON "choice_list" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "choice_list_insert" ON "choice_list" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "choice_list_update" ON "choice_list" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "draft_select" ON "draft" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and author_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "draft_insert" ON "draft" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and author_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "draft_update" ON "draft" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and author_id = nullif(current_setting('app.staff', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and author_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "draft_delete" ON "draft" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and author_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "embed_session_select" ON "embed_session" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "embed_session_insert" ON "embed_session" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "embed_session_update" ON "embed_session" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "file_episode_select" ON "file_episode" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_identity', true), file_id::text) > 0));
CREATE POLICY "file_episode_insert" ON "file_episode" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0));
CREATE POLICY "file_episode_update" ON "file_episode" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0));
CREATE POLICY "file_flag_select" ON "file_flag" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_identity', true), file_id::text) > 0));
CREATE POLICY "file_flag_insert" ON "file_flag" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0));
CREATE POLICY "file_flag_update" ON "file_flag" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0));
CREATE POLICY "file_identity_select" ON "file_identity" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_identity', true), file_id::text) > 0));
CREATE POLICY "file_identity_insert" ON "file_identity" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0));
CREATE POLICY "file_identity_update" ON "file_identity" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0));
CREATE POLICY "file_transfer_select" ON "file_transfer" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_identity', true), to_unit_id::text) > 0 or strpos(current_setting('app.scope_identity', true), file_id::text) > 0));
CREATE POLICY "file_transfer_insert" ON "file_transfer" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), to_unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0));
CREATE POLICY "file_transfer_update" ON "file_transfer" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), to_unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), to_unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0));
CREATE POLICY "host_client_select" ON "host_client" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "host_client_insert" ON "host_client" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "host_client_update" ON "host_client" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "idempotency_record_select" ON "idempotency_record" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "idempotency_record_insert" ON "idempotency_record" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "idempotency_record_delete" ON "idempotency_record" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and staff_id = nullif(current_setting('app.staff', true), '')::uuid);
CREATE POLICY "org_unit_select" ON "org_unit" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "org_unit_insert" ON "org_unit" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "org_unit_update" ON "org_unit" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "outbox_select" ON "outbox" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_identity', true), file_id::text) > 0));
CREATE POLICY "outbox_insert" ON "outbox" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (true));
CREATE POLICY "outbox_delete" ON "outbox" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (true));
CREATE POLICY "partner_select" ON "partner" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "partner_insert" ON "partner" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "partner_update" ON "partner" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "record_version_select" ON "record_version" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and ((clearance = 'identity' and (strpos(current_setting('app.scope_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_identity', true), file_id::text) > 0)) or (clearance = 'followUp' and (strpos(current_setting('app.scope_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_follow_up', true), file_id::text) > 0)) or (clearance = 'text' and (strpos(current_setting('app.scope_text', true), unit_id::text) > 0 or strpos(current_setting('app.scope_text', true), file_id::text) > 0))));
CREATE POLICY "record_version_insert" ON "record_version" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0));
CREATE POLICY "record_version_update" ON "record_version" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0));
CREATE POLICY "relative_select" ON "relative" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_follow_up', true), file_id::text) > 0));
CREATE POLICY "relative_insert" ON "relative" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "relative_update" ON "relative" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "relative_delete" ON "relative" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "situation_field_select" ON "situation_field" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "situation_field_insert" ON "situation_field" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "situation_field_update" ON "situation_field" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "situation_group_select" ON "situation_group" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_follow_up', true), file_id::text) > 0));
CREATE POLICY "situation_group_insert" ON "situation_group" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "situation_group_update" ON "situation_group" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "situation_value_select" ON "situation_value" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_follow_up', true), file_id::text) > 0));
CREATE POLICY "situation_value_insert" ON "situation_value" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "situation_value_update" ON "situation_value" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "situation_value_delete" ON "situation_value" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "social_file_select" ON "social_file" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_identity', true), id::text) > 0));
CREATE POLICY "social_file_insert" ON "social_file" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), id::text) > 0));
CREATE POLICY "social_file_update" ON "social_file" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), id::text) > 0)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), id::text) > 0));
CREATE POLICY "social_request_select" ON "social_request" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_follow_up', true), file_id::text) > 0));
CREATE POLICY "social_request_insert" ON "social_request" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "social_request_update" ON "social_request" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "social_request_delete" ON "social_request" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "staff_member_select" ON "staff_member" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "staff_member_insert" ON "staff_member" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "staff_member_update" ON "staff_member" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "support_action_select" ON "support_action" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_follow_up', true), file_id::text) > 0));
CREATE POLICY "support_action_insert" ON "support_action" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "support_action_update" ON "support_action" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "support_action_delete" ON "support_action" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "tenant_select" ON "tenant" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "tenant_insert" ON "tenant" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "tenant_update" ON "tenant" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "work_entry_select" ON "work_entry" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_follow_up', true), file_id::text) > 0));
CREATE POLICY "work_entry_insert" ON "work_entry" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "work_entry_update" ON "work_entry" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "work_entry_delete" ON "work_entry" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "work_entry_partner_select" ON "work_entry_partner" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_follow_up', true), file_id::text) > 0));
CREATE POLICY "work_entry_partner_insert" ON "work_entry_partner" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "work_entry_partner_update" ON "work_entry_partner" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "work_entry_partner_delete" ON "work_entry_partner" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "work_entry_request_select" ON "work_entry_request" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_follow_up', true), file_id::text) > 0));
CREATE POLICY "work_entry_request_insert" ON "work_entry_request" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "work_entry_request_update" ON "work_entry_request" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "work_entry_request_delete" ON "work_entry_request" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "work_entry_text_select" ON "work_entry_text" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_text', true), unit_id::text) > 0 or strpos(current_setting('app.scope_text', true), file_id::text) > 0));
CREATE POLICY "work_entry_text_insert" ON "work_entry_text" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "work_entry_text_update" ON "work_entry_text" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
CREATE POLICY "work_entry_text_delete" ON "work_entry_text" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (strpos(current_setting('app.scope_write_follow_up', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_follow_up', true), file_id::text) > 0));
ALTER TABLE "file_episode" ALTER CONSTRAINT "file_episode_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "file_flag" ALTER CONSTRAINT "file_flag_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "file_identity" ALTER CONSTRAINT "file_identity_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "file_transfer" ALTER CONSTRAINT "file_transfer_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "record_version" ALTER CONSTRAINT "record_version_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "relative" ALTER CONSTRAINT "relative_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "situation_group" ALTER CONSTRAINT "situation_group_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "situation_value" ALTER CONSTRAINT "situation_value_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "social_request" ALTER CONSTRAINT "social_request_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "support_action" ALTER CONSTRAINT "support_action_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "work_entry" ALTER CONSTRAINT "work_entry_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "work_entry_partner" ALTER CONSTRAINT "work_entry_partner_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "work_entry_request" ALTER CONSTRAINT "work_entry_request_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "work_entry_text" ALTER CONSTRAINT "work_entry_text_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "tenant" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "tenant" TO lastria_app;
GRANT select ON "tenant" TO lastria_reader;
ALTER TABLE "org_unit" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "org_unit" TO lastria_app;
GRANT select ON "org_unit" TO lastria_reader;
ALTER TABLE "staff_member" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "staff_member" TO lastria_app;
GRANT select ON "staff_member" TO lastria_reader;
ALTER TABLE "access_grant" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "access_grant" TO lastria_app;
GRANT select ON "access_grant" TO lastria_reader;
ALTER TABLE "embed_session" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "embed_session" TO lastria_app;
GRANT select ON "embed_session" TO lastria_reader;
ALTER TABLE "host_client" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "host_client" TO lastria_app;
GRANT select ON "host_client" TO lastria_reader;
ALTER TABLE "audit_event" FORCE ROW LEVEL SECURITY;
GRANT select, insert ON "audit_event" TO lastria_app;
GRANT select, insert ON "audit_event" TO lastria_reader;
ALTER TABLE "choice_list" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "choice_list" TO lastria_app;
GRANT select ON "choice_list" TO lastria_reader;
ALTER TABLE "choice_item" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "choice_item" TO lastria_app;
GRANT select ON "choice_item" TO lastria_reader;
ALTER TABLE "situation_field" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "situation_field" TO lastria_app;
GRANT select ON "situation_field" TO lastria_reader;
ALTER TABLE "beneficiary" FORCE ROW LEVEL SECURITY;
GRANT select, insert ON "beneficiary" TO lastria_app;
GRANT select ON "beneficiary" TO lastria_reader;
ALTER TABLE "social_file" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "social_file" TO lastria_app;
GRANT select ON "social_file" TO lastria_reader;
ALTER TABLE "file_identity" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "file_identity" TO lastria_app;
GRANT select ON "file_identity" TO lastria_reader;
ALTER TABLE "situation_value" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "situation_value" TO lastria_app;
GRANT select ON "situation_value" TO lastria_reader;
ALTER TABLE "situation_group" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "situation_group" TO lastria_app;
GRANT select ON "situation_group" TO lastria_reader;
ALTER TABLE "relative" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "relative" TO lastria_app;
GRANT select ON "relative" TO lastria_reader;
ALTER TABLE "file_flag" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "file_flag" TO lastria_app;
GRANT select ON "file_flag" TO lastria_reader;
ALTER TABLE "file_episode" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "file_episode" TO lastria_app;
GRANT select ON "file_episode" TO lastria_reader;
ALTER TABLE "file_transfer" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "file_transfer" TO lastria_app;
GRANT select ON "file_transfer" TO lastria_reader;
ALTER TABLE "record_version" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "record_version" TO lastria_app;
GRANT select ON "record_version" TO lastria_reader;
ALTER TABLE "work_entry" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "work_entry" TO lastria_app;
GRANT select ON "work_entry" TO lastria_reader;
ALTER TABLE "work_entry_text" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "work_entry_text" TO lastria_app;
GRANT select ON "work_entry_text" TO lastria_reader;
ALTER TABLE "social_request" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "social_request" TO lastria_app;
GRANT select ON "social_request" TO lastria_reader;
ALTER TABLE "work_entry_request" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "work_entry_request" TO lastria_app;
GRANT select ON "work_entry_request" TO lastria_reader;
ALTER TABLE "support_action" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "support_action" TO lastria_app;
GRANT select ON "support_action" TO lastria_reader;
ALTER TABLE "partner" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "partner" TO lastria_app;
GRANT select ON "partner" TO lastria_reader;
ALTER TABLE "work_entry_partner" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "work_entry_partner" TO lastria_app;
GRANT select ON "work_entry_partner" TO lastria_reader;
ALTER TABLE "draft" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "draft" TO lastria_app;
GRANT select ON "draft" TO lastria_reader;
ALTER TABLE "idempotency_record" FORCE ROW LEVEL SECURITY;
GRANT select, insert, delete ON "idempotency_record" TO lastria_app;
GRANT select ON "idempotency_record" TO lastria_reader;
ALTER TABLE "outbox" FORCE ROW LEVEL SECURITY;
GRANT select, insert, delete ON "outbox" TO lastria_app;
GRANT select ON "outbox" TO lastria_reader;
