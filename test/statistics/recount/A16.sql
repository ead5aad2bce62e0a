-- A16 Dossiers transférés d'une entité à une autre
-- dimensions: fromEntity, toEntity
-- measures: transfers
-- Within the scope: transfers to a unit of the caller.
select x.from_entity_id as "fromEntity", x.to_entity_id as "toEntity", count(*) as transfers
  from recount.transfer x
 where x.tenant_id = $1 and x.transferred_on between $2 and $3 and x.to_unit_id = any ($4)
 group by 1, 2
