CREATE TABLE "leave_absence" (
	"tenant_id" uuid NOT NULL,
	"leave_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"unit_ids" uuid[] DEFAULT '{}' NOT NULL,
	"from_half" integer NOT NULL,
	"to_half" integer NOT NULL,
	"approved" boolean NOT NULL,
	"away" boolean NOT NULL,
	CONSTRAINT "leave_absence_pkey" PRIMARY KEY("tenant_id","leave_id"),
	CONSTRAINT "leave_absence_order" CHECK (to_half > from_half)
);

ALTER TABLE "leave_absence" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "leave_balance" (
	"tenant_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"year" smallint NOT NULL,
	"unit_ids" uuid[] DEFAULT '{}' NOT NULL,
	"granted_halves" smallint NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "leave_balance_pkey" PRIMARY KEY("tenant_id","staff_id","kind","year"),
	CONSTRAINT "leave_balance_granted" CHECK (granted_halves between 0 and 732)
);

ALTER TABLE "leave_balance" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "leave_kind_rule" (
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"counting" text NOT NULL,
	"away" boolean NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "leave_kind_rule_pkey" PRIMARY KEY("tenant_id","kind")
);

ALTER TABLE "leave_kind_rule" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "leave_minimum" (
	"tenant_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"present" smallint NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "leave_minimum_pkey" PRIMARY KEY("tenant_id","unit_id"),
	CONSTRAINT "leave_minimum_present" CHECK (present between 0 and 500)
);

ALTER TABLE "leave_minimum" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "leave_request" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"unit_ids" uuid[] DEFAULT '{}' NOT NULL,
	"home_unit_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"first_day" date NOT NULL,
	"first_half" text NOT NULL,
	"last_day" date NOT NULL,
	"last_half" text NOT NULL,
	"halves" smallint NOT NULL,
	"halves_after" smallint DEFAULT 0 NOT NULL,
	"comment" text,
	"reason" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "leave_request_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "leave_request_order" CHECK ((first_day, first_half = 'afternoon') <= (last_day, last_half = 'afternoon')),
	CONSTRAINT "leave_request_length" CHECK (last_day - first_day between 0 and 366),
	CONSTRAINT "leave_request_decided_by_other" CHECK (decided_by is null or decided_by <> staff_id)
);

ALTER TABLE "leave_request" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "leave_step" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"leave_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"unit_ids" uuid[] DEFAULT '{}' NOT NULL,
	"status" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"changed_by" uuid NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "leave_step_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "leave_step" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "leave_absence" ADD CONSTRAINT "leave_absence_of_fk" FOREIGN KEY ("tenant_id","leave_id") REFERENCES "public"."leave_request"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "leave_balance" ADD CONSTRAINT "leave_balance_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "leave_minimum" ADD CONSTRAINT "leave_minimum_unit_fk" FOREIGN KEY ("tenant_id","unit_id") REFERENCES "public"."org_unit"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "leave_request" ADD CONSTRAINT "leave_request_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff_member"("tenant_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "leave_step" ADD CONSTRAINT "leave_step_of_fk" FOREIGN KEY ("tenant_id","leave_id") REFERENCES "public"."leave_request"("tenant_id","id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "leave_absence_by_time" ON "leave_absence" USING btree ("tenant_id","staff_id","from_half","to_half");
CREATE INDEX "leave_request_by_staff" ON "leave_request" USING btree ("tenant_id","staff_id","first_day");
CREATE INDEX "leave_request_by_status" ON "leave_request" USING btree ("tenant_id","status","first_day");
CREATE INDEX "leave_step_of" ON "leave_step" USING btree ("tenant_id","leave_id","changed_at");
CREATE POLICY "leave_absence_select" ON "leave_absence" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (approved or staff_id = nullif(current_setting('app.staff', true), '')::uuid or unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ',')));
CREATE POLICY "leave_absence_insert" ON "leave_absence" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (staff_id = nullif(current_setting('app.staff', true), '')::uuid or unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ',')));
CREATE POLICY "leave_absence_update" ON "leave_absence" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (staff_id = nullif(current_setting('app.staff', true), '')::uuid or unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ','))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (staff_id = nullif(current_setting('app.staff', true), '')::uuid or unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ',')));
CREATE POLICY "leave_absence_delete" ON "leave_absence" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (staff_id = nullif(current_setting('app.staff', true), '')::uuid or unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ',')));
CREATE POLICY "leave_balance_select" ON "leave_balance" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (staff_id = nullif(current_setting('app.staff', true), '')::uuid or unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ',')));
CREATE POLICY "leave_balance_insert" ON "leave_balance" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ',') and staff_id is distinct from nullif(current_setting('app.staff', true), '')::uuid));
CREATE POLICY "leave_balance_update" ON "leave_balance" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ',') and staff_id is distinct from nullif(current_setting('app.staff', true), '')::uuid)) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ',') and staff_id is distinct from nullif(current_setting('app.staff', true), '')::uuid));
CREATE POLICY "leave_kind_rule_select" ON "leave_kind_rule" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "leave_kind_rule_insert" ON "leave_kind_rule" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "leave_kind_rule_update" ON "leave_kind_rule" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "leave_minimum_select" ON "leave_minimum" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "leave_minimum_insert" ON "leave_minimum" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "leave_minimum_update" ON "leave_minimum" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "leave_request_select" ON "leave_request" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (staff_id = nullif(current_setting('app.staff', true), '')::uuid or (status <> 'draft' and unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ','))));
CREATE POLICY "leave_request_insert" ON "leave_request" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (staff_id = nullif(current_setting('app.staff', true), '')::uuid or unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ',')));
CREATE POLICY "leave_request_update" ON "leave_request" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (staff_id = nullif(current_setting('app.staff', true), '')::uuid or unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ','))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (staff_id = nullif(current_setting('app.staff', true), '')::uuid or unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ',')));
CREATE POLICY "leave_request_delete" ON "leave_request" AS PERMISSIVE FOR DELETE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (staff_id = nullif(current_setting('app.staff', true), '')::uuid or unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ',')));
CREATE POLICY "leave_step_select" ON "leave_step" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (staff_id = nullif(current_setting('app.staff', true), '')::uuid or (status <> 'draft' and unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ','))));
CREATE POLICY "leave_step_insert" ON "leave_step" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (staff_id = nullif(current_setting('app.staff', true), '')::uuid or unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ',')));
ALTER TABLE "leave_request" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "leave_request" TO lastria_app;
GRANT select ON "leave_request" TO lastria_reader;
ALTER TABLE "leave_absence" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update, delete ON "leave_absence" TO lastria_app;
GRANT select ON "leave_absence" TO lastria_reader;
ALTER TABLE "leave_step" FORCE ROW LEVEL SECURITY;
GRANT select, insert ON "leave_step" TO lastria_app;
GRANT select ON "leave_step" TO lastria_reader;
ALTER TABLE "leave_balance" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "leave_balance" TO lastria_app;
GRANT select ON "leave_balance" TO lastria_reader;
ALTER TABLE "leave_kind_rule" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "leave_kind_rule" TO lastria_app;
GRANT select ON "leave_kind_rule" TO lastria_reader;
ALTER TABLE "leave_minimum" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "leave_minimum" TO lastria_app;
GRANT select ON "leave_minimum" TO lastria_reader;

-- Nobody is twice on leave, asked or approved, whatever the application believed.
alter table leave_absence add constraint leave_absence_once
  exclude using gist (tenant_id with =, staff_id with =, int4range(from_half, to_half) with &&);

-- Who decides leave has a reach of its own: the units whose team he leads, whatever files he may open.
create or replace function app.set_reach(p_staff uuid, p_reach jsonb, p_rights jsonb) returns void
language plpgsql volatile as $$
declare
  v_name text;
  v_settings text := format('set local app.staff = %L', coalesce(p_staff::text, ''));
begin
  foreach v_name in array array['identity', 'follow_up', 'text', 'write_identity', 'write_follow_up', 'statistics',
    'manage_leave'] loop
    v_settings := v_settings || '; set local app.scope_' || v_name || ' = ''' || coalesce(
      (select string_agg(nullif(r.value, ''), ',') from jsonb_each_text(p_reach) r where p_rights -> r.key ? v_name),
      '') || '''';
  end loop;
  execute v_settings;
end $$;

create or replace function app.enter(p_tenant uuid, p_units uuid[], p_staff uuid default null) returns void
language plpgsql volatile as $$
begin
  if p_tenant is null or nullif(current_setting('app.tenant', true), '') is not null then
    raise exception 'context missing or already set';
  end if;
  execute format('set local app.tenant = %L', p_tenant);
  perform app.set_reach(p_staff, jsonb_build_object('SYSTEM', coalesce(array_to_string(p_units, ','), '')),
    '{"SYSTEM": ["identity", "follow_up", "text", "write_identity", "write_follow_up", "statistics", "manage_leave"]}');
end $$;
