-- G11 Intervalle moyen entre deux travaux sur un dossier
-- dimensions: entity
-- measures: workInterval
-- Between travaux of the period and the scope; in the entity of the second.
with apart as (
  select w.file_id, w.entity_id,
         w.performed_on - lag(w.performed_on) over (partition by w.file_id order by w.performed_on, w.recorded_at, w.entry_id) as days
    from recount.work w
   where w.tenant_id = $1 and w.performed_on between $2 and $3 and w.unit_id = any ($4) and w.file_id is not null)
select entity_id as entity, avg(days) as "workInterval"
  from apart
 where exists (select from recount.contact c
                where c.tenant_id = $1 and c.file_id = apart.file_id and c.performed_on between $2 and $3
                  and c.unit_id = any ($4))
 group by 1
