import { and, arrayContains, eq, gt, isNotNull, isNull, lt } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { ssoAttempt } from './identity.table.ts';
import { accessSession } from './session.table.ts';

export type Attempt = typeof ssoAttempt.$inferSelect;

export async function addAttempt(tx: Tx, attempt: typeof ssoAttempt.$inferInsert): Promise<void> {
  await tx.insert(ssoAttempt).values(attempt);
}

const open = (tenantId: string, id: string, now: Date) =>
  and(eq(ssoAttempt.tenantId, tenantId), eq(ssoAttempt.id, id), gt(ssoAttempt.expiresAt, now));

/** Uses an attempt, which is answered once; undefined when there is none such, or it was. */
export async function useAttempt(
  tx: Tx,
  tenantId: string,
  which: { id: string; providerId: string; stateDigest: string; now: Date },
): Promise<Attempt | undefined> {
  const [used] = await tx
    .update(ssoAttempt)
    .set({ usedAt: which.now })
    .where(
      and(
        open(tenantId, which.id, which.now),
        eq(ssoAttempt.providerId, which.providerId),
        eq(ssoAttempt.stateDigest, which.stateDigest),
        isNull(ssoAttempt.usedAt),
      ),
    )
    .returning();
  return used;
}

/** Whose the answered attempt was. */
export async function nameAttempt(
  tx: Tx,
  { tenantId, id }: Attempt,
  staffId: string,
  sidDigest: string | null,
): Promise<void> {
  await tx
    .update(ssoAttempt)
    .set({ staffId, sidDigest })
    .where(and(eq(ssoAttempt.tenantId, tenantId), eq(ssoAttempt.id, id)));
}

export async function namedAttempt(
  tx: Tx,
  tenantId: string,
  id: string,
  now: Date,
): Promise<Attempt | undefined> {
  const [attempt] = await tx
    .select()
    .from(ssoAttempt)
    .where(and(open(tenantId, id, now), isNotNull(ssoAttempt.usedAt)));
  return attempt;
}

/** The people who signed in by a session of the provider's. */
export async function peopleOfSid(tx: Tx, tenantId: string, providerId: string, sidDigest: string) {
  const rows = await tx
    .selectDistinct({ staffId: ssoAttempt.staffId })
    .from(ssoAttempt)
    .where(
      and(
        eq(ssoAttempt.tenantId, tenantId),
        eq(ssoAttempt.providerId, providerId),
        eq(ssoAttempt.sidDigest, sidDigest),
        isNotNull(ssoAttempt.staffId),
      ),
    );
  return rows.map(({ staffId }) => staffId!);
}

/** Ends what the customer's own sign-in opened for a person; what hangs on it ends with it. */
export async function endSsoSessions(tx: Tx, tenantId: string, staffId: string, now: Date): Promise<void> {
  await tx
    .update(accessSession)
    .set({ revokedAt: now })
    .where(
      and(
        eq(accessSession.tenantId, tenantId),
        eq(accessSession.staffId, staffId),
        arrayContains(accessSession.methods, ['sso']),
        isNull(accessSession.revokedAt),
      ),
    );
}

/** Forgets sign-ins whose sessions are over: none lasts more than a day. */
export async function forgetAttempts(tx: Tx, tenantId: string, now: Date): Promise<void> {
  await tx
    .delete(ssoAttempt)
    .where(
      and(
        eq(ssoAttempt.tenantId, tenantId),
        lt(ssoAttempt.expiresAt, new Date(now.getTime() - 25 * 3_600_000)),
      ),
    );
}
