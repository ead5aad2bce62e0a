import { createHash, randomBytes } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';

export interface BackEndOptions {
  /** Address of the portal. */
  readonly origin: string;
  /** The portal, for the establishment's own sign-in. */
  readonly provider: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string };
  /** The portal, for Lastria. */
  readonly lastria: { readonly baseUrl: string; readonly clientId: string; readonly clientSecret: string };
}

interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}
interface Session {
  readonly subject: string;
  refreshToken: string;
  idToken: string;
  /** One renewal after the other: each refresh token serves once. */
  turn: Promise<unknown>;
}
interface Tokens {
  readonly id_token: string;
  readonly refresh_token: string;
}

const random = () => randomBytes(32).toString('base64url');
const basic = (id: string, secret: string) => ({
  authorization: `Basic ${btoa(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`)}`,
});

/**
 * Everything the back end of a portal does for Lastria: it signs its people in at the establishment's own provider
 * (OpenID Connect, code and PKCE), and exchanges what that provider says of them for tokens of ten minutes (RFC 8693).
 */
export function openBackEnd({ origin, provider, lastria }: BackEndOptions) {
  const { issuer, clientId, clientSecret } = provider;
  const redirectUri = `${origin}/retour`;
  const attempts = new Map<string, Attempt>();
  const sessions = new Map<string, Session>();

  const discovery = async () => {
    const answer = await fetch(`${issuer}/.well-known/openid-configuration`);
    if (!answer.ok) throw new Error('the sign-in of the establishment does not answer');
    return (await answer.json()) as Record<string, string>;
  };
  let known: ReturnType<typeof discovery> | undefined;
  const configuration = () =>
    (known ??= discovery().catch((error: unknown) => {
      known = undefined;
      throw error;
    }));

  /** Tokens of the provider's; nothing when it refuses. */
  async function tokensFor(grant: Record<string, string>): Promise<Tokens | undefined> {
    const { token_endpoint: endpoint } = await configuration();
    const answer = await fetch(endpoint!, {
      method: 'POST',
      headers: basic(clientId, clientSecret),
      body: new URLSearchParams(grant),
    });
    if (answer.status >= 500) throw new Error('the sign-in of the establishment does not answer');
    return answer.ok ? ((await answer.json()) as Tokens) : undefined;
  }

  /** A new identity token, and the token of Lastria's it is exchanged for: the first serves once, and five minutes. */
  async function exchange(session: Session) {
    const tokens = await tokensFor({ grant_type: 'refresh_token', refresh_token: session.refreshToken });
    if (!tokens) return undefined;
    session.refreshToken = tokens.refresh_token;
    session.idToken = tokens.id_token;
    const answer = await fetch(`${lastria.baseUrl}/v1/token`, {
      method: 'POST',
      headers: basic(lastria.clientId, lastria.clientSecret),
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token: tokens.id_token,
        subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
        origin,
      }),
    });
    const given = (await answer.json()) as { access_token: string; expires_in: number; error?: string };
    if (!answer.ok) throw new Error(`Lastria gives no token: ${given.error ?? answer.status}`);
    const expiresAt = new Date(Date.now() + given.expires_in * 1000).toISOString();
    return { token: given.access_token, expiresAt };
  }

  return {
    /** Sends a person to the provider: the address, and what recognises the browser that comes back. */
    async begin(): Promise<{ address: string; attempt: string }> {
      const { authorization_endpoint: endpoint } = await configuration();
      const [attempt, state, nonce, verifier] = [random(), random(), random(), random()];
      attempts.set(attempt, { state, nonce, verifier });
      setTimeout(() => attempts.delete(attempt), 600_000).unref();
      const address = new URL(endpoint!);
      address.search = new URLSearchParams({
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: 'openid',
        state,
        nonce,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      }).toString();
      return { address: address.href, attempt };
    },

    /** Takes the provider's answer, once; gives the session of the portal, or nothing. */
    async enter(attemptId: string, answer: URLSearchParams): Promise<string | undefined> {
      const attempt = attempts.get(attemptId);
      attempts.delete(attemptId);
      const code = answer.get('code');
      if (!attempt || code === null || answer.get('state') !== attempt.state) return undefined;
      if (answer.get('iss') !== issuer) return undefined;
      const { jwks_uri: keys } = await configuration();
      const tokens = await tokensFor({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: attempt.verifier,
      });
      if (!tokens) return undefined;
      const { payload } = await jwtVerify(tokens.id_token, createRemoteJWKSet(new URL(keys!)), {
        issuer,
        audience: clientId,
        algorithms: ['ES256'],
      });
      if (payload.sub === undefined || payload['nonce'] !== attempt.nonce) return undefined;
      const id = random();
      sessions.set(id, {
        subject: payload.sub,
        refreshToken: tokens.refresh_token,
        idToken: tokens.id_token,
        turn: Promise.resolve(),
      });
      return id;
    },

    /** Who is there, as the provider calls them. */
    subjectOf: (id: string): string | undefined => sessions.get(id)?.subject,

    /** A token of Lastria's for whoever is there; nothing when nobody is, here or at the provider's. */
    async token(id: string): Promise<{ token: string; expiresAt: string } | undefined> {
      const session = sessions.get(id);
      if (!session) return undefined;
      const turn = session.turn.catch(() => undefined).then(() => exchange(session));
      session.turn = turn;
      const given = await turn;
      if (!given) sessions.delete(id);
      return given;
    },

    /** Forgets who was there; gives the address where the provider does too. */
    async leave(id: string): Promise<string> {
      const session = sessions.get(id);
      sessions.delete(id);
      const { end_session_endpoint: endpoint } = await configuration();
      const home = `${origin}/`;
      if (!session) return home;
      return `${endpoint!}?${new URLSearchParams({ id_token_hint: session.idToken, post_logout_redirect_uri: home }).toString()}`;
    },
  };
}
export type BackEnd = ReturnType<typeof openBackEnd>;
