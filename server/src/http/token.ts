import type { SessionClaims } from '../db/database.ts';
import { SealError, type Keyring } from '../vault/keyring.ts';
import { isId } from '../db/ids.ts';

const prefix = 'lastria_';

/** A session token: opaque and sealed. It names the session; what the session may do is read at each call. */
export const issueToken = (keyring: Keyring, claims: SessionClaims): string =>
  prefix +
  keyring
    .seal('session token', '', Buffer.from(`${claims.tenantId}/${claims.sessionId}`))
    .toString('base64url');

/** The claims of a token, or undefined for anything that was not issued here. */
export function readToken(keyring: Keyring, header: string | undefined): SessionClaims | undefined {
  return header?.startsWith('Bearer ') ? openToken(keyring, header.slice(7)) : undefined;
}

/** The claims of a token by itself. */
export function openToken(keyring: Keyring, token: string): SessionClaims | undefined {
  const match = /^lastria_([\w-]{60,400})$/.exec(token);
  if (!match) return undefined;
  try {
    const [tenantId = '', sessionId = ''] = keyring
      .open('session token', '', Buffer.from(match[1]!, 'base64url'))
      .toString()
      .split('/');
    return isId(tenantId) && isId(sessionId) ? { tenantId, sessionId } : undefined;
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}
