-- Facts that many came of are counted as if there were hardly any, until the planner has looked: for the minute before
-- autovacuum comes a question took half a minute instead of a second. Whoever made them has it look at once. Only the
-- owner of a table may; what it learns goes to the planner's statistics, which the policies guard as they do the rows.
-- Of two at once, the second leaves a table to the first.
create function app.look_at_facts() returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  analyze (skip_locked) work_fact, request_fact, action_fact, spell_fact, transfer_fact, appointment_fact, profile_fact,
    leave_fact, leave_right_fact;
end $$;
revoke all on function app.look_at_facts from public;
grant execute on function app.look_at_facts to lastria_app;
