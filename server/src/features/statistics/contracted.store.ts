import { sql } from 'drizzle-orm';
import { uuids, type Context } from '../../db/database.ts';
import { entities } from './engine/base.ts';
import { parameterOf } from './engine/sources.ts';

export interface MonthOfEntity extends Record<string, unknown> {
  readonly unit_id: string;
  readonly name: string;
  readonly month: string;
  /** A twelfth of what is sold a year; null where nothing is. */
  readonly contracted: number | null;
  readonly planned: number;
  readonly held: number;
  readonly work: number;
}

/**
 * Each month of a year of the entities among the units given, for of another’s sessions only some would be known: what its contract says, the on-site sessions of these
 * units (as they are in the agenda: not in the trash, nor private), and the travaux done for them.
 */
export const monthsOfEntities = ({ tx, actor }: Context, year: number, unitIds: readonly string[]) => {
  const tenant = sql`${actor.tenantId}::uuid`;
  const units = uuids(unitIds);
  const first = sql`${`${String(year)}-01-01`}::date`;
  const last = sql`${`${String(year)}-12-31`}::date`;
  const end = sql`(m.first + interval '1 month' - interval '1 day')::date`;
  return tx.execute<MonthOfEntity>(sql`
    with entity_of as materialized (
      select e.id, e.entity from (${entities(tenant)}) e where e.id = any (${units})),
    months as (
      select g::date as first, to_char(g, 'YYYY-MM') as month
        from generate_series(${first}::timestamp, ${last}::timestamp, interval '1 month') g),
    sessions as (
      select e.entity, left(a.starts_local, 7) as month,
             sum(extract(epoch from a.ends_at - a.starts_at) / 60) as planned,
             coalesce(sum(extract(epoch from a.ends_at - a.starts_at) / 60) filter (where a.status = 'honoured'), 0) as held
        from appointment a
        join entity_of e on e.id = a.for_unit_id
       where a.tenant_id = ${tenant} and a.for_unit_id = any (${units}) and a.kind = 'onSiteSession'
         and a.trashed_at is null and not a.private and a.status not like 'cancelled%'
         and left(a.starts_local, 4) = ${String(year)}
       group by 1, 2),
    done as (
      select e.entity, to_char(w.performed_on, 'YYYY-MM') as month, sum(w.minutes) as work
        from work_fact w
        join entity_of e on e.id = w.for_unit_id
       where w.tenant_id = ${tenant} and w.for_unit_id = any (${units}) and w.performed_on between ${first} and ${last}
       group by 1, 2)
    select u.id as unit_id, u.name, m.month,
           ${parameterOf(tenant, sql`u.id`, 'contractedMinutes', 'contracted_minutes', end)}::float8 / 12 as contracted,
           coalesce(s.planned, 0)::int as planned, coalesce(s.held, 0)::int as held, coalesce(d.work, 0)::int as work
      from org_unit u
     cross join months m
      left join sessions s on s.entity = u.id and s.month = m.month
      left join done d on d.entity = u.id and d.month = m.month
     where u.tenant_id = ${tenant} and u.id = any (${units}) and u.id in (select e.entity from entity_of e)
     order by u.name, u.id, m.month`);
};
