DROP INDEX "work_fact_partners";

-- One travail in five has a partner: what is counted of partners reads those alone, and not the rows themselves. Twenty
-- natures of eighty letters and as many ids stay under what an index holds of a row. The columns beside the key cannot be
-- said in code.
create index work_fact_partners on work_fact (tenant_id, for_unit_id, performed_on)
  include (partner_kinds, partner_ids) where partner_ids <> '{}';
