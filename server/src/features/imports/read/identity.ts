import type { ImportedPerson, MergeRule } from './people-types.ts';
import { firstNamesKey, nameKey } from './words.ts';

/**
 * Which rows are one person (R1, R2 of the samples' README). Every lookup is by key: the cost of a row does
 * not depend on how many persons there are. A person is known by all the rows merged into it.
 */
export class PersonRegister {
  readonly people: ImportedPerson[] = [];
  readonly #byBirth = new Map<string, number>();
  readonly #byContact = new Map<string, number>();
  /** As `#byContact`, only persons without full birth date. */
  readonly #undatedByContact = new Map<string, number>();

  /** The first person of whom the row is another mention, with the rule that says so. */
  find(row: ImportedPerson): { index: number; rule: MergeRule } | undefined {
    let found: { index: number; rule: MergeRule } | undefined;
    for (const key of birthKeys(row)) {
      const index = this.#byBirth.get(key);
      if (index !== undefined && (found === undefined || index < found.index)) found = { index, rule: 'R1' };
    }
    for (const key of contactKeys(row)) {
      const index = row.birthDate === null ? this.#byContact.get(key) : this.#undated(key);
      if (index !== undefined && (found === undefined || index < found.index)) found = { index, rule: 'R2' };
    }
    return found;
  }

  add(row: ImportedPerson): void {
    this.people.push(row);
    this.#register(row, this.people.length - 1);
  }

  merge(index: number, row: ImportedPerson): void {
    const person = this.people[index];
    if (!person) return;
    const merged = mergePeople(person, row);
    this.people[index] = merged;
    this.#register(merged, index);
    // The names of the row itself, with the birth date it may have just learnt.
    this.#register({ ...row, birthDate: row.birthDate ?? merged.birthDate }, index);
  }

  #undated(key: string): number | undefined {
    const index = this.#undatedByContact.get(key);
    return index !== undefined && this.people[index]?.birthDate === null ? index : undefined;
  }

  #register(row: ImportedPerson, index: number): void {
    for (const key of birthKeys(row)) if (!this.#byBirth.has(key)) this.#byBirth.set(key, index);
    for (const key of contactKeys(row)) {
      if (!this.#byContact.has(key)) this.#byContact.set(key, index);
      if (row.birthDate === null && this.#undated(key) === undefined) this.#undatedByContact.set(key, index);
    }
  }
}

function birthKeys(row: ImportedPerson): string[] {
  if (row.birthDate === null) return [];
  const first = firstNamesKey(row.firstNames);
  const names = new Set([row.lastName, row.birthName ?? row.lastName].map(nameKey));
  return [...names].map((name) => `${row.birthDate}|${first}|${name}`);
}

function contactKeys(row: ImportedPerson): string[] {
  const who = `${nameKey(row.lastName)}|${firstNamesKey(row.firstNames)}`;
  const keys: string[] = [];
  if (row.phone !== null) keys.push(`${who}|${row.phone}`);
  if (row.email !== null) keys.push(`${who}|${row.email.toLowerCase()}`);
  return keys;
}

/** First value that is not empty; latest contact; notes one after the other, once each; a colour is a value, its absence is not. */
function mergePeople(first: ImportedPerson, second: ImportedPerson): ImportedPerson {
  const { age, birthYear, ...known } = first;
  const birthDate = first.birthDate ?? second.birthDate;
  const year = birthYear ?? second.birthYear;
  const years = age ?? second.age;
  const externalRef = first.externalRef ?? second.externalRef;
  const state = first.status === 'closed' ? first : second;
  return {
    ...known,
    sex: first.sex ?? second.sex,
    birthName: first.birthName ?? second.birthName,
    birthDate,
    ...(birthDate === null && year !== undefined ? { birthYear: year } : {}),
    ...(birthDate === null && years !== undefined ? { age: years } : {}),
    phone: first.phone ?? second.phone,
    email: first.email ?? second.email,
    street: first.street ?? second.street,
    postalCode: first.postalCode ?? second.postalCode,
    city: first.city ?? second.city,
    site: first.site ?? second.site,
    lastContactOn: latest(first.lastContactOn, second.lastContactOn),
    note: appendNote(first.note, second.note),
    status: state.status,
    ...(externalRef ? { externalRef } : {}),
    closeReason: state.closeReason,
    rqth: first.rqth || second.rqth,
  };
}

function latest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function appendNote(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return `\n${a}\n`.includes(`\n${b}\n`) ? a : `${a}\n${b}`;
}
