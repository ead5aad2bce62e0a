-- The links of a travail are counted too, and which travail came before another of its file: they are read with the rest.
-- At most twenty demandes of eighty letters stay far under what an index holds of a row.
drop index work_fact_counted;
create index work_fact_counted on work_fact (tenant_id, for_unit_id, performed_on)
  include (type_code, file_key, person_key, id, minutes, travel_minutes, hour, performed_by, request_types);
