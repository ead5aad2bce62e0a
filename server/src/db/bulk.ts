import { getTableColumns, is, sql, SQL } from 'drizzle-orm';
import { CasingCache } from 'drizzle-orm/casing';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from './database.ts';

/** Rows of one statement: their JSON is made here and read there in one piece. */
const mostRows = 5_000;
const casing = new CasingCache('snake_case');

/**
 * Writes new rows, as one parameter: a thousand rows of twelve columns as parameters of their own take the query
 * builder and PostgreSQL's parser longer than the writing.
 */
export async function insertAll<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  // A plain insertion from a query cannot be distributed; one that returns something can
  await write(tx, table, rows, sql`returning 1`);
}

/** The same for rows some of which may be there already. */
export async function insertMissing<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  await write(tx, table, rows, sql`on conflict do nothing`);
}

async function write(tx: Tx, table: PgTable, rows: readonly object[], end: SQL): Promise<void> {
  const columns = Object.entries(getTableColumns(table)).map(([key, column]) => ({
    key,
    column,
    name: casing.getColumnCasing(column),
  }));
  // Rows that leave the same columns to their defaults go together
  const shapes = new Map<string, Record<string, unknown>[]>();
  for (const row of rows as readonly Record<string, unknown>[]) {
    const shape = columns.map(({ key }) => (row[key] === undefined ? '-' : '+')).join('');
    if (!shapes.get(shape)?.push(row)) shapes.set(shape, [row]);
  }
  for (const [shape, alike] of shapes) {
    const given = columns.filter((_, at) => shape[at] === '+');
    const names = sql.join(
      given.map(({ name }) => sql.identifier(name)),
      sql`, `,
    );
    for (const some of batches(alike, mostRows)) {
      const values = some.map((row) =>
        Object.fromEntries(given.map(({ key, column, name }) => [name, asJson(column, row[key])])),
      );
      await tx.execute(sql`
        insert into ${table} (${names})
        select ${names} from json_populate_recordset(null::${table}, ${JSON.stringify(values)}::text::json) ${end}`);
    }
  }
}

/** What PostgreSQL reads from JSON as the column's type. */
function asJson(column: PgColumn, value: unknown): unknown {
  if (is(value, SQL)) throw new TypeError(`${column.name}: an expression cannot be sent as a value`);
  if (value === null || column.columnType === 'PgJsonb') return value;
  const sent = column.mapToDriverValue(value);
  return sent instanceof Uint8Array ? `\\x${Buffer.from(sent).toString('hex')}` : sent;
}

/** Groups of at most `size`, in order. */
export function* batches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let some: T[] = [];
  for (const item of items) {
    some.push(item);
    if (some.length === size) {
      yield some;
      some = [];
    }
  }
  if (some.length > 0) yield some;
}
