import { createLocalJWKSet, createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import { Problem } from '../../http/problem.ts';
import type { Provider } from './provider.store.ts';

/** What a provider says of itself, as far as we use it. */
export interface ProviderConfiguration {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly jwksUri: string;
  /** Whether it says who answers, in the address it sends people back to (RFC 9207). */
  readonly saysIssuer: boolean;
  readonly signatures: readonly string[];
}

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Milliseconds: how long a provider may take to answer, how long its word is kept, how soon its keys are read again. */
const patience = 5000;
const keptFor = 10 * 60_000;
const cooldown = 60_000;

/** The providers a server speaks to: what they say of themselves and their keys, each read once in a while. */
export function openProviders(fetch: Fetch = globalThis.fetch) {
  const configurations = new Map<string, { read: Promise<ProviderConfiguration>; until: number }>();
  const keySets = new Map<string, JWTVerifyGetKey>();

  const ask: Fetch = (url, init) =>
    fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(patience) });

  async function read({ issuer, discoveryUrl }: Provider): Promise<ProviderConfiguration> {
    const address = discoveryUrl ?? `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const answer = await ask(address, { headers: { accept: 'application/json' } }).catch(gone);
    if (!answer.ok) throw away();
    const said = (await answer.json().catch(gone)) as Record<string, unknown>;
    if (said['issuer'] !== issuer) throw away();
    const algorithms = said['id_token_signing_alg_values_supported'];
    return {
      issuer,
      authorizationEndpoint: addressIn(said, 'authorization_endpoint'),
      tokenEndpoint: addressIn(said, 'token_endpoint'),
      jwksUri: addressIn(said, 'jwks_uri'),
      saysIssuer: said['authorization_response_iss_parameter_supported'] === true,
      signatures: Array.isArray(algorithms) ? algorithms.map(String) : [],
    };
  }

  async function configuration(provider: Provider): Promise<ProviderConfiguration> {
    const key = `${provider.issuer} ${provider.discoveryUrl ?? ''}`;
    const kept = configurations.get(key);
    if (kept && kept.until > Date.now()) return kept.read;
    const reading = read(provider);
    configurations.set(key, { read: reading, until: Date.now() + keptFor });
    reading.catch(() => configurations.delete(key));
    return reading;
  }

  return {
    ask,
    configuration,
    /** The keys of a provider: those given with it, or those of its own address, read again at most once a minute. */
    async keys(provider: Provider): Promise<JWTVerifyGetKey> {
      if (provider.jwks !== null)
        return createLocalJWKSet(JSON.parse(provider.jwks) as Parameters<typeof createLocalJWKSet>[0]);
      const { jwksUri } = await configuration(provider);
      const known = keySets.get(jwksUri);
      if (known) return known;
      const keys = createRemoteJWKSet(new URL(jwksUri), {
        cooldownDuration: cooldown,
        cacheMaxAge: keptFor,
        timeoutDuration: patience,
        [customFetch]: (url, init) => fetch(url, init),
      });
      keySets.set(jwksUri, keys);
      return keys;
    },
  };
}
export type Providers = ReturnType<typeof openProviders>;

/** A provider that does not answer, or not as itself. */
export const away = () =>
  new Problem(
    'unavailable',
    'Le service de connexion de votre établissement ne répond pas. Réessayez dans un instant.',
    { headers: { 'retry-after': '5' } },
  );
const gone = (): never => {
  throw away();
};

/** An address of a provider: over TLS, but for a machine that speaks to itself. */
function addressIn(said: Record<string, unknown>, name: string): string {
  const value = said[name];
  if (typeof value !== 'string' || !isSafeAddress(value)) throw away();
  return value;
}

export const isSafeAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname));
};

export { forgetTokens } from './provider.store.ts';
export { forgetAttempts } from './sso.store.ts';
