import { and, eq, gt, isNull, lt, or } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { staffMember } from '../organisation/organisation.table.ts';
import { identityProvider, staffIdentity, usedToken } from './identity.table.ts';

const inUse = (tenantId: string) =>
  and(eq(identityProvider.tenantId, tenantId), isNull(identityProvider.removedAt));

/** The providers of a tenant, oldest first. */
export const providersOf = (tx: Tx, tenantId: string) =>
  tx
    .select()
    .from(identityProvider)
    .where(inUse(tenantId))
    .orderBy(identityProvider.createdAt, identityProvider.id);
export type Provider = Awaited<ReturnType<typeof providersOf>>[number];

export async function providerBy(
  tx: Tx,
  tenantId: string,
  by: { id: string } | { issuer: string },
): Promise<Provider | undefined> {
  const which = 'id' in by ? eq(identityProvider.id, by.id) : eq(identityProvider.issuer, by.issuer);
  const [row] = await tx
    .select()
    .from(identityProvider)
    .where(and(inUse(tenantId), which));
  return row;
}

/** The person a provider calls so, who must be there. */
export async function staffByIdentity(
  tx: Tx,
  tenantId: string,
  { providerId, subject, now }: { providerId: string; subject: string; now: Date },
): Promise<string | undefined> {
  const [row] = await tx
    .select({ id: staffMember.id })
    .from(staffIdentity)
    .innerJoin(
      staffMember,
      and(eq(staffMember.tenantId, tenantId), eq(staffMember.id, staffIdentity.staffId)),
    )
    .where(
      and(
        eq(staffIdentity.tenantId, tenantId),
        eq(staffIdentity.providerId, providerId),
        eq(staffIdentity.subject, subject),
        eq(staffMember.kind, 'person'),
        or(isNull(staffMember.leftAt), gt(staffMember.leftAt, now)),
      ),
    );
  return row?.id;
}

/** Members of the team by their identifier at the portal, or their address: one, unless it is doubtful. */
export const membersCalled = (tx: Tx, tenantId: string, name: string, now: Date) =>
  tx
    .select({ id: staffMember.id })
    .from(staffMember)
    .where(
      and(
        eq(staffMember.tenantId, tenantId),
        eq(staffMember.kind, 'person'),
        or(eq(staffMember.externalSubject, name), eq(staffMember.email, name)),
        or(isNull(staffMember.leftAt), gt(staffMember.leftAt, now)),
      ),
    );

/** Takes a token, which serves once; false when it served. Kept until it would expire. */
export async function takeToken(tx: Tx, tenantId: string, digest: string, expiresAt: Date): Promise<boolean> {
  const taken = await tx
    .insert(usedToken)
    .values({ tenantId, digest, expiresAt })
    .onConflictDoNothing()
    .returning({ digest: usedToken.digest });
  return taken.length === 1;
}

/** Forgets the tokens that would not serve any more anyway. */
export async function forgetTokens(tx: Tx, tenantId: string, now: Date): Promise<void> {
  await tx.delete(usedToken).where(and(eq(usedToken.tenantId, tenantId), lt(usedToken.expiresAt, now)));
}
