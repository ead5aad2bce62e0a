import { SealError, type Keyring } from '../vault/keyring.ts';
import { invalid } from './problem.ts';

/**
 * A cursor is sealed: it may hold a name or a date, and travels in addresses and logs. It only opens for the session
 * and the list it was made for.
 */
export const sealCursor = (keyring: Keyring, context: string, position: readonly unknown[]): string =>
  keyring.seal('cursor', context, Buffer.from(JSON.stringify(position))).toString('base64url');

export function openCursor<T extends readonly unknown[]>(
  keyring: Keyring,
  context: string,
  cursor: string,
): T {
  try {
    return JSON.parse(keyring.open('cursor', context, Buffer.from(cursor, 'base64url')).toString()) as T;
  } catch (error) {
    if (error instanceof SealError)
      throw invalid('#cursor', "Ce repère de page n'est plus valable. Reprenez au début de la liste.");
    throw error;
  }
}
