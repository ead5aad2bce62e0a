CREATE TABLE "audit_state" (
	"tenant_id" uuid NOT NULL,
	"signed_size" bigint,
	"signed_at" timestamp with time zone,
	"verifying_at" timestamp with time zone,
	"verified_size" bigint,
	"verified_at" timestamp with time zone,
	"fault" text,
	"fault_seq" bigint,
	"strays" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "audit_state_pkey" PRIMARY KEY("tenant_id")
);

ALTER TABLE "audit_state" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "reading_episode" ADD COLUMN "counted" integer;
ALTER TABLE "reading_episode" ADD COLUMN "allowed" integer;
CREATE POLICY "audit_state_select" ON "audit_state" AS PERMISSIVE FOR SELECT TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
ALTER TABLE "audit_state" FORCE ROW LEVEL SECURITY;
GRANT select ON "audit_state" TO lastria_app;
GRANT select ON "audit_state" TO lastria_reader;

-- Where the chain stands: the sealer says it, requests read it.
create policy audit_state_seal on audit_state for all to lastria_sealer
  using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
  with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update on audit_state to lastria_sealer;

-- The log also says by which session; whoever read beyond measure is not told so by it.
grant select (session_id) on audit_event to lastria_auditor;
drop function app.audit_search(uuid, timestamptz, uuid, uuid, text[], timestamptz, timestamptz, timestamptz, uuid, int);
create function app.audit_search(p_tenant uuid, p_now timestamptz, p_file uuid, p_staff uuid, p_types text[],
    p_from timestamptz, p_until timestamptz, p_before timestamptz, p_before_id uuid, p_limit int)
  returns table (id uuid, at timestamptz, type text, staff_id uuid, session_id uuid, client_id uuid, file_id uuid, unit_id uuid, record_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_staff constant uuid := nullif(current_setting('app.staff', true), '')::uuid;
begin
  if p_tenant is distinct from nullif(current_setting('app.tenant', true), '')::uuid then
    raise exception 'search outside the tenant entered' using errcode = 'insufficient_privilege';
  end if;
  if not exists (select 1 from access_grant g
      where g.tenant_id = p_tenant and g.staff_id = v_staff
        and g.role in ('DPO', 'ADMINISTRATOR') and g.revoked_at is null
        and g.valid_from <= p_now and (g.valid_until is null or g.valid_until > p_now)) then
    raise exception 'search by somebody who may not' using errcode = 'insufficient_privilege';
  end if;
  -- Only what is asked stands in the statement: each question has its index
  return query execute
    'select e.id, e.at, e.type, e.staff_id, e.session_id, e.client_id, e.file_id, e.unit_id, e.record_id from audit_event e
      where e.tenant_id = $1 and not (e.type = ''reading.alerted'' and e.record_id = $10)'
    || case when p_file is null then '' else ' and e.file_id = $2' end
    || case when p_staff is null then '' else ' and e.staff_id = $3' end
    || case when p_types is null then '' else ' and e.type = any ($4)' end
    || case when p_from is null then '' else ' and e.at >= $5' end
    || case when p_until is null then '' else ' and e.at < $6' end
    || case when p_before is null then '' else ' and e.at <= $7 and (e.at, e.id) < ($7, $8)' end
    || ' order by e.at desc, e.id desc limit $9'
    using p_tenant, p_file, p_staff, p_types, p_from, p_until, p_before, p_before_id, p_limit, v_staff;
end $$;
grant create on schema app to lastria_auditor;
alter function app.audit_search owner to lastria_auditor;
revoke create on schema app from lastria_auditor;
revoke all on function app.audit_search from public;
grant execute on function app.audit_search to lastria_app, lastria_reader;
