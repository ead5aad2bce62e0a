import type { SessionClaims } from '../db/database.ts';
import { SealError, type Keyring } from '../vault/keyring.ts';
import { isId } from '../db/ids.ts';

const prefix = 'lastria_';

/** What a token says: whose session it is and, of one of our own pages, for which proof it was made. */
export interface TokenClaims extends SessionClaims {
  /** Milliseconds: the proof this token was made for. One made before the last serves no more. */
  readonly provedAt?: number;
}

/** A session token: opaque and sealed. It names the session; what the session may do is read at each call. */
export const issueToken = (keyring: Keyring, { tenantId, sessionId, provedAt }: TokenClaims): string =>
  prefix +
  keyring
    .seal(
      'session token',
      '',
      Buffer.from([tenantId, sessionId, ...(provedAt === undefined ? [] : [provedAt])].join('/')),
    )
    .toString('base64url');

/** The claims of a token, or undefined for anything that was not issued here. */
export function readToken(keyring: Keyring, header: string | undefined): TokenClaims | undefined {
  return header?.startsWith('Bearer ') ? openToken(keyring, header.slice(7)) : undefined;
}

/** The claims of a token by itself. */
export function openToken(keyring: Keyring, token: string): TokenClaims | undefined {
  const match = /^lastria_([\w-]{60,400})$/.exec(token);
  if (!match) return undefined;
  try {
    const [tenantId = '', sessionId = '', provedAt] = keyring
      .open('session token', '', Buffer.from(match[1]!, 'base64url'))
      .toString()
      .split('/');
    if (!isId(tenantId) || !isId(sessionId)) return undefined;
    return { tenantId, sessionId, ...(provedAt === undefined ? {} : { provedAt: Number(provedAt) }) };
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}
