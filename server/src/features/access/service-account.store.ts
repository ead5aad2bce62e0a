import { and, asc, desc, eq, gt, isNotNull, isNull } from 'drizzle-orm';
import type { Context, Tx } from '../../db/database.ts';
import { staffMember } from '../organisation/organisation.table.ts';
import { serviceAccount } from './identity.table.ts';
import { accessSession } from './session.table.ts';

export type Account = typeof serviceAccount.$inferSelect & { readonly name: string };

/** Accounts shown at once: the latest made. */
const shownAtMost = 200;

const named = (tx: Tx, tenantId: string) =>
  tx
    .select({ account: serviceAccount, name: staffMember.displayName })
    .from(serviceAccount)
    .innerJoin(
      staffMember,
      and(eq(staffMember.tenantId, tenantId), eq(staffMember.id, serviceAccount.staffId)),
    );

/** Programs of the tenant, latest made first. */
export async function accounts({ tx, actor: { tenantId } }: Context): Promise<Account[]> {
  const rows = await named(tx, tenantId)
    .where(eq(serviceAccount.tenantId, tenantId))
    .orderBy(desc(serviceAccount.createdAt), desc(serviceAccount.staffId))
    .limit(shownAtMost);
  return rows.map(({ account, name }) => ({ ...account, name }));
}

/** One of them, held until the end of the transaction: what is decided of it is decided once. */
export async function lockedAccount({ tx, actor }: Context, id: string): Promise<Account | undefined> {
  const [row] = await named(tx, actor.tenantId)
    .where(and(eq(serviceAccount.tenantId, actor.tenantId), eq(serviceAccount.staffId, id)))
    .for('update', { of: serviceAccount });
  return row && { ...row.account, name: row.name };
}

/** An account that serves at this moment. */
export async function liveAccount(
  tx: Tx,
  tenantId: string,
  id: string,
  now: Date,
): Promise<typeof serviceAccount.$inferSelect | undefined> {
  const [row] = await tx
    .select()
    .from(serviceAccount)
    .where(
      and(
        eq(serviceAccount.tenantId, tenantId),
        eq(serviceAccount.staffId, id),
        isNull(serviceAccount.endedAt),
        gt(serviceAccount.expiresAt, now),
      ),
    );
  return row;
}

/** Changes what was decided of an account. */
export const change = (
  { tx, actor }: Context,
  id: string,
  set: Partial<typeof serviceAccount.$inferInsert>,
) =>
  tx
    .update(serviceAccount)
    .set(set)
    .where(and(eq(serviceAccount.tenantId, actor.tenantId), eq(serviceAccount.staffId, id)));

/** Secrets that serve; each is a session, on which the short ones it opens hang. */
const areSecrets = (tenantId: string, now: Date) =>
  and(
    eq(accessSession.tenantId, tenantId),
    eq(accessSession.kind, 'service'),
    isNotNull(accessSession.secretDigest),
    isNull(accessSession.revokedAt),
    gt(accessSession.expiresAt, now),
  );

/** Secrets of programs that serve, oldest first. */
export const secrets = ({ tx, actor, now }: Context) =>
  tx
    .select({
      id: accessSession.id,
      staffId: accessSession.staffId,
      createdAt: accessSession.createdAt,
      usedAt: accessSession.usedAt,
    })
    .from(accessSession)
    .where(areSecrets(actor.tenantId, now))
    .orderBy(asc(accessSession.createdAt), asc(accessSession.id));

/** The secret of an account that has this digest, and serves. */
export async function secretBy(
  tx: Tx,
  tenantId: string,
  { staffId, digest, now }: { staffId: string; digest: string; now: Date },
): Promise<{ id: string } | undefined> {
  const [row] = await tx
    .select({ id: accessSession.id })
    .from(accessSession)
    .where(
      and(
        areSecrets(tenantId, now),
        eq(accessSession.staffId, staffId),
        eq(accessSession.secretDigest, digest),
      ),
    );
  return row;
}

/** A secret serves no more, and with it what it opened. False when there was none. */
export async function revokeSecret(
  { tx, actor, now }: Context,
  staffId: string,
  secretId: string,
): Promise<boolean> {
  const rows = await tx
    .update(accessSession)
    .set({ revokedAt: now })
    .where(
      and(
        areSecrets(actor.tenantId, now),
        eq(accessSession.staffId, staffId),
        eq(accessSession.id, secretId),
      ),
    )
    .returning({ id: accessSession.id });
  return rows.length > 0;
}

/** Ends the short sessions of a program: the next ones are what was decided since. */
export async function endShortSessions(ctx: Context, staffId: string): Promise<void> {
  const { tx, actor, now } = ctx;
  await tx
    .update(accessSession)
    .set({ revokedAt: now })
    .where(
      and(
        eq(accessSession.tenantId, actor.tenantId),
        eq(accessSession.staffId, staffId),
        isNotNull(accessSession.parentId),
        isNull(accessSession.revokedAt),
        gt(accessSession.expiresAt, now),
      ),
    );
  // Open streams close at once
  ctx.published += 1;
}
