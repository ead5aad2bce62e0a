import { createRemoteJWKSet, customFetch } from 'jose';
import { z } from 'zod';
import { skew, textOf, TokenRefused, unchecked, verify } from '../../access/id-token.service.ts';
import type { Fetch } from '../../access/provider.service.ts';
import {
  Away,
  ToReconnect,
  type Agreement,
  type Attempt,
  type Mailbox,
  type Tokens,
} from './calendar-link.ts';
import { parsed, retryAfter, understood } from './graph.requests.ts';
import { sha256 } from './link.secrets.ts';

/** Lastria as Microsoft knows it. */
export interface OutlookSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** In production https://login.microsoftonline.com */
  readonly loginUrl: string;
  /** In production https://graph.microsoft.com/v1.0 */
  readonly graphUrl: string;
  /** Where Microsoft sends the worker back: a page of ours. */
  readonly redirectUri: string;
  /** Our own origin, when Microsoft reaches it: where it tells of changes. */
  readonly notifiedAt?: string;
}

const scope = 'openid offline_access https://graph.microsoft.com/Calendars.ReadWrite';
const patience = 15_000;
/** Renewed so long before its end: clocks differ, and a call lasts. */
const margin = 120_000;
/** A working account of any organisation: a personal one has no such calendar. */
const audience = 'organizations';

const answerShape = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  id_token: z.string().optional(),
  expires_in: z.number(),
});
const errorShape = z.object({ error: z.string() });
/** Codes after which only the worker can mend the link. */
const final = new Set(['invalid_grant', 'interaction_required', 'consent_required', 'login_required']);

/** Signing in at Microsoft for one's calendar, and what keeps it open. */
export class GraphTokens implements Agreement {
  readonly #settings: OutlookSettings;
  readonly #fetch: Fetch;

  constructor(settings: OutlookSettings, fetch: Fetch) {
    this.#settings = settings;
    this.#fetch = fetch;
  }

  /** Where the worker agrees. */
  address(state: string, { nonce, verifier }: Attempt): string {
    const { clientId, loginUrl, redirectUri } = this.#settings;
    const address = new URL(`${loginUrl}/${audience}/oauth2/v2.0/authorize`);
    for (const [name, value] of Object.entries({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      response_mode: 'query',
      scope,
      state,
      nonce,
      code_challenge: sha256(verifier),
      code_challenge_method: 'S256',
    }))
      address.searchParams.set(name, value);
    return address.href;
  }

  /**
   * Tokens of a code, and whose mailbox they open.
   * @throws TokenRefused when the answer is not the one to this attempt
   */
  async redeem(code: string, attempt: Attempt, now: Date): Promise<{ tokens: Tokens; mailbox: Mailbox }> {
    const answer = await this.#ask({
      grant_type: 'authorization_code',
      code,
      redirect_uri: this.#settings.redirectUri,
      code_verifier: attempt.verifier,
      scope,
    });
    const { id_token: idToken, refresh_token: refresh } = answer;
    if (idToken === undefined || refresh === undefined) throw new TokenRefused('idToken');
    const { loginUrl, clientId } = this.#settings;
    const tid = textOf(unchecked(idToken), 'tid');
    if (tid === undefined || !/^[\w-]+$/.test(tid)) throw new TokenRefused('tid');
    const keys = createRemoteJWKSet(new URL(`${loginUrl}/${tid}/discovery/v2.0/keys`), {
      timeoutDuration: patience,
      [customFetch]: (url, init) => this.#fetch(url, init),
    });
    const claims = await verify(idToken, keys, {
      issuer: `${loginUrl}/${tid}/v2.0`,
      audience: clientId,
      now,
      skew: skew.provider,
      maxAge: 5 * 60,
    });
    if (claims['nonce'] !== attempt.nonce) throw new TokenRefused('nonce');
    const oid = textOf(claims, 'oid');
    if (oid === undefined || textOf(claims, 'tid') !== tid) throw new TokenRefused('oid');
    return {
      tokens: tokensOf(answer, refresh, now),
      mailbox: { id: `${tid}/${oid}`, address: textOf(claims, 'preferred_username') ?? '' },
    };
  }

  /**
   * Other tokens in the place of these, which are worth nothing any more.
   * @throws ToReconnect when the worker must agree again
   */
  async renew(refresh: string, now: Date): Promise<Tokens> {
    const answer = await this.#ask({ grant_type: 'refresh_token', refresh_token: refresh, scope });
    return tokensOf(answer, answer.refresh_token ?? refresh, now);
  }

  async #ask(form: Record<string, string>): Promise<z.infer<typeof answerShape>> {
    const { clientId, clientSecret, loginUrl } = this.#settings;
    let answer: Response;
    let text: string;
    try {
      answer = await this.#fetch(`${loginUrl}/${audience}/oauth2/v2.0/token`, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: new URLSearchParams({
          client_id: clientId,
          client_secret: clientSecret,
          ...form,
        }).toString(),
      });
      text = await answer.text();
    } catch {
      throw new Away('no answer');
    }
    if (answer.ok) return understood(answerShape, parsed(text));
    const code = codeOf(text);
    if (final.has(code)) throw new ToReconnect(code);
    throw new Away(code, retryAfter(answer));
  }
}

function codeOf(text: string): string {
  try {
    return errorShape.parse(JSON.parse(text)).error;
  } catch {
    return 'unreadable';
  }
}

const tokensOf = (
  answer: { access_token: string; expires_in: number },
  refresh: string,
  now: Date,
): Tokens => ({
  access: answer.access_token,
  until: now.getTime() + answer.expires_in * 1000 - margin,
  refresh,
});
