import type { ImportedPerson, Likeness, PossibleDuplicate } from './people-types.ts';
import { distance, firstNamesKey, nameKey, nameWords } from './words.ts';

/** In a block of look-alikes each person is compared with so many before it: homonyms by the thousand stay cheap. */
const window = 40;
/** Look-alikes shown for one person; more would be a list nobody reads. */
const maxPerPerson = 5;

interface Keys {
  readonly names: readonly string[];
  readonly first: string;
  readonly firstWords: readonly string[];
}

/**
 * Persons created twice perhaps: letters exchanged or changed, day and month swapped, name and first name
 * exchanged. Candidates share a block (domain.md §4, « Duplicate detection »), never all pairs.
 */
export function findPossibleDuplicates(people: readonly ImportedPerson[]): PossibleDuplicate[] {
  const keys = people.map(keysOf);
  const blocks = new Map<string, number[]>();
  people.forEach((person, index) => {
    for (const block of blocksOf(person, keys[index])) {
      const members = blocks.get(block);
      if (members) members.push(index);
      else blocks.set(block, [index]);
    }
  });
  const found = new Map<number, Likeness>();
  const shown = new Uint8Array(people.length);
  for (const members of blocks.values()) {
    for (let i = 1; i < members.length; i++) {
      for (let j = Math.max(0, i - window); j < i; j++) {
        const [a, b] = [members[j] ?? 0, members[i] ?? 0];
        const pair = a * people.length + b;
        if (a === b || (shown[b] ?? 0) >= maxPerPerson || found.has(pair)) continue;
        const why = likeness(people[a], keys[a], people[b], keys[b]);
        if (why === undefined) continue;
        shown[b] = (shown[b] ?? 0) + 1;
        found.set(pair, why);
      }
    }
  }
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([pair, why]) => ({
      rows: [
        people[Math.floor(pair / people.length)]?.row ?? '',
        people[pair % people.length]?.row ?? '',
      ] as const,
      why,
    }));
}

function keysOf(person: ImportedPerson): Keys {
  const names = [...new Set([nameKey(person.lastName), nameKey(person.birthName ?? person.lastName)])];
  return { names, first: firstNamesKey(person.firstNames), firstWords: nameWords(person.firstNames) };
}

function* blocksOf(person: ImportedPerson, keys: Keys | undefined): Generator<string> {
  if (!keys) return;
  const given = nameKey(person.firstNames);
  for (const name of keys.names) {
    yield `N|${name}|${keys.first}`;
    if (person.birthDate === null) continue;
    yield `L|${person.birthDate}|${name}`;
    yield `X|${person.birthDate}|${[name, given].sort().join('|')}`;
  }
  if (person.birthDate !== null) yield `F|${person.birthDate}|${keys.first}`;
  for (const contact of [person.phone, person.email?.toLowerCase()]) {
    if (contact === null || contact === undefined) continue;
    yield `C|${contact}|${keys.first}`;
  }
}

function likeness(a?: ImportedPerson, ka?: Keys, b?: ImportedPerson, kb?: Keys): Likeness | undefined {
  if (!a || !ka || !b || !kb) return undefined;
  const sameBirth = a.birthDate !== null && a.birthDate === b.birthDate;
  const sameContact = (a.phone !== null && a.phone === b.phone) || (a.email !== null && a.email === b.email);
  const sameFirst = ka.first === kb.first;
  const sameName = ka.names.some((name) => kb.names.includes(name));
  const closeName = sameName || ka.names.some((name) => kb.names.some((other) => close(name, other)));
  if (sameBirth && exchanged(a, ka, b, kb)) return 'namesExchanged';
  if (sameBirth && sameFirst && closeName) return 'similarLastName';
  if (sameBirth && sameName && closeFirst(ka, kb)) return 'similarFirstNames';
  if (sameFirst && sameName && closeBirth(a.birthDate, b.birthDate)) return 'similarBirthDate';
  return sameContact && sameFirst && closeName ? 'sameContact' : undefined;
}

function exchanged(a: ImportedPerson, ka: Keys, b: ImportedPerson, kb: Keys): boolean {
  const [givenA, givenB] = [nameKey(a.firstNames), nameKey(b.firstNames)];
  return givenA !== givenB && ka.names.includes(givenB) && kb.names.includes(givenA);
}

/** One letter apart, two from eight letters on; two neighbours exchanged count for one. */
function close(a: string, b: string): boolean {
  const limit = Math.min(a.length, b.length) >= 8 ? 2 : 1;
  return Math.min(a.length, b.length) >= 3 && distance(a, b, limit) <= limit;
}

function closeFirst(a: Keys, b: Keys): boolean {
  const [fewer, more] = a.firstWords.length <= b.firstWords.length ? [a, b] : [b, a];
  return close(a.first, b.first) || fewer.firstWords.every((word) => more.firstWords.includes(word));
}

/** Day and month swapped, or one digit changed. */
function closeBirth(a: string | null, b: string | null): boolean {
  if (a === null || b === null || a === b) return false;
  const [year, month, day] = a.split('-');
  if (b === `${year}-${day}-${month}`) return true;
  let different = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) different++;
  return different === 1;
}
