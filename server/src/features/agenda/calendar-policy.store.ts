import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { calendarLevels, calendarPolicy, type CalendarLevel } from './calendar-policy.table.ts';

export type PolicyRow = typeof calendarPolicy.$inferSelect;
/** Since when each level above « occupé » is allowed; null: it is not. */
export type Policy = Pick<PolicyRow, 'initialsSince' | 'fullSince'>;

export async function policyOf(tx: Tx, tenantId: string): Promise<Policy & { version: number }> {
  const [row] = await tx.select().from(calendarPolicy).where(eq(calendarPolicy.tenantId, tenantId));
  return row ?? { initialsSince: null, fullSince: null, version: 0 };
}

/** Writes the policy on the version it was read at; nothing is written when somebody wrote another since. */
export async function writePolicy(tx: Tx, { tenantId, ...policy }: PolicyRow): Promise<readonly unknown[]> {
  const written = { version: calendarPolicy.version };
  if (policy.version === 1)
    return tx
      .insert(calendarPolicy)
      .values({ tenantId, ...policy })
      .onConflictDoNothing()
      .returning(written);
  return tx
    .update(calendarPolicy)
    .set(policy)
    .where(and(eq(calendarPolicy.tenantId, tenantId), eq(calendarPolicy.version, policy.version - 1)))
    .returning(written);
}

export const allowedLevels = ({ initialsSince, fullSince }: Policy): CalendarLevel[] =>
  calendarLevels.filter(
    (level) => level === 'busy' || (level === 'initials' ? initialsSince : fullSince) !== null,
  );

/** What a calendar really tells: the most that was chosen, and has been allowed ever since. */
export function levelInForce(
  chosen: { readonly level: CalendarLevel; readonly levelAt: Date },
  { initialsSince, fullSince }: Policy,
): CalendarLevel {
  const stands = (since: Date | null) => since !== null && since <= chosen.levelAt;
  if (chosen.level === 'full' && stands(fullSince)) return 'full';
  return chosen.level !== 'busy' && stands(initialsSince) ? 'initials' : 'busy';
}
