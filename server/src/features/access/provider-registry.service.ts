import { and, arrayContains, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import type { Keyring } from '../../vault/keyring.ts';
import { auditAs, type AuditActor } from '../audit/audit.service.ts';
import { hostClient } from './access.table.ts';
import { identityProvider, staffIdentity } from './identity.table.ts';
import { membersCalled, providerBy } from './provider.store.ts';
import { accessSession } from './session.table.ts';

export interface NewProvider {
  readonly issuer: string;
  readonly name: string;
  readonly clientId: string;
  readonly audience: string;
  readonly secret: string | undefined;
  readonly discoveryUrl: string | undefined;
  readonly jwks: string | undefined;
  readonly acrValues: string | undefined;
  readonly factorAcr: readonly string[];
  readonly forPeople: boolean;
  readonly exchangeClients: readonly string[];
}

/** What a provider's secret is sealed for. */
export const sealOf = (tenantId: string, providerId: string) => `${tenantId}/${providerId}`;

/** Writes who the tenant lets say who somebody is, in place of what was written of the same issuer. */
export async function keepProvider(
  tx: Tx,
  keyring: Keyring,
  by: AuditActor,
  { secret, ...wanted }: NewProvider,
): Promise<string> {
  const { tenantId } = by;
  const former = await providerBy(tx, tenantId, { issuer: wanted.issuer });
  const id = former?.id ?? newId();
  const row = {
    ...wanted,
    discoveryUrl: wanted.discoveryUrl ?? null,
    jwks: wanted.jwks ?? null,
    acrValues: wanted.acrValues ?? null,
    factorAcr: [...wanted.factorAcr],
    exchangeClients: [...wanted.exchangeClients],
    sealedSecret:
      secret === undefined
        ? (former?.sealedSecret ?? null)
        : keyring.seal('provider secret', sealOf(tenantId, id), Buffer.from(secret)),
  };
  if (former) {
    await tx
      .update(identityProvider)
      .set(row)
      .where(and(eq(identityProvider.tenantId, tenantId), eq(identityProvider.id, id)));
  } else await tx.insert(identityProvider).values({ ...row, tenantId, id, createdAt: by.now });
  await auditAs(tx, by, 'provider.changed', { recordId: id, facts: { issuer: wanted.issuer } });
  return id;
}

/** Takes a provider's word no more: the sessions it opened end at once. False when there is none. */
export async function removeProvider(tx: Tx, by: AuditActor, issuer: string): Promise<boolean> {
  const { tenantId, now } = by;
  const provider = await providerBy(tx, tenantId, { issuer });
  if (!provider) return false;
  await tx
    .update(identityProvider)
    .set({ removedAt: now })
    .where(and(eq(identityProvider.tenantId, tenantId), eq(identityProvider.id, provider.id)));
  await tx
    .update(accessSession)
    .set({ revokedAt: now })
    .where(
      and(
        eq(accessSession.tenantId, tenantId),
        arrayContains(accessSession.methods, ['sso']),
        isNull(accessSession.revokedAt),
      ),
    );
  await auditAs(tx, by, 'provider.changed', { recordId: provider.id, facts: { issuer, removed: true } });
  return true;
}

/** Who a member of the team is for a provider. False when there is no such member, or the provider's name is taken. */
export async function linkIdentity(
  tx: Tx,
  by: AuditActor,
  { providerId, member, subject }: { providerId: string; member: string; subject: string },
): Promise<boolean> {
  const { tenantId, now } = by;
  const people = await membersCalled(tx, tenantId, member, now);
  const staffId = people[0]?.id;
  if (staffId === undefined || people.length > 1) return false;
  const linked = await tx
    .insert(staffIdentity)
    .values({ tenantId, providerId, subject, staffId, createdAt: now })
    .onConflictDoNothing()
    .returning({ staffId: staffIdentity.staffId });
  if (linked.length === 0) return false;
  await auditAs(tx, by, 'provider.linked', { recordId: staffId, facts: { providerId } });
  return true;
}

/** Public keys by which a back end signs what it asks; false when there is no such back end. */
export async function keepClientKeys(
  tx: Tx,
  by: AuditActor,
  { clientId, jwks }: { clientId: string; jwks: string },
): Promise<boolean> {
  const kept = await tx
    .update(hostClient)
    .set({ jwks })
    .where(
      and(eq(hostClient.tenantId, by.tenantId), eq(hostClient.id, clientId), isNull(hostClient.revokedAt)),
    )
    .returning({ id: hostClient.id });
  if (kept.length === 0) return false;
  await auditAs(tx, by, 'host.keysChanged', { recordId: clientId });
  return true;
}
