import { and, arrayContains, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { auditAs, type AuditActor } from '../audit/audit.service.ts';
import { changeOrigins } from '../organisation/organisation.service.ts';
import { hostClient } from './access.table.ts';
import { accessSession } from './session.table.ts';
import { digestOfSecret } from './embed-session.service.ts';

/** Writes a back end of a tenant, by the digest of its secret, with its trace. */
export async function addHostClient(
  tx: Tx,
  client: { tenantId: string; id: string; name: string },
  secret: string,
): Promise<void> {
  await tx.insert(hostClient).values({ ...client, secretDigest: digestOfSecret(secret) });
  await auditAs(tx, atTheServer(client.tenantId), 'host.clientAdded', { recordId: client.id });
}

/** Lets the pages of origins call for a tenant, besides those that already may; each new one leaves its trace. */
export async function allowOrigins(tx: Tx, by: AuditActor, origins: readonly string[]): Promise<void> {
  const before = await changeOrigins(tx, by.tenantId, (allowed) => [...new Set([...allowed, ...origins])]);
  for (const origin of new Set(origins.filter((one) => !before.includes(one))))
    await auditAs(tx, by, 'host.originAllowed', { facts: { origin } });
}

/**
 * Refuses the pages of origins again, each with its trace: sessions open on them end at once. Gives those that were
 * not allowed, of which nothing is done.
 */
export async function removeOrigins(
  tx: Tx,
  by: AuditActor,
  origins: readonly string[],
): Promise<readonly string[]> {
  const { tenantId, now } = by;
  const before = await changeOrigins(tx, tenantId, (allowed) =>
    allowed.filter((one) => !origins.includes(one)),
  );
  for (const origin of before.filter((one) => origins.includes(one))) {
    await tx
      .update(accessSession)
      .set({ revokedAt: now })
      .where(
        and(
          eq(accessSession.tenantId, tenantId),
          arrayContains(accessSession.origins, [origin]),
          isNull(accessSession.revokedAt),
        ),
      );
    await auditAs(tx, by, 'host.originRemoved', { facts: { origin } });
  }
  return origins.filter((one) => !before.includes(one));
}

/** The back ends of a tenant, oldest first. */
export const hostClients = (tx: Tx, tenantId: string) =>
  tx
    .select({
      id: hostClient.id,
      name: hostClient.name,
      createdAt: hostClient.createdAt,
      revokedAt: hostClient.revokedAt,
    })
    .from(hostClient)
    .where(eq(hostClient.tenantId, tenantId))
    .orderBy(hostClient.createdAt, hostClient.id);

/** What to do next with a tenant just made. */
export const openToPortal = (tenantId: string) =>
  `Pour l’ouvrir à un portail : lastria-server host-client --tenant ${tenantId} --name "Portail" --origin https://portail.example`;

/** Whoever holds the server acts: no member of the team, and no call. */
export const atTheServer = (tenantId: string): AuditActor => ({
  tenantId,
  staffId: null,
  sessionId: null,
  now: new Date(),
  requestId: newId(),
});

/** Scheme, host and port as a browser writes them, and nothing after. */
export const isOrigin = (text: string): boolean =>
  /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
