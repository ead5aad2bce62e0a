import { getTableName, sql, type Placeholder } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase, type PostgresJsSession } from 'drizzle-orm/postgres-js';
import type { PgTable } from 'drizzle-orm/pg-core';
import type postgres from 'postgres';
import type { Tx } from './database.ts';

/**
 * Statements rendered once. Rendering a statement costs the query builder as much as running it costs PostgreSQL: those
 * of the hot verbs are built at their first use, and only their values change after.
 */
type Builder = Pick<
  PostgresJsDatabase,
  'select' | 'selectDistinct' | 'selectDistinctOn' | 'insert' | 'update' | 'delete'
>;
interface Rendered<R> {
  execute(values: Record<string, unknown>): Promise<R>;
}
interface Buildable<R> {
  prepare(name: string): Rendered<R>;
}

/** The connection of whoever runs a statement, while it is handed over; the driver takes it before anything is awaited. */
let carrier: postgres.Sql | undefined;
const builder = drizzle(
  {
    options: { parsers: {}, serializers: {} },
    unsafe: (...call: Parameters<postgres.Sql['unsafe']>) => carrier!.unsafe(...call),
  } as unknown as postgres.Sql,
  { casing: 'snake_case' },
);

function run<R>(tx: Tx, rendered: Rendered<R>, values: Record<string, unknown>): Promise<R> {
  carrier = (tx._.session as unknown as PostgresJsSession<postgres.Sql, never, never>).client;
  try {
    return rendered.execute(values);
  } finally {
    carrier = undefined;
  }
}

/**
 * A statement with named values, which are sent as given: dates as text, lists of ids as `{a,b}`.
 *
 *     const nameOf = statement(['tenantId', 'id'], (db, value) =>
 *       db.select({ name: orgUnit.name }).from(orgUnit)
 *         .where(and(eq(orgUnit.tenantId, value.tenantId), eq(orgUnit.id, value.id))));
 *     const [unit] = await nameOf(ctx.tx, { tenantId, id });
 */
export function statement<const N extends string, R>(
  names: readonly N[],
  build: (db: Builder, value: Readonly<Record<N, Placeholder<N>>>) => Buildable<R>,
): (tx: Tx, values: Readonly<Record<N, string | number>>) => Promise<R> {
  let rendered: Rendered<R> | undefined;
  return (tx, values) => {
    rendered ??= build(builder, placeholders(names)).prepare('');
    return run(tx, rendered, values);
  };
}

/** Statements that differ by what is asked, each rendered at its first use. */
export function statements<K extends string, S>(make: (kind: K) => S): (kind: K) => S {
  const made = new Map<K, S>();
  return (kind) => {
    if (!made.has(kind)) made.set(kind, make(kind));
    return made.get(kind)!;
  };
}

const placeholders = <N extends string>(names: readonly N[]) =>
  Object.fromEntries(names.map((name) => [name, sql.placeholder(name)])) as Record<N, Placeholder<N>>;

/** More rows than this are a bulk write, and rendered each time. */
const mostRows = 8;
const insertions = new Map<string, Rendered<unknown>>();

/** Writes rows of one table; gives them as they were written. */
export async function insertReturning<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<T['$inferSelect'][]> {
  if (rows.length === 0) return [];
  return (await insertion(tx, table, rows, true)) as T['$inferSelect'][];
}

/** Writes rows of one table. */
export async function insert<T extends PgTable>(
  tx: Tx,
  table: T,
  ...rows: readonly T['$inferInsert'][]
): Promise<void> {
  if (rows.length > 0) await insertion(tx, table, rows, false);
}

function insertion<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly T['$inferInsert'][],
  returning: boolean,
): Promise<unknown> {
  const write = (db: Builder, values: readonly object[]) => {
    const one = db.insert(table as PgTable).values([...values]);
    return returning ? one.returning() : one;
  };
  if (rows.length > mostRows) return write(tx, rows).execute();
  // What is null or left out is part of the text: a column's encoder is for what has a value.
  const given: Record<string, unknown> = {};
  let shape = `${getTableName(table)}${returning ? '+' : ''}`;
  const models = rows.map((row, at) => {
    const model: Record<string, unknown> = {};
    shape += '/';
    for (const [key, value] of Object.entries(row)) {
      if (value === undefined) continue;
      shape += value === null ? `${key}-,` : `${key},`;
      model[key] = value === null ? null : sql.placeholder(`${key}${at}`);
      if (value !== null) given[`${key}${at}`] = value;
    }
    return model;
  });
  let rendered = insertions.get(shape);
  if (!rendered) insertions.set(shape, (rendered = write(builder, models).prepare('') as Rendered<unknown>));
  return run(tx, rendered, given);
}

/** Ids as the value of a parameter of type `uuid[]`. */
export const idList = (ids: readonly string[]): string => `{${ids.join(',')}}`;
/** Texts as the value of a parameter of type `text[]`. */
export const textList = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
