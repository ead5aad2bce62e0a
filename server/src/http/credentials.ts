import type { Context as HonoContext } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Actor } from '../db/database.ts';
import type { Keyring } from '../vault/keyring.ts';
import { Problem } from './problem.ts';
import { openToken, readToken, type TokenClaims } from './token.ts';

/** Where a session's token lives: in the hand of a host's page, or in a cookie of one of our own pages. */
export type Carrier = 'bearer' | 'page' | 'frame';

/** What a call shows of itself, before the session is looked at. */
export interface Shown {
  readonly claims: TokenClaims;
  readonly by: Carrier;
}

/** Cookies of our own origin; `__Host-`: no other host, path or plain connection can set or read them. */
export const cookieNames = { page: '__Host-lastria', frame: '__Host-lastria-frame' } as const;
const attributes = {
  page: 'Path=/; Secure; HttpOnly; SameSite=Strict',
  // One jar for each site that holds the frame
  frame: 'Path=/; Secure; HttpOnly; SameSite=None; Partitioned',
} as const;

/** Header by which our own pages say which of them calls: no other page can send it without our consent. */
export const pageHeader = 'x-lastria-page';

const secondsToLive = (until: Date, now: Date) => Math.max(0, Math.floor((+until - +now) / 1000));

/** The Set-Cookie of a session that begins, until its end. */
export const sessionCookie = (by: 'page' | 'frame', token: string, until: Date, now: Date): string =>
  `${cookieNames[by]}=${token}; ${attributes[by]}; Max-Age=${secondsToLive(until, now)}`;

/** The Set-Cookie that forgets it. */
export const forgottenCookie = (by: 'page' | 'frame'): string =>
  `${cookieNames[by]}=; ${attributes[by]}; Max-Age=0`;

/**
 * The session a call shows, or nothing. A bearer token comes first; a cookie counts only with the header of our own
 * pages, so that no form, image or link of another page is ever signed in.
 */
export function shown(c: HonoContext, keyring: Keyring): Shown | undefined {
  const authorization = c.req.header('authorization');
  if (authorization !== undefined) {
    const claims = readToken(keyring, authorization);
    return claims && { claims, by: 'bearer' };
  }
  const by = c.req.header(pageHeader);
  if (by !== 'page' && by !== 'frame') return undefined;
  const claims = shownCookie(keyring, by, (name) => getCookie(c, name));
  return claims && { claims, by };
}

/** The session a cookie of one of our pages shows, or nothing. */
export function shownCookie(
  keyring: Keyring,
  by: 'page' | 'frame',
  cookie: (name: string) => string | undefined,
): TokenClaims | undefined {
  const value = cookie(cookieNames[by]);
  return value === undefined ? undefined : openToken(keyring, value);
}

const isReading = (method: string) => method === 'GET' || method === 'HEAD';

/** Refuses a call of a cookie that does not come from one of our own pages. */
export function requireOwnPage(c: HonoContext, publicOrigin: string): void {
  const origin = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  const isOurs =
    (origin === undefined ? isReading(c.req.method) : origin === publicOrigin) &&
    (site === undefined || site === 'same-origin');
  if (!isOurs) throw new Problem('origin-refused', 'Ouvrez Lastria à sa propre adresse, puis recommencez.');
}

/** Milliseconds for which the token of before still serves: calls were under way when the new one was given. */
export const overlap = 10_000;

/**
 * Whether a session of this kind may be shown this way: what a host's scripts can hold never opens one of ours, and a
 * proof given again is worth a new token: that of before serves no more.
 */
export function fits({ kind, provedAt }: Actor, { claims, by }: Shown, now: Date): boolean {
  const isOfBefore =
    claims.provedAt !== undefined && provedAt !== null && claims.provedAt < Date.parse(provedAt);
  if (isOfBefore && +now - Date.parse(provedAt) > overlap) return false;
  return by === 'bearer' ? kind === 'embed' || kind === 'service' : kind === by;
}

/** Refuses a call from a page the session was not opened for. */
export function requirePlace(c: HonoContext, actor: Actor, by: Carrier, publicOrigin: string): void {
  if (by !== 'bearer') return requireOwnPage(c, publicOrigin);
  const origin = c.req.header('origin');
  if (origin !== undefined && !actor.origins.includes(origin)) {
    throw new Problem('origin-refused', "Demandez à l'administrateur d'autoriser l'adresse de cette page.");
  }
}
