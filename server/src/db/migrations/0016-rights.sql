CREATE TABLE "support_request" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"asked_by" text NOT NULL,
	"reason" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	"staff_id" uuid,
	"grant_id" uuid,
	CONSTRAINT "support_request_pkey" PRIMARY KEY("tenant_id","id")
);

ALTER TABLE "support_request" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "access_grant" ADD COLUMN "planned_until" timestamp with time zone;
ALTER TABLE "access_grant" ADD COLUMN "review_by" timestamp with time zone;
ALTER TABLE "access_grant" ADD COLUMN "reviewed_by" uuid;
ALTER TABLE "access_grant" ADD COLUMN "on_behalf_of" uuid;
ALTER TABLE "tenant" ADD COLUMN "emergency_hours" smallint DEFAULT 4 NOT NULL;
ALTER TABLE "tenant" ADD COLUMN "emergencies_per_day" smallint DEFAULT 5 NOT NULL;
CREATE INDEX "support_request_by_date" ON "support_request" USING btree ("tenant_id","asked_at");
ALTER TABLE "tenant" ADD CONSTRAINT "tenant_emergencies" CHECK (emergency_hours between 1 and 24 and emergencies_per_day >= 0);
CREATE POLICY "support_request_select" ON "support_request" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "support_request_insert" ON "support_request" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "support_request_update" ON "support_request" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
ALTER TABLE "support_request" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "support_request" TO lastria_app;
GRANT select ON "support_request" TO lastria_reader;

-- What was given before is reviewed within a year, as what is given from now on; until then it goes on as it was.
ALTER TABLE "access_grant" NO FORCE ROW LEVEL SECURITY;
UPDATE "access_grant" SET planned_until = valid_until, review_by = now() + interval '1 year',
       valid_until = least(valid_until, now() + interval '1 year')
 WHERE revoked_at IS NULL AND (valid_until IS NULL OR valid_until > now());
UPDATE "access_grant" SET kind = CASE kind WHEN 'STANDARD' THEN 'REGULAR' ELSE 'SUBSTITUTE' END
 WHERE kind IN ('STANDARD', 'SUBSTITUTION');
ALTER TABLE "access_grant" FORCE ROW LEVEL SECURITY;

-- The file of an exact reference, for whoever opens it in an emergency and sees nothing of it: where it is and who leads
-- it. Open files first, as by reference.
grant select (external_system, external_value) on social_file to lastria_counter;
create function app.file_of_reference(p_tenant uuid, p_system text, p_value text)
  returns table (file_id uuid, unit_id uuid, lead_worker_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if p_tenant is distinct from nullif(current_setting('app.tenant', true), '')::uuid then
    raise exception 'look-up outside the tenant entered' using errcode = 'insufficient_privilege';
  end if;
  return query select f.id, f.unit_id, f.lead_worker_id from social_file f
    where f.tenant_id = p_tenant and f.external_system = p_system and f.external_value = p_value
    order by f.status desc, f.id limit 1;
end $$;

-- The open files a member of the team leads: ids and places, for whoever hands them over and sees none.
create function app.files_led_by(p_tenant uuid, p_staff uuid) returns table (file_id uuid, unit_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if p_tenant is distinct from nullif(current_setting('app.tenant', true), '')::uuid then
    raise exception 'look-up outside the tenant entered' using errcode = 'insufficient_privilege';
  end if;
  return query select f.id, f.unit_id from social_file f
    where f.tenant_id = p_tenant and f.lead_worker_id = p_staff and f.status = 'open' order by f.id;
end $$;

grant usage, create on schema app to lastria_counter;
alter function app.file_of_reference owner to lastria_counter;
alter function app.files_led_by owner to lastria_counter;
revoke create on schema app from lastria_counter;
revoke all on function app.file_of_reference, app.files_led_by from public;
grant execute on function app.file_of_reference, app.files_led_by to lastria_app, lastria_reader;

-- Adds the open files somebody leads in these units to what the transaction reaches, to name another lead worker and
-- nothing else: their identity alone, and for this transaction.
create function app.open_led_files(p_tenant uuid, p_staff uuid, p_units uuid[]) returns void
language plpgsql volatile as $$
declare
  v_files text;
  v_name text;
begin
  select string_agg(f.file_id::text, ',') into v_files
    from app.files_led_by(p_tenant, p_staff) f where f.unit_id = any (p_units);
  foreach v_name in array array['identity', 'write_identity'] loop
    execute format('set local app.scope_%s = %L', v_name,
      concat_ws(',', nullif(current_setting('app.scope_' || v_name, true), ''), v_files));
  end loop;
end $$;
grant execute on function app.open_led_files to lastria_app;
