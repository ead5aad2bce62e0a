import { and, desc, eq, gt, isNull, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Context, Tx } from '../../db/database.ts';
import { orgUnit, staffMember, tenant } from '../organisation/organisation.table.ts';
import { hostClient } from './access.table.ts';
import { accessSession, recordedDecision, type DecisionKind } from './session.table.ts';

/** Origins whose pages the tenant lets call; none when there is no such tenant. */
export const allowedOrigins = async (tx: Tx, tenantId: string): Promise<readonly string[]> =>
  (await tenantTerms(tx, tenantId))?.allowedOrigins ?? [];

/** What a tenant lets a host's page do; undefined when there is no such tenant. */
export async function tenantTerms(tx: Tx, tenantId: string) {
  const [row] = await tx
    .select({
      kind: tenant.kind,
      allowedOrigins: tenant.allowedOrigins,
      inlineElements: tenant.inlineElements,
      idleMinutes: tenant.idleMinutes,
    })
    .from(tenant)
    .where(eq(tenant.tenantId, tenantId));
  return row;
}

/** What the tenant's data protection officer decided, and did not withdraw. */
export async function decisionsOf(tx: Tx, tenantId: string): Promise<ReadonlySet<DecisionKind>> {
  const rows = await tx
    .select({ kind: recordedDecision.kind })
    .from(recordedDecision)
    .where(and(eq(recordedDecision.tenantId, tenantId), isNull(recordedDecision.withdrawnAt)));
  return new Set(rows.map(({ kind }) => kind));
}

/** The page session by which a person let this host's pages in, if it is still alive. */
export async function approvalOf(
  tx: Tx,
  who: { tenantId: string; staffId: string; clientId: string; idleMinutes: number },
  now: Date,
) {
  const page = alias(accessSession, 'page');
  const seenSince = new Date(now.getTime() - who.idleMinutes * 60_000);
  const [row] = await tx
    .select({
      id: page.id,
      methods: page.methods,
      provedAt: page.provedAt,
      expiresAt: page.expiresAt,
    })
    .from(accessSession)
    .innerJoin(page, and(eq(page.tenantId, who.tenantId), eq(page.id, accessSession.parentId)))
    .where(
      and(
        eq(accessSession.tenantId, who.tenantId),
        eq(accessSession.staffId, who.staffId),
        eq(accessSession.clientId, who.clientId),
        eq(accessSession.kind, 'embed'),
        // What the person took back there is asked again
        isNull(accessSession.revokedAt),
        eq(page.kind, 'page'),
        isNull(page.revokedAt),
        gt(page.expiresAt, now),
        gt(page.seenAt, seenSince),
      ),
    )
    .orderBy(desc(accessSession.createdAt), desc(accessSession.id))
    .limit(1);
  return row;
}

/** The member of the team whom the host's back end calls so: never a program. */
export async function staffBySubject(
  tx: Tx,
  tenantId: string,
  subject: string,
  now: Date,
): Promise<string | undefined> {
  const [row] = await tx
    .select({ id: staffMember.id })
    .from(staffMember)
    .where(
      and(
        eq(staffMember.tenantId, tenantId),
        eq(staffMember.externalSubject, subject),
        eq(staffMember.kind, 'person'),
        or(isNull(staffMember.leftAt), gt(staffMember.leftAt, now)),
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

/** Public keys of a back end that was not revoked; undefined when it has none. */
export async function clientKeys(tx: Tx, tenantId: string, clientId: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ jwks: hostClient.jwks })
    .from(hostClient)
    .where(and(eq(hostClient.tenantId, tenantId), eq(hostClient.id, clientId), isNull(hostClient.revokedAt)));
  return row?.jwks ?? undefined;
}

/** Names of the members of the team, those who left and the vendor's included. */
export async function staffNames({ tx, actor }: Context): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .select({ id: staffMember.id, name: staffMember.displayName })
    .from(staffMember)
    .where(eq(staffMember.tenantId, actor.tenantId));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The top of the tree of units. */
export async function rootUnit({ tx, actor }: Context): Promise<string | undefined> {
  const [row] = await tx
    .select({ id: orgUnit.id })
    .from(orgUnit)
    .where(and(eq(orgUnit.tenantId, actor.tenantId), isNull(orgUnit.parentId)))
    .orderBy(orgUnit.position, orgUnit.id)
    .limit(1);
  return row?.id;
}
