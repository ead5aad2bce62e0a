import type { PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from '../../db/database.ts';

/** Parameters of one statement: PostgreSQL counts them in 16 bits. */
const mostParameters = 60_000;

/** Writes new rows in as few statements as may be. */
export async function insertAll<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  for (const some of inStatements(rows)) await tx.insert(table).values(some as never);
}

/** The same for rows some of which may be there already. */
export async function insertMissing<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  for (const some of inStatements(rows))
    await tx
      .insert(table)
      .values(some as never)
      .onConflictDoNothing();
}

function* inStatements<R>(rows: readonly R[]): Generator<readonly R[]> {
  const size = Math.floor(mostParameters / (Object.keys((rows[0] ?? {}) as object).length + 12));
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
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
