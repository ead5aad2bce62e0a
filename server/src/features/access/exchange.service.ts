import type { JWTPayload } from 'jose';
import type { Call, Database, StaffClaims, Tx } from '../../db/database.ts';
import { isId } from '../../db/ids.ts';
import { Problem } from '../../http/problem.ts';
import type { Keyring } from '../../vault/keyring.ts';
import * as store from './access.store.ts';
import type { ProvenClient } from './client-proof.service.ts';
import { openSession, type EmbedSession } from './embed-session.service.ts';
import { skew, textOf, textsOf, TokenRefused, unchecked, verify } from './jwt.ts';
import { OAuthError } from './oauth.ts';
import type { Providers } from './provider.service.ts';
import { providerBy, staffByIdentity, takeToken, type Provider } from './provider.store.ts';

export const exchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange';
export const tokenType = (name: string) => `urn:ietf:params:oauth:token-type:${name}`;

/** Kinds of tokens that say who somebody is. */
const subjectTypes = ['id_token', 'jwt', 'access_token'].map(tokenType);
/** Seconds since a subject token was made. */
export const longestSubject = 5 * 60;

export interface ExchangeDeps {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly providers: Providers;
  /** Who we are. */
  readonly issuer: string;
  /** Whether a file is within reach of a person. */
  readonly reaches: (who: StaffClaims, fileId: string, call: Call) => Promise<boolean>;
}

/**
 * Gives a session for the person of a token of the tenant's own provider (RFC 8693), with the back end as who acts. It
 * is worth what a session the back end asks by its secret is: a word on who is there.
 */
export async function exchange(
  deps: ExchangeDeps,
  client: ProvenClient,
  form: URLSearchParams,
  call: Call,
): Promise<EmbedSession> {
  const { tenantId, clientId } = client;
  const token = requireForm(form, deps.issuer);
  const { elements, fileId } = scopeOf(form);
  const { provider, claims } = await subjectOf(deps, client, token, call.now);
  const asTenant = <T>(work: (tx: Tx) => Promise<T>) => deps.database.withCaller(tenantId, work);
  const person = async (tx: Tx) => {
    const who = { providerId: provider.id, subject: claims.sub!, now: call.now };
    const staffId = await staffByIdentity(tx, tenantId, who);
    if (staffId === undefined) throw new OAuthError('invalid_request', 'unknownSubject');
    return staffId;
  };
  if (fileId !== undefined) {
    const staffId = await asTenant(person);
    if (!(await deps.reaches({ tenantId, staffId, sessionId: null }, fileId, call)))
      throw new OAuthError('invalid_scope', 'file');
  }
  return asTenant(async (tx) => {
    const staffId = await person(tx);
    const isNew = await takeToken(
      tx,
      tenantId,
      deps.keyring
        .digest('subject token', `${provider.issuer}\n${textOf(claims, 'jti') ?? token}`)
        .toString('base64url'),
      new Date((claims.exp! + skew.provider) * 1000),
    );
    if (!isNew) throw new OAuthError('invalid_request', 'replayed');
    const named = form.getAll('origin');
    const origins = named.length > 0 ? named : await store.allowedOrigins(tx, tenantId);
    const vouched = vouchedBy(provider, claims);
    try {
      return await openSession(tx, {
        tenantId,
        clientId,
        staffId,
        origins,
        elements,
        fileId,
        vouched,
        issuer: provider.issuer,
        ...call,
      });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      throw error.type === 'origin-refused'
        ? new OAuthError('invalid_request', 'origin')
        : new OAuthError('invalid_scope', 'element');
    }
  });
}

/** The subject token, once what surrounds it is what we take. */
function requireForm(form: URLSearchParams, issuer: string): string {
  const token = form.get('subject_token');
  if (token === null) throw new OAuthError('invalid_request', 'subjectToken');
  if (!subjectTypes.includes(form.get('subject_token_type') ?? ''))
    throw new OAuthError('invalid_request', 'subjectTokenType');
  // Who acts is the back end that signed in, and nobody it names
  if (form.has('actor_token') || form.has('actor_token_type'))
    throw new OAuthError('invalid_request', 'actorToken');
  const wanted = form.get('requested_token_type') ?? tokenType('access_token');
  if (wanted !== tokenType('access_token')) throw new OAuthError('invalid_request', 'requestedTokenType');
  const targets = [...form.getAll('resource'), ...form.getAll('audience')];
  if (targets.some((target) => target !== issuer)) throw new OAuthError('invalid_target', 'target');
  return token;
}

/** What the page shows: tags, and `file:` before the id of a file. It only narrows. */
function scopeOf(form: URLSearchParams): { elements: string[] | undefined; fileId: string | undefined } {
  const scopes =
    form
      .get('scope')
      ?.split(' ')
      .filter((scope) => scope !== '') ?? [];
  const files = scopes.filter((scope) => scope.startsWith('file:')).map((scope) => scope.slice(5));
  const elements = scopes.filter((scope) => !scope.startsWith('file:'));
  if (files.length > 1 || files.some((file) => !isId(file))) throw new OAuthError('invalid_scope', 'file');
  return { elements: elements.length > 0 ? elements : undefined, fileId: files[0] };
}

/** The person a token of the tenant's provider is about: made for this client's use, just now, by the keys we know. */
async function subjectOf(
  { database, providers }: ExchangeDeps,
  { tenantId, clientId }: ProvenClient,
  token: string,
  now: Date,
): Promise<{ provider: Provider; claims: JWTPayload }> {
  try {
    const issuer = textOf(unchecked(token), 'iss') ?? '';
    const provider = await database.withCaller(tenantId, (tx) => providerBy(tx, tenantId, { issuer }));
    if (!provider?.exchangeClients.includes(clientId)) throw new TokenRefused('iss');
    const claims = await verify(token, await providers.keys(provider), {
      issuer,
      audience: provider.audience,
      now,
      skew: skew.provider,
      maxAge: longestSubject,
    });
    if (textOf(claims, 'sub') === undefined) throw new TokenRefused('sub');
    // A token made to end sessions is signed by the same keys
    if ('events' in claims) throw new TokenRefused('events');
    const mayAct = claims['may_act'];
    if (mayAct !== undefined && (mayAct as { sub?: unknown } | null)?.sub !== `${tenantId}/${clientId}`)
      throw new TokenRefused('may_act');
    return { provider, claims };
  } catch (error) {
    if (error instanceof TokenRefused) throw new OAuthError('invalid_request', error.reason);
    throw error;
  }
}

/** How a provider says it made sure of who is there, and when. Not said: in the least sure way, long ago. */
export function vouchedBy(provider: Provider, claims: JWTPayload) {
  const acr = textOf(claims, 'acr');
  const at = claims['auth_time'];
  return {
    amr: [
      ...textsOf(claims, 'amr'),
      ...(acr !== undefined && provider.factorAcr.includes(acr) ? ['mfa'] : []),
    ],
    at: typeof at === 'number' ? new Date(at * 1000) : undefined,
  };
}
