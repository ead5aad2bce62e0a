import type { Call, Database } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import type { Keyring } from '../../vault/keyring.ts';
import { auditAs } from '../audit/audit.service.ts';
import { and, eq } from 'drizzle-orm';
import { readBasic, type ProvenClient } from './client-proof.service.ts';
import { OAuthError } from './oauth.ts';
import { reachesUnits } from './rights.ts';
import { digestOfProgramSecret, seesFiles } from './service-account.service.ts';
import { liveAccount, secretBy } from './service-account.store.ts';
import { accessSession } from './session.table.ts';

export const programGrant = 'client_credentials';

/** How long a session of a program lasts before it asks for another. */
export const lifetime = 10 * 60_000;

export interface ProgramDeps {
  readonly database: Database;
  readonly keyring: Keyring;
}

/** A program that proved which one it is, and by which of its secrets. */
export interface ProvenProgram extends ProvenClient {
  readonly secretId: string;
}

export interface ProgramSession {
  readonly id: string;
  readonly expiresAt: Date;
  readonly scopes: readonly string[];
}

/** The program that calls the token endpoint, by its secret. */
export async function provenProgram(
  { database, keyring }: ProgramDeps,
  authorization: string | undefined,
  form: URLSearchParams,
  now: Date,
): Promise<ProvenProgram> {
  if (form.has('client_secret')) throw new OAuthError('invalid_client', 'secretInBody');
  if (form.has('client_assertion')) throw new OAuthError('invalid_client', 'assertion');
  const credentials = readBasic(authorization);
  if (!credentials || credentials.tenantId === '') throw new OAuthError('invalid_client', 'malformed');
  const { tenantId, clientId, secret } = credentials;
  const named = form.get('client_id');
  if (named !== null && named !== `${tenantId}/${clientId}`)
    throw new OAuthError('invalid_client', 'clientId');
  const digest = digestOfProgramSecret(keyring, secret);
  const found = await database.withCaller(tenantId, (tx) =>
    secretBy(tx, tenantId, { staffId: clientId, digest, now }),
  );
  if (!found) throw new OAuthError('invalid_client', 'secret');
  return { tenantId, clientId, secretId: found.id };
}

/**
 * Opens a short session of a program (RFC 6749 §4.4), for the scopes it names, or all its own. It hangs on the secret,
 * and ends with it; it sees people while two administrators let it, and ends no later than they said.
 */
export async function openProgramSession(
  { database }: ProgramDeps,
  { tenantId, clientId, secretId }: ProvenProgram,
  form: URLSearchParams,
  { now, requestId }: Call,
): Promise<ProgramSession> {
  const named = form
    .get('scope')
    ?.split(' ')
    .filter((scope) => scope !== '');
  return database.withCaller(tenantId, async (tx) => {
    const account = await liveAccount(tx, tenantId, clientId, now);
    if (!account) throw new OAuthError('invalid_client', 'account');
    const scopes = named?.length ? [...new Set(named)] : account.scopes;
    if (scopes.some((scope) => !account.scopes.includes(scope)))
      throw new OAuthError('invalid_scope', 'scope');
    const nominative = scopes.some(reachesUnits) && seesFiles(account, now);
    const ends = [+now + lifetime, +account.expiresAt, ...(nominative ? [+account.filesUntil!] : [])];
    const session = { id: newId(), expiresAt: new Date(Math.min(...ends)), scopes };
    await tx.insert(accessSession).values({
      tenantId,
      id: session.id,
      staffId: clientId,
      kind: 'service',
      parentId: secretId,
      origins: [],
      elements: scopes,
      nominative,
      methods: [],
      createdAt: now,
      expiresAt: session.expiresAt,
    });
    await tx
      .update(accessSession)
      .set({ usedAt: new Date(Math.floor(+now / 60_000) * 60_000) })
      .where(and(eq(accessSession.tenantId, tenantId), eq(accessSession.id, secretId)));
    await auditAs(
      tx,
      { tenantId, staffId: clientId, sessionId: session.id, now, requestId },
      'session.opened',
      { recordId: secretId, facts: { kind: 'service', scopes, nominative } },
    );
    return session;
  });
}
