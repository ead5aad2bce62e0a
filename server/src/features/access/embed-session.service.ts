import { createHash, timingSafeEqual } from 'node:crypto';
import type { Tx } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { Problem } from '../../http/problem.ts';
import { auditAs } from '../audit/audit.service.ts';
import * as store from './access.store.ts';
import { accessSession } from './session.table.ts';

/** How long an embed session lasts: long enough for a clock that is off, short enough to be worthless when stolen. */
const lifetime = 10 * 60 * 1000;

interface NewSession {
  readonly tenantId: string;
  readonly clientId: string | null;
  readonly subject: string;
  readonly origins: readonly string[];
  readonly now: Date;
  readonly requestId: string;
}

/** Opens a session for a member of the team, on pages the tenant allows, and leaves its trace. */
export async function openSession(tx: Tx, wanted: NewSession): Promise<{ id: string; expiresAt: Date }> {
  const { tenantId, now } = wanted;
  const allowed = await store.allowedOrigins(tx, tenantId);
  if (wanted.origins.some((origin) => !allowed.includes(origin))) {
    throw new Problem('origin-refused', "Une adresse de page n'est pas autorisée par ce client.");
  }
  const member = await store.staffBySubject(tx, tenantId, wanted.subject);
  if (!member) throw new Problem('not-found', "Cette personne n'est pas membre de l'équipe.");
  const session = { id: newId(), expiresAt: new Date(now.getTime() + lifetime) };
  await tx.insert(accessSession).values({
    tenantId,
    ...session,
    staffId: member,
    kind: 'embed',
    nominative: true,
    methods: ['sso'],
    provedAt: now,
    clientId: wanted.clientId,
    origins: [...wanted.origins],
    createdAt: now,
  });
  await auditAs(
    tx,
    { tenantId, staffId: member, sessionId: session.id, now, requestId: wanted.requestId },
    'session.opened',
  );
  return session;
}

export interface Credentials {
  readonly tenantId: string;
  readonly clientId: string;
  readonly secret: string;
}

/** Digest of a client's secret as stored; the secret has 256 random bits, so that no slow hash is needed. */
export const digestOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Whether these are the identifier and secret of a back end of the tenant; as long to say no as to say yes. */
export async function isClient(tx: Tx, { tenantId, clientId, secret }: Credentials): Promise<boolean> {
  const kept = await store.clientDigest(tx, tenantId, clientId);
  return (
    timingSafeEqual(Buffer.from(digestOfSecret(secret)), Buffer.from(kept ?? digestOfSecret(''))) &&
    kept !== undefined
  );
}
