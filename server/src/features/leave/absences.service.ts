import { and, asc, eq, gt, inArray, lt } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { numberOf, spanOf, type Span } from './half-days.ts';
import { leaveAbsence } from './leave.table.ts';

export { boundsOf, dayOf, minutesOf } from './half-days.ts';

/** Half-days during which somebody is away, and nothing of why. */
export interface Absence extends Span {
  readonly staffId: string;
}

/**
 * When these members of the team are away, from a day to another, the last included, as the service approved it.
 * Whose absences are asked for is for who calls to check.
 */
export async function absencesOf(
  ctx: Context,
  staffIds: readonly string[],
  from: string,
  to: string,
): Promise<Absence[]> {
  if (staffIds.length === 0) return [];
  const rows = await ctx.tx
    .select({
      staffId: leaveAbsence.staffId,
      fromHalf: leaveAbsence.fromHalf,
      toHalf: leaveAbsence.toHalf,
    })
    .from(leaveAbsence)
    .where(
      and(
        eq(leaveAbsence.tenantId, ctx.actor.tenantId),
        inArray(leaveAbsence.staffId, [...staffIds]),
        eq(leaveAbsence.approved, true),
        eq(leaveAbsence.away, true),
        lt(leaveAbsence.fromHalf, numberOf(to, 'afternoon') + 1),
        gt(leaveAbsence.toHalf, numberOf(from, 'morning')),
      ),
    )
    .orderBy(asc(leaveAbsence.fromHalf), asc(leaveAbsence.staffId));
  return rows.map(({ staffId, fromHalf, toHalf }) => ({ staffId, ...spanOf(fromHalf, toHalf) }));
}
