import { and, eq, lt, sql } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { Problem } from '../../http/problem.ts';
import { accessTicket, signInChallenge, signInThrottle } from './session.table.ts';

/** How long tries are counted together: nobody can keep anybody out for longer. */
export const span = 15 * 60_000;

/** What tries are counted by, and how many are allowed in a span. */
export interface Budget {
  /** Keyed digest of an account, an address or both. */
  readonly subject: string;
  readonly tries: number;
}

/**
 * Counts a try before it is made: of many at once, no more than the budget are let through. Tries beyond it prolong
 * nothing. Refused: with the seconds left. The transaction must commit whatever comes of the try.
 */
export async function spend(tx: Tx, tenantId: string, budget: Budget, now: Date): Promise<void> {
  const start = new Date(+now - span);
  const [row] = await tx
    .insert(signInThrottle)
    .values({ tenantId, subject: budget.subject, failures: 1, since: now })
    .onConflictDoUpdate({
      target: [signInThrottle.tenantId, signInThrottle.subject],
      set: {
        failures: sql`case when ${signInThrottle.since} <= ${start.toISOString()}::timestamptz then 1 else ${signInThrottle.failures} + 1 end`,
        since: sql`case when ${signInThrottle.since} <= ${start.toISOString()}::timestamptz then ${now.toISOString()}::timestamptz else ${signInThrottle.since} end`,
      },
    })
    .returning({ failures: signInThrottle.failures, since: signInThrottle.since });
  if (row!.failures > budget.tries) throw new TooManyTries(+row!.since + span - +now);
}

/** Thrown by `spend`; it is turned into the problem after the count is kept. */
export class TooManyTries extends Error {
  readonly ms: number;
  constructor(ms: number) {
    super('too many tries');
    this.ms = ms;
  }

  toProblem(): Problem {
    return new Problem(
      'too-many-requests',
      'Trop d’essais. Attendez un quart d’heure au plus, puis recommencez.',
      { headers: { 'retry-after': String(Math.max(1, Math.ceil(this.ms / 1000))) } },
    );
  }
}

/** Forgets the tries of whoever succeeded. */
export async function forgive(tx: Tx, tenantId: string, subject: string): Promise<void> {
  await tx
    .delete(signInThrottle)
    .where(and(eq(signInThrottle.tenantId, tenantId), eq(signInThrottle.subject, subject)));
}

/** Takes back the try of whoever succeeded, where those of others are counted with it. */
export async function giveBack(tx: Tx, tenantId: string, subject: string): Promise<void> {
  await tx
    .update(signInThrottle)
    .set({ failures: sql`greatest(${signInThrottle.failures} - 1, 0)` })
    .where(and(eq(signInThrottle.tenantId, tenantId), eq(signInThrottle.subject, subject)));
}

/** Deletes counts that count no more, and tickets nobody waits for. */
export async function forgetTries(tx: Tx, tenantId: string, now: Date): Promise<void> {
  await tx
    .delete(signInThrottle)
    .where(and(eq(signInThrottle.tenantId, tenantId), lt(signInThrottle.since, new Date(+now - span))));
  await tx
    .delete(accessTicket)
    .where(and(eq(accessTicket.tenantId, tenantId), lt(accessTicket.expiresAt, now)));
}

/** Deletes the sign-ins a person left half done; the transaction must be hers. */
export async function forgetChallenges(tx: Tx, tenantId: string, staffId: string, now: Date): Promise<void> {
  await tx
    .delete(signInChallenge)
    .where(
      and(
        eq(signInChallenge.tenantId, tenantId),
        eq(signInChallenge.staffId, staffId),
        lt(signInChallenge.expiresAt, now),
      ),
    );
}
