import type { SQL } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';

/** Persons counted, and how many of them have no value along each dimension. */
export async function unknownAlong(
  ctx: Context,
  statement: SQL,
): Promise<{ readonly persons: number; readonly unknown: readonly number[] }> {
  const [row] = await ctx.tx.execute<{ persons: number; unknown: number[] }>(statement);
  return { persons: row!.persons, unknown: row!.unknown };
}
