CREATE TABLE "unit_parameter" (
	"tenant_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"name" text NOT NULL,
	"since" date NOT NULL,
	"value" numeric(12, 2),
	CONSTRAINT "unit_parameter_pkey" PRIMARY KEY("tenant_id","unit_id","name","since")
);

ALTER TABLE "unit_parameter" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "unit_parameter" ADD CONSTRAINT "unit_parameter_unit_fk" FOREIGN KEY ("tenant_id","unit_id") REFERENCES "public"."org_unit"("tenant_id","id") ON DELETE no action ON UPDATE no action;
CREATE POLICY "unit_parameter_select" ON "unit_parameter" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "unit_parameter_insert" ON "unit_parameter" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "unit_parameter_update" ON "unit_parameter" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
ALTER TABLE "unit_parameter" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "unit_parameter" TO lastria_app;
GRANT select ON "unit_parameter" TO lastria_reader;

-- The groups of fields are a list as any other: named, ordered and added to by the tenant. Tenants made before get it.
alter table tenant no force row level security;
alter table choice_list no force row level security;
alter table choice_item no force row level security;
insert into choice_list (tenant_id, code, label)
  select t.tenant_id, 'fieldGroup', 'Groupes de champs' from tenant t
  on conflict do nothing
  returning code;
insert into choice_item (tenant_id, list_code, code, label, position, flags, semantic_keys)
  select t.tenant_id, 'fieldGroup', g.code, g.label, g.position, '{}', '{}'
    from tenant t
    cross join (values
      ('personal', 'Situation personnelle', 10),
      ('work', 'Situation professionnelle', 20),
      ('rights', 'Droits et ressources', 30),
      ('origin', 'Origine de la demande', 40),
      ('hospital', 'Hospitalisation', 50)) as g(code, label, position)
  on conflict do nothing
  returning code;
alter table tenant force row level security;
alter table choice_list force row level security;
alter table choice_item force row level security;

-- How many open files a threshold would call inactive: whoever changes it sees the effect before saving, and no file.
create policy social_file_count on social_file for select to lastria_counter using (true);
create policy org_unit_count on org_unit for select to lastria_counter using (true);
grant select (tenant_id, unit_id, status, opened_on, last_work_on) on social_file to lastria_counter;
grant select (tenant_id, id, inactivity_days) on org_unit to lastria_counter;

-- Without a unit: the files of every unit that has no threshold of its own.
create function app.inactive_files(p_tenant uuid, p_unit uuid, p_days int, p_day date) returns bigint
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if p_tenant is distinct from nullif(current_setting('app.tenant', true), '')::uuid then
    raise exception 'count outside the tenant entered' using errcode = 'insufficient_privilege';
  end if;
  return (select count(*) from social_file f
            join org_unit u on u.tenant_id = p_tenant and u.id = f.unit_id
           where f.tenant_id = p_tenant and f.status = 'open'
             and (u.id = p_unit or (p_unit is null and u.inactivity_days is null))
             and p_day - greatest(f.opened_on, f.last_work_on) > p_days);
end $$;

grant create on schema app to lastria_counter;
alter function app.inactive_files owner to lastria_counter;
revoke create on schema app from lastria_counter;
revoke all on function app.inactive_files from public;
grant execute on function app.inactive_files to lastria_app, lastria_reader;
