import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { staffMember, tenant } from '../organisation/organisation.table.ts';
import { hostClient } from './access.table.ts';

/** Origins whose pages the tenant lets call; none when there is no such tenant. */
export async function allowedOrigins(tx: Tx, tenantId: string): Promise<readonly string[]> {
  const [row] = await tx
    .select({ allowed: tenant.allowedOrigins })
    .from(tenant)
    .where(eq(tenant.tenantId, tenantId));
  return row?.allowed ?? [];
}

/** The member of the team whom the host's back end calls so. */
export async function staffBySubject(tx: Tx, tenantId: string, subject: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ id: staffMember.id })
    .from(staffMember)
    .where(
      and(
        eq(staffMember.tenantId, tenantId),
        eq(staffMember.externalSubject, subject),
        isNull(staffMember.leftAt),
      ),
    );
  return row?.id;
}

/** Digest of the secret of a back end that was not revoked. */
export async function clientDigest(tx: Tx, tenantId: string, clientId: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ digest: hostClient.secretDigest })
    .from(hostClient)
    .where(and(eq(hostClient.tenantId, tenantId), eq(hostClient.id, clientId), isNull(hostClient.revokedAt)));
  return row?.digest;
}
