DROP INDEX "work_fact_by_unit";
ALTER POLICY "profile_fact_select" ON "profile_fact" TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (tenant_id = case when coalesce(current_setting('app.scope_statistics', true), '') <> '' then nullif(current_setting('app.tenant', true), '')::uuid end));

-- What is read of a travail by most reports, in the order they read it: they do without the rows themselves. The columns
-- beside the key cannot be said in code.
create index work_fact_counted on work_fact (tenant_id, for_unit_id, performed_on)
  include (type_code, file_key, person_key, minutes, travel_minutes, hour, performed_by);

-- How a transaction counts from here on: memory for what is put together, each plan made for the period asked, and by
-- indexes, whose conditions hold the policies. Set here, as rights are, so that a distributed database hands it on.
create function app.set_counting() returns void
language plpgsql volatile as $$
begin
  set local work_mem = '64MB';
  set local jit = off;
  set local enable_seqscan = off;
  set local plan_cache_mode = force_custom_plan;
end $$;
