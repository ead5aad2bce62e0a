-- The units whose work may be counted, for the policies of the facts: as the condition of an index it is called once a
-- scan, where a test of the setting's text is made again for each row. In plpgsql, which is never put in the place of the
-- call; its cost is that of reading the list, so that no plan tries it row by row where an index does.
create function app.counted_units() returns uuid[]
language plpgsql stable parallel safe cost 100 as $$
begin
  return string_to_array(nullif(current_setting('app.scope_statistics', true), ''), ',')::uuid[];
end $$;

ALTER POLICY "action_fact_select" ON "action_fact" TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (for_unit_id = any (app.counted_units())));
ALTER POLICY "request_fact_select" ON "request_fact" TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (for_unit_id = any (app.counted_units())));
ALTER POLICY "spell_fact_select" ON "spell_fact" TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (for_unit_id = any (app.counted_units())));
ALTER POLICY "transfer_fact_select" ON "transfer_fact" TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (for_unit_id = any (app.counted_units())));
ALTER POLICY "work_fact_select" ON "work_fact" TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and (for_unit_id = any (app.counted_units())));
