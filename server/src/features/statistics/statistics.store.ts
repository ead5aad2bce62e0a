import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { situationField } from '../configuration/configuration.table.ts';
import { orgUnit } from '../organisation/organisation.table.ts';
import type { Figure } from './engine/compile.ts';

/** Those of these ids that are units: a right may also name a single file. */
export async function unitsAmong(ctx: Context, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.tx
    .select({ id: orgUnit.id })
    .from(orgUnit)
    .where(and(eq(orgUnit.tenantId, ctx.actor.tenantId), inArray(orgUnit.id, [...ids])));
  return rows.map(({ id }) => id).toSorted();
}

/** Fields of the situation, for the dimensions they make. */
export const fields = (ctx: Context) =>
  ctx.tx
    .select({
      code: situationField.code,
      label: situationField.label,
      kind: situationField.kind,
      listCode: situationField.listCode,
      clearance: situationField.clearance,
    })
    .from(situationField)
    .where(eq(situationField.tenantId, ctx.actor.tenantId));

/** The figures of a statement; what comes after in the transaction has the settings of counting too. */
export async function figures(ctx: Context, statement: ReturnType<typeof sql>): Promise<Figure[]> {
  // Sent together: the settings are there when the statement is planned
  const [, rows] = await Promise.all([
    ctx.tx.execute(sql`select app.set_counting()`),
    ctx.tx.execute<Figure & Record<string, unknown>>(statement),
  ]);
  return [...rows];
}
