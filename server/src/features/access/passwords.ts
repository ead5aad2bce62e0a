import { hash, verify } from '@node-rs/argon2';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Problem } from '../../http/problem.ts';

/** The least cost of argon2id (the library's own choice) in ASVS 5.0, appendix C: 46 MiB, one pass. */
export const cost = { memoryCost: 46 * 1024, timeCost: 1, parallelism: 1 };

/** Hashes at once, and how many may wait: each holds 46 MiB for a tenth of a second. */
export const atOnce = 4;
export const waitingRoom = 64;

let running = 0;
const waiting: (() => void)[] = [];

/** Takes its turn, or is told to come again when too many wait. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (waiting.length >= waitingRoom) {
      throw new Problem(
        'unavailable',
        'Trop de connexions en même temps. Réessayez dans quelques secondes.',
        {
          headers: { 'retry-after': '5' },
        },
      );
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** The digest of a password, with its parameters and a salt of its own. */
export const digestOf = (password: string): Promise<string> => inTurn(() => hash(password, cost));

/** The digest of nothing anybody knows: an unknown account costs what a known one does. */
const nobody = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$c29tZXNhbHR5c2FsdHk$YpkSdLwtzbCuU/Bb2ZbzPvUe5wJTgMZ8Zc5Y6wsY8Xs`;

/** Whether the digest is that of the password; false, after the same work, when there is none. */
export async function isPassword(digest: string | undefined, password: string): Promise<boolean> {
  const right = await inTurn(() => verify(digest ?? nobody, password));
  return right && digest !== undefined;
}

export const shortest = 12;
export const longest = 128;

let common: ReadonlySet<string> | undefined;
/** French words, first names, places and keyboard walks from which passwords are commonly made. */
const commonWords = () =>
  (common ??= new Set(
    readFileSync(new URL('./common-passwords.txt', import.meta.url), 'utf8')
      .split(/\s+/)
      .filter((word) => word !== ''),
  ));

let breached: ReadonlySet<string> | undefined;
/**
 * The 20,000 passwords of twelve characters or more that come first among the million commonest of those that leaked,
 * as Mark Burnett published them and the OWASP SecLists keep them, in lower case: six bytes of the SHA-256 of each, so
 * that nobody who reads this folder reads them.
 */
const breachedDigests = () =>
  (breached ??= new Set(
    readFileSync(new URL('./breached-passwords.txt', import.meta.url), 'utf8')
      .trim()
      .split(/\s+/),
  ));
const hasLeaked = (password: string): boolean =>
  breachedDigests().has(
    createHash('sha256').update(password.toLowerCase()).digest().subarray(0, 6).toString('base64url'),
  );

/** A word as it is once what people add to satisfy a rule is taken away: accents, capitals, figures for letters, ends. */
const bare = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll('@', 'a')
    .replaceAll('0', 'o')
    .replaceAll('3', 'e')
    .replaceAll('$', 's')
    .replaceAll(/[^a-z]/g, '');

const trimmed = (text: string): string => bare(text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, ''));

/**
 * What is wrong with a password, as a French sentence, or nothing. Length first, no composition rules (CNIL 2022-100:
 * 50 bits with a limit on tries; ASVS 6.2): twelve characters, not one that leaked, not built on a common word or on what
 * we know of the person, and not a few characters over and over.
 */
export function weaknessOf(password: string, known: readonly string[]): string | undefined {
  if (password.length < shortest) return `Choisissez au moins ${shortest} caractères.`;
  if (password.length > longest) return `Choisissez au plus ${longest} caractères.`;
  if (new Set(password.toLowerCase()).size < 6)
    return 'Choisissez des caractères plus variés : celui-ci répète toujours les mêmes.';
  const words = [trimmed(password), bare(password)];
  // A common word alone, or one twice: « motdepasse2024! », « azertyazerty »
  const isCommon = words.some((word) => {
    const half = word.slice(0, word.length / 2);
    return commonWords().has(word) || (half + half === word && commonWords().has(half));
  });
  if (isCommon || hasLeaked(password))
    return 'Ce mot de passe est trop courant. Associez plusieurs mots sans rapport entre eux.';
  const own = known.flatMap((one) => one.split(/[\s@.'-]+/).map(bare)).filter((one) => one.length >= 4);
  const rest = own.reduce((left, one) => left.replaceAll(one, ''), bare(password));
  if (own.some((one) => bare(password).includes(one)) && rest.length < 8)
    return 'Ce mot de passe reprend votre nom ou celui de votre service. Choisissez autre chose.';
  return undefined;
}
