import { clientOf, init, type CallOptions } from './client.ts';
import { systemClock, type Clock } from './clock.ts';
import { fixedCredentials, transport } from './transport.ts';
import type { EmbedSession, EmbedSessionInput } from './types.ts';
import { dataOf } from './unwrap.ts';

export interface BackEndOptions {
  readonly baseUrl: string;
  /** "tenantId/clientId". */
  readonly clientId: string;
  readonly clientSecret: string;
  readonly fetch?: (request: Request) => Promise<Response>;
  readonly clock?: Clock;
}

/**
 * Opens a session for one of your users and gives the token your page hands to `connect`. For your back end alone:
 * the secret never reaches a page.
 */
export async function openEmbedSession(
  options: BackEndOptions,
  input: EmbedSessionInput,
  call: CallOptions = {},
): Promise<EmbedSession> {
  const client = clientOf(
    options.baseUrl,
    transport({
      fetch: options.fetch ?? ((request) => globalThis.fetch(request)),
      clock: options.clock ?? systemClock,
      credentials: fixedCredentials(`Basic ${btoa(`${options.clientId}:${options.clientSecret}`)}`),
      closed: new AbortController().signal,
    }),
  );
  return dataOf(client.POST('/v1/embed-sessions', { body: input, ...init(call) }));
}
