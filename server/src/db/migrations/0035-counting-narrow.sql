CREATE INDEX "work_fact_partners" ON "work_fact" USING btree ("tenant_id","for_unit_id","performed_on") WHERE partner_ids <> '{}';

-- It takes some thirty microseconds: as a filter, asked again of each row, it costs more than what it guards. No plan
-- that would use it so is to look cheap.
alter function app.counted_units() cost 10000;

-- What most counts of travaux read is narrower than what holds persons and links, and read in half the time. The columns
-- beside the key cannot be said in code.
create index work_fact_done on work_fact (tenant_id, for_unit_id, performed_on)
  include (type_code, minutes, travel_minutes, hour, performed_by, entry_delay_days);
