-- Who was seen is what most reports of persons begin with: travaux of some types, of which only the person and the file
-- are read.
create index work_fact_seen on work_fact (tenant_id, for_unit_id, type_code, performed_on) include (person_key, file_key);
