CREATE TABLE "import_batch" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"file_digest" text NOT NULL,
	"mapping_digest" text NOT NULL,
	"unit_id" uuid,
	"as_of" date NOT NULL,
	"status" text NOT NULL,
	"total" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"counts" jsonb NOT NULL,
	"started_by" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "import_batch_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "import_batch_done" CHECK (done between 0 and total)
);

ALTER TABLE "import_batch" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "import_row" (
	"tenant_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"row_ref" text NOT NULL,
	"kind" text NOT NULL,
	"record_id" uuid NOT NULL,
	"state" text DEFAULT 'created' NOT NULL,
	"opened_on" date,
	"last_contact_on" date,
	"last_work_on" date,
	CONSTRAINT "import_row_pkey" PRIMARY KEY("tenant_id","batch_id","kind","record_id")
);

ALTER TABLE "import_row" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_batch_fk" FOREIGN KEY ("tenant_id","batch_id") REFERENCES "public"."import_batch"("tenant_id","id") ON DELETE no action ON UPDATE no action;
CREATE UNIQUE INDEX "import_batch_standing" ON "import_batch" USING btree ("tenant_id","file_digest","mapping_digest") WHERE status <> 'rolledBack';
CREATE INDEX "import_row_by_record" ON "import_row" USING btree ("tenant_id","record_id");
CREATE POLICY "import_batch_select" ON "import_batch" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "import_batch_insert" ON "import_batch" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "import_batch_update" ON "import_batch" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "import_row_select" ON "import_row" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "import_row_insert" ON "import_row" AS PERMISSIVE FOR INSERT TO public WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY "import_row_update" ON "import_row" AS PERMISSIVE FOR UPDATE TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
ALTER TABLE "import_batch" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "import_batch" TO lastria_app;
GRANT select ON "import_batch" TO lastria_reader;
ALTER TABLE "import_row" FORCE ROW LEVEL SECURITY;
GRANT select, insert, update ON "import_row" TO lastria_app;
GRANT select ON "import_row" TO lastria_reader;

-- A file is never deleted by a request. Undoing an import is the exception, and this role and function its whole
-- extent: the files a batch created, that nobody touched since. The policies of everyone hold for this role too, so
-- that it sees the units entered and no other; what it may delete comes beside.
create policy social_file_undo on social_file for delete to lastria_undo using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy file_identity_undo on file_identity for delete to lastria_undo using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy file_episode_undo on file_episode for delete to lastria_undo using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy beneficiary_undo on beneficiary for delete to lastria_undo using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
-- A draft is its author's: here it is only known to exist.
create policy draft_undo on draft for select to lastria_undo using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);

grant select (tenant_id, id, beneficiary_id, version) on social_file to lastria_undo;
grant select (tenant_id, file_id, version) on file_identity to lastria_undo;
grant select (tenant_id, file_id) on file_episode, file_flag, situation_value, situation_group, relative, file_transfer, record_version, work_entry, social_request, draft, access_grant to lastria_undo;
grant select (tenant_id, id) on beneficiary to lastria_undo;
grant select (tenant_id, batch_id, kind, record_id, state) on import_row to lastria_undo;
grant delete on social_file, file_identity, file_episode, situation_value, beneficiary to lastria_undo;

create function app.undo_imported_files(p_tenant uuid, p_batch uuid, p_files uuid[]) returns table (file_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_files uuid[];
  v_persons uuid[];
begin
  if p_tenant is null or p_tenant is distinct from nullif(current_setting('app.tenant', true), '')::uuid then
    raise exception 'import outside the tenant entered' using errcode = 'insufficient_privilege';
  end if;
  select coalesce(array_agg(f.id), '{}'), coalesce(array_agg(f.beneficiary_id), '{}') into v_files, v_persons
    from social_file f
    join import_row r on r.tenant_id = p_tenant and r.batch_id = p_batch and r.kind = 'file' and r.record_id = f.id and r.state = 'created'
    join file_identity i on i.tenant_id = p_tenant and i.file_id = f.id
   where f.tenant_id = p_tenant and f.id = any (p_files) and f.version = 1 and i.version = 1
     and not exists (select 1 from work_entry x where x.tenant_id = p_tenant and x.file_id = f.id)
     and not exists (select 1 from social_request x where x.tenant_id = p_tenant and x.file_id = f.id)
     and not exists (select 1 from situation_group x where x.tenant_id = p_tenant and x.file_id = f.id)
     and not exists (select 1 from relative x where x.tenant_id = p_tenant and x.file_id = f.id)
     and not exists (select 1 from file_flag x where x.tenant_id = p_tenant and x.file_id = f.id)
     and not exists (select 1 from file_transfer x where x.tenant_id = p_tenant and x.file_id = f.id)
     and not exists (select 1 from record_version x where x.tenant_id = p_tenant and x.file_id = f.id)
     and not exists (select 1 from draft x where x.tenant_id = p_tenant and x.file_id = f.id)
     and not exists (select 1 from access_grant x where x.tenant_id = p_tenant and x.file_id = f.id);
  delete from situation_value x where x.tenant_id = p_tenant and x.file_id = any (v_files);
  delete from file_episode x where x.tenant_id = p_tenant and x.file_id = any (v_files);
  delete from file_identity x where x.tenant_id = p_tenant and x.file_id = any (v_files);
  delete from social_file x where x.tenant_id = p_tenant and x.id = any (v_files);
  delete from beneficiary b where b.tenant_id = p_tenant and b.id = any (v_persons)
     and not exists (select 1 from social_file x where x.tenant_id = p_tenant and x.beneficiary_id = b.id);
  return query select unnest(v_files);
end $$;

grant usage, create on schema app to lastria_undo;
alter function app.undo_imported_files owner to lastria_undo;
revoke create on schema app from lastria_undo;
revoke all on function app.undo_imported_files from public;
grant execute on function app.undo_imported_files to lastria_app;
