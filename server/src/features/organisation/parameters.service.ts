import { and, eq, inArray } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { invalid } from '../../http/problem.ts';
import { dayIn } from './organisation.service.ts';
import { orgUnit, unitParameter, type UnitParameterName } from './organisation.table.ts';

type Unit = typeof orgUnit.$inferSelect;
export type ParameterValues = Partial<Record<UnitParameterName, number | null>>;

/** Since when a value is true that was there before its history was kept. */
const always = '1900-01-01';

/** What a parameter was worth, since when; by unit, latest first. */
export async function historyOf(ctx: Context, unitIds?: readonly string[]) {
  const rows = await ctx.tx
    .select()
    .from(unitParameter)
    .where(
      and(
        eq(unitParameter.tenantId, ctx.actor.tenantId),
        unitIds === undefined ? undefined : inArray(unitParameter.unitId, [...unitIds]),
      ),
    );
  const history = rows
    .map(({ unitId, name, since, value }) => ({
      unitId,
      name,
      since,
      value: value === null ? null : Number(value),
    }))
    .sort((one, other) => (one.since < other.since ? 1 : one.since > other.since ? -1 : 0));
  return Map.groupBy(history, ({ unitId }) => unitId);
}

/**
 * Keeps values as true since a day, and gives back those in force today. A value that stood before without a day is
 * kept as having always been true: figures of past periods go on reading it.
 */
export async function keepParameters(
  ctx: Context,
  unit: Unit,
  values: ParameterValues,
  since: string | undefined,
): Promise<ParameterValues> {
  const today = dayIn(ctx.actor.timeZone, ctx.now);
  const from = since ?? today;
  if (from > today) throw invalid('/since', 'Une valeur est vraie au plus tard depuis aujourd’hui.');
  const { tenantId } = ctx.actor;
  const known = (await historyOf(ctx, [unit.id])).get(unit.id) ?? [];
  const now: ParameterValues = {};
  for (const [key, value] of Object.entries(values)) {
    const name = key as UnitParameterName;
    const place = { tenantId, unitId: unit.id, name };
    const own = known.filter((row) => row.name === name);
    const before = unit[name];
    if (own.length === 0 && before !== null)
      await ctx.tx.insert(unitParameter).values({ ...place, since: always, value: String(before) });
    const row = { ...place, since: from, value: value === null ? null : String(value) };
    await ctx.tx
      .insert(unitParameter)
      .values(row)
      .onConflictDoUpdate({
        target: [unitParameter.tenantId, unitParameter.unitId, unitParameter.name, unitParameter.since],
        set: { value: row.value },
      });
    const latest = own[0];
    now[name] = latest && latest.since > from ? latest.value : value;
  }
  return now;
}
