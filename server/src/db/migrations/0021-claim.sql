-- Takes the key of a call, then reads the reply it was given: in that order, each with a snapshot of its own. As one
-- statement, what was read was older than the lock: a twin that came in between found no reply, did the act again, and
-- told its author that it was already done.
create function app.claim_call(p_tenant uuid, p_staff uuid, p_operation text, p_key text, p_lock text,
  out free boolean, out fingerprint bytea, out reply bytea, out created_at timestamptz)
language plpgsql volatile as $$
begin
  free := pg_try_advisory_xact_lock(hashtextextended(p_lock, 0));
  if free then
    select r.fingerprint, r.reply, r.created_at into fingerprint, reply, created_at
      from idempotency_record r
     where r.tenant_id = p_tenant and r.staff_id = p_staff and r.operation = p_operation and r.key = p_key;
  end if;
end $$;
grant execute on function app.claim_call to lastria_app;
