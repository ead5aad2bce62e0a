import { systemClock } from './clock.ts';
import { ConnectionError } from './errors.ts';
import type { components } from './generated/schema.d.ts';
import { connect, type ConnectOptions, type Session } from './session.ts';
import type { Token } from './token.ts';
import { fixedCredentials, transport } from './transport.ts';

type TokenReply = components['schemas']['TokenReply'];

export interface ServiceOptions extends Omit<ConnectOptions, 'getToken'> {
  /** "tenantId/accountId". */
  readonly clientId: string;
  readonly clientSecret: string;
  /** Some of the scopes of the account; all of them when not given. */
  readonly scopes?: readonly string[];
}

/**
 * Opens the session of a program by its service account; it renews itself for as long as the account and the secret
 * serve, and says `session-expired` once they do not. For a program alone: the secret never reaches a page.
 */
export function connectService({ clientId, clientSecret, scopes, ...options }: ServiceOptions): Session {
  const clock = options.clock ?? systemClock;
  const send = transport({
    fetch: options.fetch ?? ((request) => globalThis.fetch(request)),
    clock,
    credentials: fixedCredentials(`Basic ${btoa(`${clientId}:${clientSecret}`)}`),
    closed: new AbortController().signal,
  });
  return connect({
    ...options,
    async getToken(): Promise<Token> {
      const form = new URLSearchParams({ grant_type: 'client_credentials' });
      if (scopes) form.set('scope', scopes.join(' '));
      const response = await send(
        new Request(new URL('/v1/token', options.baseUrl), { method: 'POST', body: form }),
      ).catch(passing);
      if (!response.ok) {
        const { error = '' } = (await response.json()) as { error?: string };
        if (error === '') return passing(response.status);
        throw new Error(`Lastria refuses this service account: ${error}`);
      }
      const { access_token, expires_in } = (await response.json()) as TokenReply;
      return { token: access_token, expiresAt: clock.now() + expires_in * 1000 };
    },
  });
}

/** No answer, or not now: the session goes on, and the next call asks again. */
function passing(cause: unknown): never {
  if (cause instanceof Error && !(cause instanceof ConnectionError)) throw cause;
  throw new TypeError('Lastria gave no token', { cause });
}
