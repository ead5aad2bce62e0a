import type { Keyring } from '../../../vault/keyring.ts';

/** Why the person is not reminded, most telling first. */
export const againstReminding = [
  'deceased',
  'closedFile',
  'restricted',
  'notAsked',
  'declined',
  'noAddress',
  'addressChanged',
  'unusable',
  'unsafe',
] as const;
export type AgainstReminding = (typeof againstReminding)[number];

/** Milliseconds until somebody who may not be written to is looked at again: she may have agreed since. */
export const lookAgainAfter = 60 * 60_000;

/** What stands in a file about writing to its person. */
export interface Addressee {
  readonly fileId: string;
  readonly status: string;
  readonly diedOn: string | null;
  readonly email: string | null;
  readonly addressProtected: boolean;
  /** Semantic keys of the warnings on the file, those that have ended left out. */
  readonly warnings: ReadonlySet<string>;
  readonly choice:
    | {
        readonly agrees: boolean;
        readonly readBy: 'personAlone' | 'others' | 'nobody';
        readonly addressDigest: string | null;
      }
    | undefined;
}

/** Keyed, and of the file: of two files with the same address it says nothing. */
export const digestOfAddress = (keyring: Keyring, fileId: string, email: string): string =>
  keyring.digest('reminder address', `${fileId}/${email.trim().toLowerCase()}`).toString('base64url');

/**
 * What stands against writing to the person; undefined: nothing. She agreed, to this very address; and where she must
 * not be reached at home, or her address is kept secret, she alone reads the mailbox (domain reference, 6.3).
 */
export function reasonAgainst(keyring: Keyring, one: Addressee): AgainstReminding | undefined {
  const { choice, email, warnings } = one;
  if (one.diedOn !== null) return 'deceased';
  if (one.status !== 'open') return 'closedFile';
  if (warnings.has('processingRestriction')) return 'restricted';
  if (!choice) return 'notAsked';
  if (!choice.agrees) return 'declined';
  if (email === null) return 'noAddress';
  if (choice.addressDigest !== digestOfAddress(keyring, one.fileId, email)) return 'addressChanged';
  if (choice.readBy === 'nobody') return 'unusable';
  const isExposed = warnings.has('noHomeContact') || one.addressProtected;
  if (isExposed && choice.readBy !== 'personAlone') return 'unsafe';
  return undefined;
}
