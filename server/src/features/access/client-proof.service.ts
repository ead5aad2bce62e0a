import { createLocalJWKSet } from 'jose';
import type { Database } from '../../db/database.ts';
import { isId } from '../../db/ids.ts';
import type { Keyring } from '../../vault/keyring.ts';
import * as store from './access.store.ts';
import { isClient, type Credentials } from './embed-session.service.ts';
import { skew, textOf, TokenRefused, unchecked, verify } from './jwt.ts';
import { OAuthError } from './oauth.ts';
import { takeToken } from './provider.store.ts';

/** A back end that proved which one it is. */
export interface ProvenClient {
  readonly tenantId: string;
  readonly clientId: string;
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** Seconds an assertion may last. */
export const longestAssertion = 60;
/** Signatures of a back end's assertions; each key says which it is for. */
const algorithms = ['ES256', 'PS256', 'EdDSA', 'Ed25519'];

/** Identifier and secret of an Authorization header; both may be written as in a form (RFC 6749 §2.3.1). */
export function readBasic(header: string | undefined): Credentials | undefined {
  const match = /^Basic ([A-Za-z0-9+/=]{1,1000})$/.exec(header ?? '');
  if (!match) return undefined;
  const [user = '', secret = ''] = Buffer.from(match[1]!, 'base64').toString().split(':').map(decoded);
  return { ...partsOf(user), secret };
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** "tenantId/clientId". */
function partsOf(user: string): ProvenClient {
  const [tenantId = '', clientId = '', more] = user.split('/');
  return more === undefined && isId(tenantId) && isId(clientId)
    ? { tenantId, clientId }
    : { tenantId: '', clientId: '' };
}

export interface ClientProofDeps {
  readonly database: Database;
  readonly keyring: Keyring;
  /** Who we are: the audience of what a back end signs for us. */
  readonly issuer: string;
}

/** The back end that calls the token endpoint, by its secret or by what it signed, one of the two. */
export async function provenClient(
  deps: ClientProofDeps,
  authorization: string | undefined,
  form: URLSearchParams,
  now: Date,
): Promise<ProvenClient> {
  const assertion = form.get('client_assertion');
  if (form.has('client_secret')) throw new OAuthError('invalid_client', 'secretInBody');
  if ((assertion === null) !== (form.get('client_assertion_type') !== assertionType))
    throw new OAuthError('invalid_client', 'assertionType');
  if ((assertion === null) === (authorization === undefined))
    throw new OAuthError('invalid_client', assertion === null ? 'missing' : 'twoWays');
  const client =
    assertion === null ? await bySecret(deps, authorization) : await bySignature(deps, assertion, now);
  const named = form.get('client_id');
  if (named !== null && named !== `${client.tenantId}/${client.clientId}`)
    throw new OAuthError('invalid_client', 'clientId');
  return client;
}

async function bySecret({ database }: ClientProofDeps, header: string | undefined): Promise<ProvenClient> {
  const credentials = readBasic(header);
  if (!credentials || credentials.tenantId === '') throw new OAuthError('invalid_client', 'malformed');
  const isRight = await database.withCaller(credentials.tenantId, (tx) => isClient(tx, credentials));
  if (!isRight) throw new OAuthError('invalid_client', 'secret');
  return { tenantId: credentials.tenantId, clientId: credentials.clientId };
}

/** private_key_jwt, RFC 7523: made for us, just now, for this attempt alone. */
async function bySignature(
  { database, keyring, issuer }: ClientProofDeps,
  assertion: string,
  now: Date,
): Promise<ProvenClient> {
  try {
    const name = textOf(unchecked(assertion), 'iss') ?? '';
    const client = partsOf(name);
    if (client.tenantId === '') throw new TokenRefused('iss');
    const jwks = await database.withCaller(client.tenantId, (tx) =>
      store.clientKeys(tx, client.tenantId, client.clientId),
    );
    if (jwks === undefined) throw new TokenRefused('keys');
    const keys = createLocalJWKSet(JSON.parse(jwks) as Parameters<typeof createLocalJWKSet>[0]);
    const expected = { issuer: name, audience: issuer, now, skew: skew.client, algorithms };
    const claims = await verify(assertion, keys, { ...expected, maxAge: longestAssertion });
    if (claims.sub !== name) throw new TokenRefused('sub');
    if (typeof claims.aud !== 'string') throw new TokenRefused('aud');
    if (claims.exp! - claims.iat! > longestAssertion) throw new TokenRefused('exp');
    const jti = textOf(claims, 'jti');
    if (jti === undefined) throw new TokenRefused('jti');
    const digest = keyring.digest('client assertion', `${name}\n${jti}`).toString('base64url');
    const until = new Date((claims.exp! + skew.client) * 1000);
    const isNew = await database.withCaller(client.tenantId, (tx) =>
      takeToken(tx, client.tenantId, digest, until),
    );
    if (!isNew) throw new TokenRefused('replayed');
    return client;
  } catch (error) {
    if (error instanceof TokenRefused) throw new OAuthError('invalid_client', error.reason);
    throw error;
  }
}
