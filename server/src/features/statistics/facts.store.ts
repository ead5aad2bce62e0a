import { and, eq, getTableColumns, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { insertAll } from '../../db/bulk.ts';
import { uuids, type Tx } from '../../db/database.ts';
import { choiceItem } from '../configuration/configuration.table.ts';
import { ages } from './engine/dimensions.ts';
import { bracketList } from './engine/situation.ts';
import { factOfUnfiled, factOfUnfiledAppointment, factsOf } from './facts.ts';
import type { FactKind, FactRules, Facts, LeaveFacts } from './facts.types.ts';
import { leaveFactsOf } from './leave-facts.ts';
import { readWorkers } from './leave-facts.store.ts';
import { readFiles, readUnfiled, readUnfiledAppointments } from './sources.store.ts';
import * as tables from './statistics.table.ts';

type Row = Record<string, unknown>;
type FactTable = PgTable & Readonly<Record<'tenantId' | 'fileKey' | 'frozen', PgColumn>>;

/** Where each kind of fact is kept, and which column tells a row from the others of its file. */
export const factTables = {
  work: { table: tables.workFact, key: 'id' },
  requests: { table: tables.requestFact, key: 'id' },
  actions: { table: tables.actionFact, key: 'id' },
  spells: { table: tables.spellFact, key: 'id' },
  transfers: { table: tables.transferFact, key: 'id' },
  appointments: { table: tables.appointmentFact, key: 'id' },
  profiles: { table: tables.profileFact, key: 'since' },
} as const satisfies Record<keyof Facts, { table: FactTable; key: string }>;
const kinds = Object.keys(factTables) as (keyof Facts)[];
/** Those of the leave of the team, which are of no file. */
const leaveTables = { leave: tables.leaveFact, rights: tables.leaveRightFact } as const satisfies Record<
  keyof LeaveFacts,
  PgTable
>;

/** What facts are made again of. */
export interface Subjects {
  readonly files: readonly string[];
  /** Travaux outside any file. */
  readonly unfiled: readonly string[];
  /** Appointments outside any file. */
  readonly appointments: readonly string[];
  /** Members of the team, whose leave is counted. */
  readonly workers: readonly string[];
}

/** Rows of one table that are not as their sources say: those that are no more, or not yet so. */
export interface Difference {
  readonly kind: FactKind;
  readonly stale: readonly Row[];
  readonly missing: readonly Row[];
}

/** How the facts of these files and travaux differ from their sources; frozen ones have none left and are not seen. */
export async function differences(
  tx: Tx,
  rules: FactRules,
  { files, unfiled, appointments, workers }: Subjects,
): Promise<Difference[]> {
  const { tenantId } = rules;
  const made = (await readFiles(tx, tenantId, files)).map((sources) => factsOf(sources, rules));
  const alone = {
    work: {
      ids: unfiled,
      rows: (await readUnfiled(tx, tenantId, unfiled)).flatMap((entry) => factOfUnfiled(entry, rules)),
    },
    appointments: {
      ids: appointments,
      rows: (await readUnfiledAppointments(tx, tenantId, appointments)).map((one) =>
        factOfUnfiledAppointment(one.appointment, one.versions, rules),
      ),
    },
  };
  const found: Difference[] = [];
  for (const kind of kinds) {
    const { table, key } = factTables[kind];
    const wanted: Row[] = made.flatMap((facts) => facts[kind] as Row[]);
    const kept = files.length > 0 ? await rowsOf(tx, table, ofFiles(table, tenantId, files)) : [];
    if ((kind === 'work' || kind === 'appointments') && alone[kind].ids.length > 0) {
      wanted.push(...alone[kind].rows);
      kept.push(...(await rowsOf(tx, table, ofUnfiled(factTables[kind].table, tenantId, alone[kind].ids))));
    }
    found.push(difference(kind, wanted, kept, key));
  }
  if (workers.length > 0) {
    const leave = (await readWorkers(tx, tenantId, workers)).map((sources) => leaveFactsOf(sources, rules));
    for (const kind of ['leave', 'rights'] as const) {
      const table = leaveTables[kind];
      const own = and(eq(table.tenantId, tenantId), inArray(table.workerId, [...workers]));
      const wanted = leave.flatMap((facts): Row[] => facts[kind]);
      found.push(difference(kind, wanted, await rowsOf(tx, table, own), 'id'));
    }
  }
  return found.filter(({ stale, missing }) => stale.length + missing.length > 0);
}

/** Rows as they are written: without what the database makes of the rest. */
const rowsOf = async (tx: Tx, table: PgTable, where: SQL | undefined): Promise<Row[]> => {
  const written = Object.entries(getTableColumns(table)).filter(([, { generated }]) => !generated);
  return (await tx.select(Object.fromEntries(written)).from(table).where(where)) as Row[];
};

const ofFiles = (table: FactTable, tenantId: string, files: readonly string[]) =>
  and(eq(table.tenantId, tenantId), inArray(table.fileKey, [...files]), eq(table.frozen, false));
const ofUnfiled = (
  table: typeof tables.workFact | typeof tables.appointmentFact,
  tenantId: string,
  ids: readonly string[],
) =>
  and(
    eq(table.tenantId, tenantId),
    isNull(table.fileKey),
    inArray(table.id, [...ids]),
    eq(table.frozen, false),
  );

function difference(kind: FactKind, wanted: readonly Row[], kept: readonly Row[], key: string): Difference {
  const nameOf = (row: Row) => `${String(row['fileKey'])} ${String(row[key])}`;
  const written = new Map(kept.map((row) => [nameOf(row), { row, text: textOf(row) }]));
  const missing = wanted.filter((row) => written.get(nameOf(row))?.text !== textOf(row));
  const right = new Set(wanted.map((row) => `${nameOf(row)} ${textOf(row)}`));
  const stale = kept.filter((row) => !right.has(`${nameOf(row)} ${textOf(row)}`));
  return { kind, stale, missing };
}

/** The same text for the same row, in whatever order its fields are. */
const textOf = (row: Row): string =>
  JSON.stringify(row, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );

/** Makes the facts what their sources say. */
export async function settle(tx: Tx, tenantId: string, found: readonly Difference[]): Promise<void> {
  for (const { kind, stale, missing } of found) {
    if (kind === 'leave' || kind === 'rights') {
      const table = leaveTables[kind];
      const gone = sql`${table.id} = any (${uuids(stale.map(({ id }) => String(id)))})`;
      if (stale.length > 0) await tx.delete(table).where(and(eq(table.tenantId, tenantId), gone));
      await insertAll(tx, table, missing as never);
      continue;
    }
    const { table, key } = factTables[kind];
    await remove(tx, tenantId, table, key, stale);
    await insertAll(tx, table, missing as never);
  }
}

async function remove(
  tx: Tx,
  tenantId: string,
  table: FactTable,
  key: string,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const column = getTableColumns(table)[key]!;
  const own = and(eq(table.tenantId, tenantId), eq(table.frozen, false));
  if (key === 'id') {
    await tx
      .delete(table)
      .where(and(own, sql`${column} = any (${uuids(rows.map((row) => String(row[key])))})`));
    return;
  }
  for (const [fileKey, some] of Map.groupBy(rows, (row) => String(row['fileKey'])))
    await tx.delete(table).where(
      and(
        own,
        eq(table.fileKey, fileKey),
        inArray(
          column,
          some.map((row) => row[key]),
        ),
      ),
    );
}

/** Files of a tenant after one of them, in the order of their ids; and so travaux and appointments outside any file. */
export async function filesAfter(tx: Tx, tenantId: string, after: string, limit: number): Promise<string[]> {
  return idsOf(
    tx,
    sql`select id from social_file where tenant_id = ${tenantId} and id > ${after} order by id limit ${limit}`,
  );
}
export async function unfiledAfter(
  tx: Tx,
  tenantId: string,
  kind: 'unfiled' | 'appointments',
  after: string,
  limit: number,
): Promise<string[]> {
  return idsOf(
    tx,
    sql`select id from ${outside[kind].source} where tenant_id = ${tenantId} and file_id is null and id > ${after} order by id limit ${limit}`,
  );
}

/** What may be of no file: where it is kept, and where it is counted. */
const outside = {
  unfiled: { source: sql`work_entry`, fact: sql`work_fact` },
  appointments: { source: sql`appointment`, fact: sql`appointment_fact` },
} as const;

/**
 * What is counted of files, travaux and appointments that are not there any more, and not frozen. As a difference of two sets: among
 * tables just filled, of which the planner knows nothing, a row may be looked for among all others.
 */
export async function orphans(tx: Tx, tenantId: string): Promise<Subjects> {
  const files = new Set<string>();
  for (const { table } of Object.values(factTables))
    for (const id of await idsOf(
      tx,
      sql`select t.file_key as id from ${table} t
           where t.tenant_id = ${tenantId} and not t.frozen and t.file_key is not null
          except select f.id from social_file f where f.tenant_id = ${tenantId}`,
    ))
      files.add(id);
  const gone = (kind: keyof typeof outside) =>
    idsOf(
      tx,
      sql`select t.id from ${outside[kind].fact} t where t.tenant_id = ${tenantId} and not t.frozen and t.file_key is null
          except select e.id from ${outside[kind].source} e where e.tenant_id = ${tenantId} and e.file_id is null`,
    );
  return {
    files: [...files],
    unfiled: await gone('unfiled'),
    appointments: await gone('appointments'),
    workers: [],
  };
}

const idsOf = async (tx: Tx, query: SQL): Promise<string[]> =>
  (await tx.execute<{ id: string }>(query)).map(({ id }) => id);

/**
 * One maker of facts at a time for a tenant: two of the same file would each keep its rows. Waits for the other, or
 * gives false.
 */
export async function lockFacts(tx: Tx, tenantId: string, { waits }: { waits: boolean }): Promise<boolean> {
  const key = sql`4602, hashtext(${tenantId})`;
  if (waits) {
    await tx.execute(sql`select pg_advisory_xact_lock(${key})`);
    return true;
  }
  const [row] = await tx.execute<{ got: boolean }>(sql`select pg_try_advisory_xact_lock(${key}) as got`);
  return row?.got === true;
}

/** Takes the oldest marks: what is read after sees all that was committed with them. */
export async function takeDue(tx: Tx, tenantId: string, most: number) {
  return tx.execute<{ kind: tables.DueKind; record_id: string }>(sql`
    delete from fact_due where tenant_id = ${tenantId}
       and id in (select id from fact_due where tenant_id = ${tenantId} order by id limit ${most})
    returning kind, record_id`);
}

/** The oldest mark left. */
export async function oldestDue(tx: Tx, tenantId: string): Promise<string | undefined> {
  const [id] = await idsOf(
    tx,
    sql`select id from fact_due where tenant_id = ${tenantId} order by id limit 1`,
  );
  return id;
}

/** Acts that the facts do not hold yet. */
export const countDue = (tx: Tx, tenantId: string): Promise<number> =>
  tx.$count(tables.factDue, eq(tables.factDue.tenantId, tenantId));

/** Which of these are marked. */
export async function markedAmong(tx: Tx, tenantId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  return new Set(
    await idsOf(
      tx,
      sql`select distinct record_id as id from fact_due where tenant_id = ${tenantId} and record_id = any (${uuids(ids)})`,
    ),
  );
}

/** The facts of a tenant are whole, in this form. */
export async function setWhole(tx: Tx, tenantId: string, form: number, now: Date): Promise<void> {
  await tx
    .insert(tables.factState)
    .values({ tenantId, wholeAt: now, form })
    .onConflictDoUpdate({ target: tables.factState.tenantId, set: { wholeAt: now, form } });
}

/** The facts of a file that are not frozen. */
export async function factsKept(tx: Tx, tenantId: string, fileId: string): Promise<Facts> {
  const found: Partial<Record<keyof Facts, Row[]>> = {};
  for (const kind of kinds) {
    const { table } = factTables[kind];
    found[kind] = await rowsOf(tx, table, ofFiles(table, tenantId, [fileId]));
  }
  return found as unknown as Facts;
}

/** Puts frozen facts in the place of those of a file, which makes none any more. */
export async function keepFrozen(tx: Tx, tenantId: string, fileId: string, frozen: Facts): Promise<void> {
  for (const kind of kinds) {
    const { table } = factTables[kind];
    await tx.delete(table).where(ofFiles(table, tenantId, [fileId]));
    await insertAll(tx, table, shuffled(frozen[kind] as Row[]) as never);
  }
  await tx.insert(tables.factFrozen).values({ tenantId, fileId }).onConflictDoNothing();
}

/** In no order of their own: where rows lie says nothing of what came first. */
const shuffled = <R extends Row>(rows: readonly R[]): R[] =>
  rows.toSorted((one, other) =>
    String(one['id'] ?? one['since']) < String(other['id'] ?? other['since']) ? -1 : 1,
  );

/** Lower bounds of the age brackets a tenant counts with. */
export async function ageBounds(tx: Tx, tenantId: string): Promise<number[]> {
  const rows = await tx
    .select({ from: choiceItem.bracketFrom })
    .from(choiceItem)
    .where(
      and(
        eq(choiceItem.tenantId, tenantId),
        eq(choiceItem.listCode, bracketList(sql`${tenantId}::uuid`, ages)),
      ),
    );
  return rows.flatMap(({ from }) => from ?? []);
}
