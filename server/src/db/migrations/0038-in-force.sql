ALTER TABLE "profile_fact" ADD COLUMN "discharged_on" text GENERATED ALWAYS AS ("values" ->> 'dischargedOn') STORED;
CREATE INDEX "profile_fact_in_force" ON "profile_fact" USING btree ("tenant_id",(coalesce("until", 'infinity'::date)));
CREATE INDEX "profile_fact_discharged" ON "profile_fact" USING btree ("tenant_id","discharged_on") WHERE discharged_on is not null;
CREATE INDEX "spell_fact_in_force" ON "spell_fact" USING btree ("tenant_id","for_unit_id",(coalesce("until", 'infinity'::date)));
