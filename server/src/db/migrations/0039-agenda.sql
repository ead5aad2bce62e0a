CREATE TABLE "agenda_booking" (
	"tenant_id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"resource_id" uuid NOT NULL,
	"is_room" boolean NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"blocks" boolean NOT NULL,
	CONSTRAINT "agenda_booking_pkey" PRIMARY KEY("tenant_id","appointment_id","resource_id")
);

ALTER TABLE "agenda_booking" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "appointment" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_id" uuid,
	"unit_id" uuid NOT NULL,
	"for_unit_id" uuid NOT NULL,
	"private" boolean DEFAULT false NOT NULL,
	"worker_ids" uuid[] DEFAULT '{}' NOT NULL,
	"asked_ids" uuid[] DEFAULT '{}' NOT NULL,
	"series_id" uuid,
	"original_local" text,
	"detached" boolean DEFAULT false NOT NULL,
	"motive_id" uuid,
	"kind" text NOT NULL,
	"title" text,
	"status" text NOT NULL,
	"starts_local" text NOT NULL,
	"ends_local" text NOT NULL,
	"zone" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"all_day" boolean DEFAULT false NOT NULL,
	"tentative" boolean DEFAULT false NOT NULL,
	"blocks" boolean DEFAULT true NOT NULL,
	"place_kind" text NOT NULL,
	"place" text,
	"room_id" uuid,
	"external_url" text,
	"travel_before" smallint DEFAULT 0 NOT NULL,
	"travel_after" smallint DEFAULT 0 NOT NULL,
	"reason" text,
	"held_minutes" smallint,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"trashed_at" timestamp with time zone,
	"trashed_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "appointment_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "appointment_order" CHECK (ends_at > starts_at and ends_at <= starts_at + interval '32 days'),
	CONSTRAINT "appointment_private" CHECK (not (private and file_id is not null)),
	CONSTRAINT "appointment_travel" CHECK (travel_before between 0 and 480 and travel_after between 0 and 480)
);

ALTER TABLE "appointment" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "appointment_motive" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"label" text NOT NULL,
	"place_kind" text NOT NULL,
	"minutes" smallint NOT NULL,
	"blocks" boolean DEFAULT true NOT NULL,
	"roles" text[] DEFAULT '{}' NOT NULL,
	"work_type_code" text,
	"active" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 1000 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "appointment_motive_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "appointment_motive_minutes" CHECK (minutes between 5 and 1440)
);

ALTER TABLE "appointment_motive" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "appointment_note" (
	"tenant_id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"clearance" text NOT NULL,
	"file_id" uuid,
	"unit_id" uuid NOT NULL,
	"private" boolean DEFAULT false NOT NULL,
	"worker_ids" uuid[] DEFAULT '{}' NOT NULL,
	"body" text NOT NULL,
	CONSTRAINT "appointment_note_pkey" PRIMARY KEY("tenant_id","appointment_id","clearance"),
	CONSTRAINT "appointment_note_clearance" CHECK (clearance in ('identity', 'text'))
);

ALTER TABLE "appointment_note" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "appointment_participant" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"file_id" uuid,
	"unit_id" uuid NOT NULL,
	"private" boolean DEFAULT false NOT NULL,
	"worker_ids" uuid[] DEFAULT '{}' NOT NULL,
	"kind" text NOT NULL,
	"staff_id" uuid,
	"name" text,
	"status" text NOT NULL,
	"answer" text,
	"asked_by" uuid,
	"proposed_local" text,
	"message" text,
	"answered_at" timestamp with time zone,
	CONSTRAINT "appointment_participant_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "appointment_participant" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "appointment_series" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_id" uuid,
	"unit_id" uuid NOT NULL,
	"for_unit_id" uuid NOT NULL,
	"private" boolean DEFAULT false NOT NULL,
	"worker_ids" uuid[] DEFAULT '{}' NOT NULL,
	"rule" text NOT NULL,
	"starts_local" text NOT NULL,
	"zone" text NOT NULL,
	"minutes" integer NOT NULL,
	"except" text[] NOT NULL,
	"also" text[] NOT NULL,
	"template" jsonb NOT NULL,
	"made_to" text,
	"created_by" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "appointment_series_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "appointment_series_private" CHECK (not (private and file_id is not null))
);

ALTER TABLE "appointment_series" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "opening_hours" (
	"tenant_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"hours" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "opening_hours_pkey" PRIMARY KEY("tenant_id","unit_id")
);

ALTER TABLE "opening_hours" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "room" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"label" text NOT NULL,
	"site" text,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "room_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "room" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "agenda_booking" ADD CONSTRAINT "agenda_booking_of_fk" FOREIGN KEY ("tenant_id","appointment_id") REFERENCES "public"."appointment"("tenant_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_series_fk" FOREIGN KEY ("tenant_id","series_id") REFERENCES "public"."appointment_series"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_motive_fk" FOREIGN KEY ("tenant_id","motive_id") REFERENCES "public"."appointment_motive"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_room_fk" FOREIGN KEY ("tenant_id","room_id") REFERENCES "public"."room"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "appointment_note" ADD CONSTRAINT "appointment_note_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "appointment_note" ADD CONSTRAINT "appointment_note_of_fk" FOREIGN KEY ("tenant_id","appointment_id") REFERENCES "public"."appointment"("tenant_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "appointment_participant" ADD CONSTRAINT "appointment_participant_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "appointment_participant" ADD CONSTRAINT "appointment_participant_of_fk" FOREIGN KEY ("tenant_id","appointment_id") REFERENCES "public"."appointment"("tenant_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "appointment_participant" ADD CONSTRAINT "appointment_participant_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "appointment_series" ADD CONSTRAINT "appointment_series_file_fk" FOREIGN KEY ("tenant_id","file_id","unit_id") REFERENCES "public"."social_file"("tenant_id","id","unit_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "opening_hours" ADD CONSTRAINT "opening_hours_unit_fk" FOREIGN KEY ("tenant_id","unit_id") REFERENCES "public"."org_unit"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "room" ADD CONSTRAINT "room_unit_fk" FOREIGN KEY ("tenant_id","unit_id") REFERENCES "public"."org_unit"("tenant_id","id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "agenda_booking_by_time" ON "agenda_booking" USING btree ("tenant_id","resource_id","starts_at","ends_at");
CREATE INDEX "appointment_by_unit" ON "appointment" USING btree ("tenant_id","unit_id","starts_at");
CREATE INDEX "appointment_by_file" ON "appointment" USING btree ("tenant_id","file_id","starts_at");
CREATE INDEX "appointment_by_series" ON "appointment" USING btree ("tenant_id","series_id","original_local");
CREATE INDEX "appointment_in_trash" ON "appointment" USING btree ("tenant_id","trashed_at") WHERE trashed_at is not null;
CREATE INDEX "appointment_note_by_file" ON "appointment_note" USING btree ("tenant_id","file_id");
CREATE INDEX "appointment_participant_of" ON "appointment_participant" USING btree ("tenant_id","appointment_id");
CREATE INDEX "appointment_participant_by_file" ON "appointment_participant" USING btree ("tenant_id","file_id");
CREATE INDEX "appointment_participant_by_staff" ON "appointment_participant" USING btree ("tenant_id","staff_id","answer");
CREATE INDEX "appointment_series_by_unit" ON "appointment_series" USING btree ("tenant_id","unit_id");
CREATE INDEX "appointment_series_by_file" ON "appointment_series" USING btree ("tenant_id","file_id");
CREATE INDEX "appointment_series_made" ON "appointment_series" USING btree ("tenant_id","made_to");
CREATE INDEX "room_by_unit" ON "room" USING btree ("tenant_id","unit_id");
CREATE POLICY "agenda_booking_select" ON "agenda_booking" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "agenda_booking_insert" ON "agenda_booking" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "agenda_booking_update" ON "agenda_booking" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "agenda_booking_delete" ON "agenda_booking" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "appointment_select" ON "appointment" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (worker_ids @> array[nullif(current_setting('app.staff', true), '')::uuid] or ((not private or nullif(current_setting('app.staff', true), '') is null) and (strpos(current_setting('app.scope_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_identity', true), file_id::text) > 0))));
CREATE POLICY "appointment_insert" ON "appointment" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and ((not private or worker_ids @> array[nullif(current_setting('app.staff', true), '')::uuid] or nullif(current_setting('app.staff', true), '') is null) and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0)));
CREATE POLICY "appointment_update" ON "appointment" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and ((not private or worker_ids @> array[nullif(current_setting('app.staff', true), '')::uuid] or nullif(current_setting('app.staff', true), '') is null) and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and ((not private or worker_ids @> array[nullif(current_setting('app.staff', true), '')::uuid] or nullif(current_setting('app.staff', true), '') is null) and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0)));
CREATE POLICY "appointment_delete" ON "appointment" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and ((not private or worker_ids @> array[nullif(current_setting('app.staff', true), '')::uuid] or nullif(current_setting('app.staff', true), '') is null) and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0)));
CREATE POLICY "appointment_motive_select" ON "appointment_motive" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "appointment_motive_insert" ON "appointment_motive" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "appointment_motive_update" ON "appointment_motive" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "appointment_note_select" ON "appointment_note" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and ((clearance = 'identity' and (worker_ids @> array[nullif(current_setting('app.staff', true), '')::uuid] or ((not private or nullif(current_setting('app.staff', true), '') is null) and (strpos(current_setting('app.scope_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_identity', true), file_id::text) > 0)))) or (clearance = 'text' and (not private or worker_ids @> array[nullif(current_setting('app.staff', true), '')::uuid] or nullif(current_setting('app.staff', true), '') is null) and (strpos(current_setting('app.scope_text', true), unit_id::text) > 0 or strpos(current_setting('app.scope_text', true), file_id::text) > 0))));
CREATE POLICY "appointment_note_insert" ON "appointment_note" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and ((not private or worker_ids @> array[nullif(current_setting('app.staff', true), '')::uuid] or nullif(current_setting('app.staff', true), '') is null) and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0)));
CREATE POLICY "appointment_note_update" ON "appointment_note" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and ((not private or worker_ids @> array[nullif(current_setting('app.staff', true), '')::uuid] or nullif(current_setting('app.staff', true), '') is null) and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and ((not private or worker_ids @> array[nullif(current_setting('app.staff', true), '')::uuid] or nullif(current_setting('app.staff', true), '') is null) and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0)));
CREATE POLICY "appointment_note_delete" ON "appointment_note" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and ((not private or worker_ids @> array[nullif(current_setting('app.staff', true), '')::uuid] or nullif(current_setting('app.staff', true), '') is null) and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0)));
CREATE POLICY "appointment_participant_select" ON "appointment_participant" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (worker_ids @> array[nullif(current_setting('app.staff', true), '')::uuid] or ((not private or nullif(current_setting('app.staff', true), '') is null) and (strpos(current_setting('app.scope_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_identity', true), file_id::text) > 0))));
CREATE POLICY "appointment_participant_insert" ON "appointment_participant" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and ((not private or worker_ids @> array[nullif(current_setting('app.staff', true), '')::uuid] or nullif(current_setting('app.staff', true), '') is null) and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0)));
CREATE POLICY "appointment_participant_update" ON "appointment_participant" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and ((not private or worker_ids @> array[nullif(current_setting('app.staff', true), '')::uuid] or nullif(current_setting('app.staff', true), '') is null) and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and ((not private or worker_ids @> array[nullif(current_setting('app.staff', true), '')::uuid] or nullif(current_setting('app.staff', true), '') is null) and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0)));
CREATE POLICY "appointment_participant_delete" ON "appointment_participant" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and ((not private or worker_ids @> array[nullif(current_setting('app.staff', true), '')::uuid] or nullif(current_setting('app.staff', true), '') is null) and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0)));
CREATE POLICY "appointment_series_select" ON "appointment_series" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (worker_ids @> array[nullif(current_setting('app.staff', true), '')::uuid] or ((not private or nullif(current_setting('app.staff', true), '') is null) and (strpos(current_setting('app.scope_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_identity', true), file_id::text) > 0))));
CREATE POLICY "appointment_series_insert" ON "appointment_series" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and ((not private or worker_ids @> array[nullif(current_setting('app.staff', true), '')::uuid] or nullif(current_setting('app.staff', true), '') is null) and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0)));
CREATE POLICY "appointment_series_update" ON "appointment_series" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and ((not private or worker_ids @> array[nullif(current_setting('app.staff', true), '')::uuid] or nullif(current_setting('app.staff', true), '') is null) and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and ((not private or worker_ids @> array[nullif(current_setting('app.staff', true), '')::uuid] or nullif(current_setting('app.staff', true), '') is null) and (strpos(current_setting('app.scope_write_identity', true), unit_id::text) > 0 or strpos(current_setting('app.scope_write_identity', true), file_id::text) > 0)));
CREATE POLICY "opening_hours_select" ON "opening_hours" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "opening_hours_insert" ON "opening_hours" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "opening_hours_update" ON "opening_hours" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "room_select" ON "room" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "room_insert" ON "room" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "room_update" ON "room" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
ALTER TABLE "appointment" ALTER CONSTRAINT "appointment_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "appointment_note" ALTER CONSTRAINT "appointment_note_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "appointment_participant" ALTER CONSTRAINT "appointment_participant_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "appointment_series" ALTER CONSTRAINT "appointment_series_file_fk" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "appointment_motive" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "appointment_motive" TO lastria_app;
GRANT select ON "appointment_motive" TO lastria_reader;
ALTER TABLE "room" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "room" TO lastria_app;
GRANT select ON "room" TO lastria_reader;
ALTER TABLE "opening_hours" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "opening_hours" TO lastria_app;
GRANT select ON "opening_hours" TO lastria_reader;
ALTER TABLE "appointment_series" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "appointment_series" TO lastria_app;
GRANT select ON "appointment_series" TO lastria_reader;
ALTER TABLE "appointment" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "appointment" TO lastria_app;
GRANT select ON "appointment" TO lastria_reader;
ALTER TABLE "appointment_note" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "appointment_note" TO lastria_app;
GRANT select ON "appointment_note" TO lastria_reader;
ALTER TABLE "appointment_participant" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "appointment_participant" TO lastria_app;
GRANT select ON "appointment_participant" TO lastria_reader;
ALTER TABLE "agenda_booking" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "agenda_booking" TO lastria_app;
GRANT select ON "agenda_booking" TO lastria_reader;

-- Nobody and no room is taken twice, whatever the application believed: two bookings of one time wait for each other,
-- and one of them is refused.
alter table agenda_booking add constraint agenda_booking_once
  exclude using gist (tenant_id with =, resource_id with =, tstzrange(starts_at, ends_at) with &&) where (blocks);
