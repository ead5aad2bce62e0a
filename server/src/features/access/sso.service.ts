import { createHash, randomBytes } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { Call, Database, Tx } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { Problem } from '../../http/problem.ts';
import { SealError, type Keyring } from '../../vault/keyring.ts';
import { auditAs } from '../audit/audit.service.ts';
import { vouchedBy } from './exchange.service.ts';
import { signatures, skew, textOf, TokenRefused, verify } from './jwt.ts';
import { saysTwoFactors } from './nominative.ts';
import { sealOf } from './provider-registry.service.ts';
import { away, type ProviderConfiguration, type Providers } from './provider.service.ts';
import { providerBy, staffByIdentity, takeToken, type Provider } from './provider.store.ts';
import * as store from './sso.store.ts';

export interface SsoDeps {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly providers: Providers;
  readonly publicOrigin: string;
}

/** A sign-in at a provider that was refused; the reason is a code. */
export class SsoRefused extends Error {
  readonly reason: string;
  /** The page of ours that says it. */
  readonly landing: string | undefined;
  constructor(reason: string, landing?: string) {
    super(reason);
    this.reason = reason;
    this.landing = landing;
  }
}

/** Somebody whom the customer's own sign-in named, and who has still to prove a factor with us. */
export interface Named {
  readonly tenantId: string;
  readonly staffId: string;
  /** Whether the provider says that it asked for two factors. */
  readonly twoFactors: boolean;
  readonly back: string;
}

/** Minutes a person may take at the provider's, then on the way back to our own page. */
export const attemptMinutes = 10;
const cookieName = '__Host-lastria-sso';
/** Lax: it must come along when the provider sends the person back. */
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax';

const random = () => randomBytes(32).toString('base64url');
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url');

export const forgottenAttempt = `${cookieName}=; ${attributes}; Max-Age=0`;
export const callbackOf = (publicOrigin: string, providerId: string) =>
  `${publicOrigin}/v1/sign-in/sso/${providerId}/callback`;

/** Where a provider says that somebody signed out there. */
export const logoutOf = (publicOrigin: string, tenantId: string, providerId: string) =>
  `${publicOrigin}/v1/sign-in/sso/${tenantId}/${providerId}/logout`;

/** An address of our own origin to go on at, or its beginning. */
export function safeBack(back: string | undefined, publicOrigin: string): string {
  if (back === undefined || !/^\/(?![/\\])/.test(back) || !URL.canParse(back, publicOrigin)) return '/';
  const { origin, pathname, search } = new URL(back, publicOrigin);
  return origin === publicOrigin ? `${pathname}${search}` : '/';
}

const doorOf = (tenantId: string) => `/${tenantId}/connexion`;

/**
 * The page of ours that goes on. One that a frame opened to be let in comes back to its own address: another would cut
 * the two, by its Cross-Origin-Opener-Policy.
 */
const landingOf = ({ tenantId, back }: Pick<store.Attempt, 'tenantId' | 'back'>) =>
  /^\/[\w-]+\/accord\/[\w-]+$/.test(back) ? back : doorOf(tenantId);

export function openSso({ database, keyring, providers, publicOrigin }: SsoDeps) {
  const cookieOf = (kind: 'attempt' | 'named', ...parts: readonly string[]) =>
    `${cookieName}=${keyring
      .seal(`sso ${kind}`, '', Buffer.from(parts.join('/')))
      .toString('base64url')}; ${attributes}; Max-Age=${attemptMinutes * 60}`;
  const partsOf = (kind: 'attempt' | 'named', cookie: string | undefined): string[] => {
    try {
      return keyring
        .open(`sso ${kind}`, '', Buffer.from(cookie ?? '', 'base64url'))
        .toString()
        .split('/');
    } catch (error) {
      if (error instanceof SealError) throw new SsoRefused('cookie');
      throw error;
    }
  };

  /** The id token of a code, checked as OpenID Connect Core §3.1.3.7 says. */
  async function redeem(
    provider: Provider,
    attempt: store.Attempt,
    code: string,
    now: Date,
  ): Promise<JWTPayload> {
    const known = await providers.configuration(provider);
    const verifier = keyring.open('sso verifier', attempt.id, attempt.sealedVerifier).toString();
    const secret =
      provider.sealedSecret &&
      keyring
        .open('provider secret', sealOf(attempt.tenantId, provider.id), provider.sealedSecret)
        .toString();
    const encoded = (text: string) => encodeURIComponent(text);
    const answer = await providers
      .ask(known.tokenEndpoint, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          accept: 'application/json',
          ...(secret === null
            ? {}
            : { authorization: `Basic ${btoa(`${encoded(provider.clientId)}:${encoded(secret)}`)}` }),
        },
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code,
          redirect_uri: callbackOf(publicOrigin, provider.id),
          code_verifier: verifier,
          ...(secret === null ? { client_id: provider.clientId } : {}),
        }).toString(),
      })
      .catch(() => {
        throw away();
      });
    if (!answer.ok) throw new TokenRefused('code');
    const given = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
    const token = given['id_token'];
    if (typeof token !== 'string') throw new TokenRefused('idToken');
    const claims = await verify(token, await providers.keys(provider), {
      issuer: provider.issuer,
      audience: provider.clientId,
      now,
      skew: skew.provider,
      maxAge: 5 * 60,
      algorithms: algorithmsOf(known),
    });
    if (textOf(claims, 'sub') === undefined) throw new TokenRefused('sub');
    if (claims['nonce'] !== attempt.nonce) throw new TokenRefused('nonce');
    if ('events' in claims) throw new TokenRefused('events');
    const half = claims['at_hash'];
    if (half !== undefined && half !== leftHalf(given['access_token'], token))
      throw new TokenRefused('at_hash');
    return claims;
  }

  /** The attempt an answer is for: begun by this browser, not long ago, with this state, and answered once. */
  async function answered(
    cookie: string | undefined,
    providerId: string,
    state: string,
    now: Date,
  ): Promise<{ attempt: store.Attempt; provider: Provider }> {
    const [tenantId = '', attemptId = ''] = partsOf('attempt', cookie);
    return database.withCaller(tenantId, async (tx) => {
      const attempt = await store.useAttempt(tx, tenantId, {
        id: attemptId,
        providerId,
        stateDigest: sha256(state),
        now,
      });
      const provider = attempt && (await providerBy(tx, tenantId, { id: providerId }));
      if (!attempt || !provider?.forPeople) throw new SsoRefused('state', doorOf(tenantId));
      return { attempt, provider };
    });
  }

  return {
    /** Sends a person to a provider: the address there, and the cookie that recognises who comes back. */
    async begin(
      wanted: { client: string; providerId: string; back: string | undefined },
      now: Date,
    ): Promise<{ address: string; cookie: string }> {
      const tenantId = await database.tenantOfSlug(wanted.client);
      const provider =
        tenantId === undefined
          ? undefined
          : await database.withCaller(tenantId, (tx) => providerBy(tx, tenantId, { id: wanted.providerId }));
      if (tenantId === undefined || !provider?.forPeople) throw new SsoRefused('provider');
      const { authorizationEndpoint } = await providers.configuration(provider);
      const [id, state, nonce, verifier] = [newId(), random(), random(), random()];
      await database.withCaller(tenantId, (tx) =>
        store.addAttempt(tx, {
          tenantId,
          id,
          providerId: provider.id,
          stateDigest: sha256(state),
          nonce,
          sealedVerifier: keyring.seal('sso verifier', id, Buffer.from(verifier)),
          back: safeBack(wanted.back, publicOrigin),
          expiresAt: new Date(now.getTime() + attemptMinutes * 60_000),
        }),
      );
      const address = new URL(authorizationEndpoint);
      for (const [name, value] of Object.entries({
        response_type: 'code',
        client_id: provider.clientId,
        redirect_uri: callbackOf(publicOrigin, provider.id),
        scope: 'openid',
        state,
        nonce,
        code_challenge: sha256(verifier),
        code_challenge_method: 'S256',
        ...(provider.acrValues === null ? {} : { acr_values: provider.acrValues }),
      }))
        address.searchParams.set(name, value);
      return { address: address.href, cookie: cookieOf('attempt', tenantId, id) };
    },

    /** Takes the answer of a provider; gives our own page that goes on, and the cookie by which it does. */
    async callback(
      answer: { cookie: string | undefined; providerId: string; query: URLSearchParams },
      call: Call,
    ): Promise<{ landing: string; cookie: string }> {
      const { query, providerId } = answer;
      const { attempt, provider } = await answered(
        answer.cookie,
        providerId,
        query.get('state') ?? '',
        call.now,
      );
      const { tenantId } = attempt;
      try {
        const { saysIssuer } = await providers.configuration(provider);
        const said = query.get('iss');
        if ((said !== null || saysIssuer) && said !== provider.issuer) throw new TokenRefused('iss');
        const code = query.get('code');
        if (query.has('error') || code === null) throw new TokenRefused('error');
        const claims = await redeem(provider, attempt, code, call.now);
        const who = { providerId: provider.id, subject: claims.sub!, now: call.now };
        const { amr } = vouchedBy(provider, claims);
        await database.withCaller(tenantId, async (tx) => {
          const staffId = await staffByIdentity(tx, tenantId, who);
          if (staffId === undefined) throw new TokenRefused('unknownSubject');
          const sid = textOf(claims, 'sid');
          await store.nameAttempt(tx, attempt, staffId, sid === undefined ? null : sha256(sid));
        });
        return {
          landing: landingOf(attempt),
          cookie: cookieOf('named', tenantId, attempt.id, saysTwoFactors(amr) ? 'mfa' : ''),
        };
      } catch (error) {
        if (outcomeOf(error) === 'away') throw new SsoRefused('away', landingOf(attempt));
        if (!(error instanceof TokenRefused)) throw error;
        await traceRefusal(database, tenantId, provider.id, error.reason, call);
        throw new SsoRefused(error.reason, landingOf(attempt));
      }
    },

    /** Whom the customer's own sign-in named in this browser, once. */
    async named(cookie: string | undefined, now: Date): Promise<Named> {
      const [tenantId = '', attemptId = '', mfa = ''] = partsOf('named', cookie);
      return database.withCaller(tenantId, async (tx) => {
        const attempt = await store.namedAttempt(tx, tenantId, attemptId, now);
        const digest = keyring.digest('sso attempt', attemptId).toString('base64url');
        if (attempt?.staffId == null || !(await takeToken(tx, tenantId, digest, attempt.expiresAt)))
          throw new SsoRefused('over');
        return { tenantId, staffId: attempt.staffId, twoFactors: mfa === 'mfa', back: attempt.back };
      });
    },

    /** A provider says that somebody signed out there: what it opened here ends. */
    async endedThere(where: { tenantId: string; providerId: string; token: string }, call: Call) {
      const { tenantId, providerId, token } = where;
      const provider = await database.withCaller(tenantId, (tx) =>
        providerBy(tx, tenantId, { id: providerId }),
      );
      if (!provider) throw new TokenRefused('provider');
      const claims = await verify(token, await providers.keys(provider), {
        issuer: provider.issuer,
        audience: provider.clientId,
        now: call.now,
        skew: skew.provider,
        maxAge: 5 * 60,
        type: 'logout+jwt',
      });
      const events = claims['events'] as Record<string, unknown> | undefined;
      if (!events?.['http://schemas.openid.net/event/backchannel-logout']) throw new TokenRefused('events');
      if ('nonce' in claims) throw new TokenRefused('nonce');
      const [jti, sub, sid] = ['jti', 'sub', 'sid'].map((name) => textOf(claims, name));
      if (jti === undefined) throw new TokenRefused('jti');
      if (sub === undefined && sid === undefined) throw new TokenRefused('sub');
      await database.withCaller(tenantId, async (tx) => {
        const digest = keyring.digest('logout token', `${provider.id}\n${jti}`).toString('base64url');
        if (!(await takeToken(tx, tenantId, digest, new Date((claims.exp! + skew.provider) * 1000))))
          throw new TokenRefused('replayed');
        const people =
          sid === undefined
            ? [await staffByIdentity(tx, tenantId, { providerId, subject: sub!, now: call.now })]
            : await store.peopleOfSid(tx, tenantId, providerId, sha256(sid));
        for (const staffId of people) {
          if (staffId === undefined) continue;
          await store.endSsoSessions(tx, tenantId, staffId, call.now);
          await auditAs(tx, { tenantId, staffId, sessionId: null, ...call }, 'session.endedThere', {
            recordId: providerId,
          });
        }
      });
    },
  };
}
export type Sso = ReturnType<typeof openSso>;

const traceRefusal = (database: Database, tenantId: string, providerId: string, reason: string, call: Call) =>
  database.withCaller(tenantId, (tx: Tx) =>
    auditAs(tx, { tenantId, staffId: null, sessionId: null, ...call }, 'session.ssoRefused', {
      recordId: providerId,
      facts: { reason },
    }),
  );

/** Strong signatures first; RS256 only of a provider that has nothing else. */
function algorithmsOf({ signatures: offered }: ProviderConfiguration): readonly string[] {
  const strong = signatures.filter((one) => one !== 'RS256');
  return offered.length > 0 && !offered.some((one) => strong.includes(one)) ? ['RS256'] : strong;
}

/** What `at_hash` must be: half of the digest of the access token, by the algorithm of the signature. */
function leftHalf(accessToken: unknown, idToken: string): string | undefined {
  if (typeof accessToken !== 'string') return undefined;
  const header = JSON.parse(Buffer.from(idToken.split('.')[0]!, 'base64url').toString()) as { alg: string };
  const digest = createHash(header.alg.startsWith('Ed') ? 'sha512' : 'sha256')
    .update(accessToken)
    .digest();
  return digest.subarray(0, digest.length / 2).toString('base64url');
}

/** Whether an error is a refusal that a person is told as such, or a provider that does not answer. */
export const outcomeOf = (error: unknown): 'refused' | 'away' | undefined => {
  if (error instanceof SsoRefused) return error.reason === 'away' ? 'away' : 'refused';
  return error instanceof Problem && error.type === 'unavailable' ? 'away' : undefined;
};
