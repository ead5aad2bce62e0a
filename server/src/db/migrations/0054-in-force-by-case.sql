DROP INDEX "profile_fact_in_force";
DROP INDEX "spell_fact_in_force";
CREATE INDEX "profile_fact_in_force" ON "profile_fact" USING btree ("tenant_id",(case when "until" is null then 'infinity'::date else "until" end));
CREATE INDEX "spell_fact_in_force" ON "spell_fact" USING btree ("tenant_id","for_unit_id",(case when "until" is null then 'infinity'::date else "until" end));
