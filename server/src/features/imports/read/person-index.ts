import { readBirth } from './birth.ts';
import { readPersonWords } from './names.ts';
import type { Cell } from './table.ts';
import { distance, firstNamesKey, nameKey } from './words.ts';

/** A person the file may speak of: from the base, or from a list read just before. */
export interface KnownPerson {
  readonly id: string;
  readonly lastName: string;
  readonly birthName: string | null;
  readonly firstNames: string;
  readonly birthDate: string | null;
  readonly birthYear?: number;
  readonly site: string | null;
}

export type PersonMatch =
  | { readonly kind: 'found'; readonly id: string }
  | { readonly kind: 'unknown'; readonly suggestions: readonly string[] }
  | { readonly kind: 'birthDateMismatch'; readonly candidates: readonly string[] }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly string[] };

const longestMention = 10;
const maxSuggestions = 3;
/** Comparisons spent on suggestions in one reading; beyond, misspellings get none. */
const suggestionBudget = 30_000_000;

/** Persons by name and first names, either order, use or birth name. Initials and misspellings find nobody; a misspelling gets a suggestion. */
export class PersonIndex {
  readonly #byBoth = new Map<string, KnownPerson[]>();
  /** Names met with a set of first names, and the other way round. */
  readonly #namesByFirst = new Map<string, Set<string>>();
  readonly #firstsByName = new Map<string, Set<string>>();
  readonly #suggestions = new Map<string, readonly KnownPerson[]>();
  #budget = suggestionBudget;

  constructor(people: readonly KnownPerson[]) {
    for (const person of people) {
      const first = firstNamesKey(person.firstNames);
      for (const name of new Set([nameKey(person.lastName), nameKey(person.birthName ?? person.lastName)])) {
        push(this.#byBoth, `${name}|${first}`, person);
        add(this.#namesByFirst, first, name);
        add(this.#firstsByName, name, first);
      }
    }
  }

  /** Of several homonyms the birth date decides if given, else the site if it leaves one. `today` dates the birth cell. */
  match(cell: string, birthCell: Cell | undefined, site: string | null, today: string): PersonMatch {
    const splits = splitsOf(cell);
    const candidates = new Map<string, KnownPerson>();
    for (const [name, first] of splits) {
      for (const person of this.#byBoth.get(`${name}|${first}`) ?? []) candidates.set(person.id, person);
    }
    const people = [...candidates.values()];
    if (people.length === 0)
      return { kind: 'unknown', suggestions: this.#suggest(splits, birthCell, site, today) };
    return decide(people, birthCell, site, today);
  }

  /** Persons one letter away (two from eight letters on) on one side, the other side exact. */
  #suggest(
    splits: readonly (readonly [string, string])[],
    birthCell: Cell | undefined,
    site: string | null,
    today: string,
  ) {
    const key = splits.map((split) => split.join('|')).join('||');
    let people = this.#suggestions.get(key);
    if (!people) {
      people = this.#nearest(splits);
      this.#suggestions.set(key, people);
    }
    if (people.length > 1) {
      const decision = decide(people, birthCell, site, today);
      if (decision.kind === 'found') return [decision.id];
    }
    return people.slice(0, maxSuggestions).map((person) => person.id);
  }

  #nearest(splits: readonly (readonly [string, string])[]): KnownPerson[] {
    let best = Infinity;
    const found = new Set<string>();
    const keep = (key: string, apart: number) => {
      if (apart === Infinity || apart > best) return;
      if (apart < best) found.clear();
      best = apart;
      found.add(key);
    };
    for (const [name, first] of splits) {
      const names = this.#namesByFirst.get(first) ?? [];
      const firsts = this.#firstsByName.get(name) ?? [];
      this.#budget -= ('size' in names ? names.size : 0) + ('size' in firsts ? firsts.size : 0);
      if (this.#budget < 0) return [];
      for (const other of names) keep(`${other}|${first}`, apart(name, other, best));
      for (const other of firsts) keep(`${name}|${other}`, apart(first, other, best));
    }
    const people = [...found].flatMap((key) => this.#byBoth.get(key) ?? []);
    return [...new Set(people)];
  }
}

function apart(a: string, b: string, best: number): number {
  const shortest = Math.min(a.length, b.length);
  return shortest < 3 ? Infinity : distance(a, b, Math.min(best, shortest >= 8 ? 2 : 1));
}

/** Every way to cut the words into name and first names, both orders; a comma allows one. */
function splitsOf(cell: string): (readonly [name: string, first: string])[] {
  const { words, nameLength } = readPersonWords(cell.slice(0, 200));
  if (words.length < 2 || words.length > longestMention) return [];
  const cuts = nameLength === null ? words.slice(1).map((_, index) => index + 1) : [nameLength];
  const splits = new Map<string, readonly [string, string]>();
  for (const cut of cuts) {
    const [before, after] = [words.slice(0, cut), words.slice(cut)];
    for (const [name, first] of [
      [before, after],
      [after, before],
    ] as const) {
      const split = [name.join(''), firstNamesKey(first.join(' '))] as const;
      splits.set(split.join('|'), split);
    }
  }
  return [...splits.values()];
}

function decide(
  people: readonly KnownPerson[],
  birthCell: Cell | undefined,
  site: string | null,
  today: string,
): PersonMatch {
  const birth = readBirth(birthCell, today);
  const ids = (list: readonly KnownPerson[]) => list.map((person) => person.id);
  const [only] = people;
  if (birth.kind === 'date') {
    const same = people.filter((person) => person.birthDate === birth.iso);
    if (same.length === 1 && same[0]) return { kind: 'found', id: same[0].id };
    if (same.length > 1) return { kind: 'ambiguous', candidates: ids(people) };
    const open = people.filter((person) => mayBeBorn(person, birth.iso));
    if (open.length === 0) return { kind: 'birthDateMismatch', candidates: ids(people) };
    return people.length === 1 && only
      ? { kind: 'found', id: only.id }
      : { kind: 'ambiguous', candidates: ids(people) };
  }
  if (people.length === 1 && only) return { kind: 'found', id: only.id };
  const there = site === null ? [] : people.filter((person) => person.site === site);
  return there.length === 1 && there[0]
    ? { kind: 'found', id: there[0].id }
    : { kind: 'ambiguous', candidates: ids(people) };
}

/** A person whose full birth date is unknown is not contradicted by one, unless the year is known and differs. */
function mayBeBorn(person: KnownPerson, iso: string): boolean {
  if (person.birthDate !== null) return false;
  return person.birthYear === undefined || person.birthYear === Number(iso.slice(0, 4));
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}
