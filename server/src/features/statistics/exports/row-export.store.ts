import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { uuids, type Context, type Tx } from '../../../db/database.ts';
import { inForce } from '../engine/base.ts';
import { choiceItem } from '../../configuration/configuration.table.ts';
import { orgUnit, staffMember } from '../../organisation/organisation.table.ts';
import type { ActRow, RowAct } from './row-columns.ts';

export async function unitLabels({ tx, actor }: Context): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .select({ id: orgUnit.id, name: orgUnit.name })
    .from(orgUnit)
    .where(eq(orgUnit.tenantId, actor.tenantId));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function staffLabels({ tx, actor }: Context): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .select({ id: staffMember.id, name: staffMember.displayName })
    .from(staffMember)
    .where(eq(staffMember.tenantId, actor.tenantId));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function choiceLabels(
  { tx, actor }: Context,
  lists: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const rows = await tx
    .select({ list: choiceItem.listCode, code: choiceItem.code, label: choiceItem.label })
    .from(choiceItem)
    .where(and(eq(choiceItem.tenantId, actor.tenantId), inArray(choiceItem.listCode, [...lists])));
  const byList = Map.groupBy(rows, ({ list }) => list);
  return new Map(
    [...byList].map(([list, items]) => [list, new Map(items.map(({ code, label }) => [code, label]))]),
  );
}

/** Acts of one kind done for one unit, in the order of days. */
export interface Stretch {
  readonly act: RowAct;
  readonly unitId: string;
  readonly from: string;
  readonly to: string;
}
/** The last act read: the next come after. */
export interface Mark {
  readonly day: string;
  readonly id: string;
}

const days: Record<RowAct, SQL> = {
  work: sql`f.performed_on`,
  request: sql`f.requested_on`,
  action: sql`f.done_on`,
};
const tables: Record<RowAct, SQL> = {
  work: sql`work_fact`,
  request: sql`request_fact`,
  action: sql`action_fact`,
};
const none = sql`null`;
/** What each kind of act tells; the others are null. */
const told: Record<RowAct, Readonly<Record<string, SQL>>> = {
  work: {
    worker: sql`f.performed_by::text`,
    minutes: sql`f.minutes`,
    travel_minutes: sql`f.travel_minutes`,
    hour: sql`f.hour`,
    request_types: sql`f.request_types`,
    partner_kinds: sql`f.partner_kinds`,
    entry_delay: sql`f.entry_delay_days`,
  },
  request: {
    worker: sql`f.first_worker::text`,
    urgent: sql`f.urgent`,
    initiative: sql`f.initiative`,
    arrival_channel: sql`f.arrival_channel`,
    status: sql`f.status`,
    outcome: sql`f.outcome`,
    resolved_on: sql`f.resolved_on::text`,
    response_days: sql`f.response_days`,
    interview_days: sql`f.interview_days`,
  },
  action: {
    worker: sql`f.performed_by::text`,
    outcome: sql`f.outcome`,
    request_types: sql`array[f.request_type]`,
  },
};
const each: Readonly<Record<string, SQL>> = {
  file_key: sql`f.file_key`,
  person_key: sql`f.person_key`,
  unit: sql`f.for_unit_id`,
  type_code: sql`f.type_code`,
};
const lists: ReadonlySet<string> = new Set(['request_types', 'partner_kinds']);
const ofPerson = ['sex', 'age', 'department', 'values'];

/** What is asked of an act, and nothing beside. */
const columnsOf = (act: RowAct, reads: ReadonlySet<string>): SQL[] =>
  [...reads]
    .filter((name) => !['act', 'day'].includes(name))
    .map((name) => {
      const value = ofPerson.includes(name)
        ? sql`person.${sql.identifier(name)}`
        : (each[name] ?? told[act][name] ?? (lists.has(name) ? sql`'{}'::text[]` : none));
      return sql`${value} as ${sql.identifier(name)}`;
    });

const chosen = ({ act, unitId, from, to }: Stretch, tenantId: string): SQL => {
  const on = days[act];
  return sql`f.tenant_id = ${tenantId}::uuid and f.for_unit_id = ${unitId}::uuid and ${on} between ${from}::date and ${to}::date`;
};

/** How many acts there are of one kind. */
export async function countActs(
  tx: Tx,
  tenantId: string,
  act: RowAct,
  { unitIds, period }: { unitIds: readonly string[]; period: { from: string; to: string } },
): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(
    sql`select count(*)::int as count from ${tables[act]} f
         where f.tenant_id = ${tenantId}::uuid and f.for_unit_id = any (${uuids(unitIds)})
           and ${days[act]} between ${period.from}::date and ${period.to}::date`,
  );
  return row!.count;
}

/** The acts that come after one, so many of them. What is known of a person is read on the day of the act. */
export async function actsAfter(
  tx: Tx,
  tenantId: string,
  stretch: Stretch,
  { after, limit, reads }: { after: Mark | undefined; limit: number; reads: ReadonlySet<string> },
): Promise<ActRow[]> {
  const on = days[stretch.act];
  const later = after ? sql`and (${on}, f.id) > (${after.day}::date, ${after.id}::uuid)` : sql``;
  const person = sql`left join lateral (
            select p.sex, p.department, p.values,
                   coalesce(extract(year from age(${on}, p.born_on)), extract(year from ${on}) - p.birth_year)::int as age
              from profile_fact p
             where p.tenant_id = ${tenantId}::uuid and p.file_key = f.file_key and ${inForce(sql`p`, on)}
             order by p.since desc limit 1) person on true`;
  const known = ofPerson.some((name) => reads.has(name)) ? person : sql``;
  const columns = [sql`f.id`, sql`${on}::text as day`, ...columnsOf(stretch.act, reads)];
  return [
    ...(await tx.execute<ActRow>(
      sql`select ${sql.join(columns, sql`, `)}
            from ${tables[stretch.act]} f ${known}
           where ${chosen(stretch, tenantId)} ${later}
           order by ${on}, f.id limit ${limit}`,
    )),
  ];
}
