import type { Facts, ProfileFact } from './facts.types.ts';
import type { Earlier, FactValue } from './statistics.table.ts';

export interface Freezing {
  /** A key that means nothing to anybody; the same for all the facts of the file, and for nothing else. */
  readonly draw: () => string;
  /** Lower bounds of the age brackets of the tenant. */
  readonly bracketsFrom: readonly number[];
}

const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;
const monthOrNone = (day: string | null): string | null => (day === null ? null : monthOf(day));

/**
 * Facts of a file as they are kept once its sources go: under keys drawn at random, to the month, with an age bracket for
 * a birth and a department for a commune. Over whole months they count as they did.
 */
export function frozenOf(facts: Facts, { draw, bracketsFrom }: Freezing): Facts {
  const keys = { fileKey: draw(), personKey: draw(), frozen: true };
  const requestKeys = new Map(facts.requests.map(({ id }) => [id, draw()]));
  return {
    work: facts.work.map((row) => ({
      ...row,
      ...keys,
      id: draw(),
      performedOn: monthOf(row.performedOn),
      hour: null,
      requestIds: row.requestIds.map((id) => requestKeys.get(id)!),
    })),
    requests: facts.requests.map((row) => ({
      ...row,
      ...keys,
      id: requestKeys.get(row.id)!,
      requestedOn: monthOf(row.requestedOn),
      resolvedOn: monthOrNone(row.resolvedOn),
      firstWorkOn: monthOrNone(row.firstWorkOn),
      earlier: statesByMonth(row.earlier),
    })),
    actions: facts.actions.map((row) => ({
      ...row,
      ...keys,
      id: draw(),
      doneOn: monthOf(row.doneOn),
      earlier: statesByMonth(row.earlier),
    })),
    spells: facts.spells.map((row) => ({
      ...row,
      ...keys,
      id: draw(),
      since: monthOf(row.since),
      until: monthOrNone(row.until),
      openedOn: monthOf(row.openedOn),
      firstOpenedOn: monthOrNone(row.firstOpenedOn),
      lastWorkBefore: monthOrNone(row.lastWorkBefore),
    })),
    transfers: facts.transfers.map((row) => ({
      ...row,
      ...keys,
      id: draw(),
      transferredOn: monthOf(row.transferredOn),
    })),
    appointments: facts.appointments.map((row) => ({
      ...row,
      ...keys,
      id: draw(),
      startsOn: monthOf(row.startsOn),
      earlier: statesByMonth(row.earlier),
    })),
    profiles: profilesByMonth(facts.profiles).map((row) => ({
      ...row,
      ...keys,
      bornOn: null,
      birthYear: null,
      ageFrom: bracketOf(row, lastDay(facts), bracketsFrom),
      communeCode: null,
      firstContactOn: monthOrNone(row.firstContactOn),
      values: Object.fromEntries(Object.entries(row.values).map(([field, value]) => [field, general(value)])),
    })),
  };
}

/** Of several situations in one month, the last is kept: it is that of the month's end. */
function profilesByMonth(profiles: readonly ProfileFact[]): ProfileFact[] {
  const ordered = profiles.toSorted((one, other) => (one.since < other.since ? -1 : 1));
  return ordered
    .map((row) => ({ ...row, since: monthOf(row.since), until: monthOrNone(row.until) }))
    .filter(({ since }, at, rows) => rows[at + 1]?.since !== since);
}

/** A state of the past ended in the month of its change: at the end of that month it is already another. */
const statesByMonth = (states: readonly Earlier[] | null): readonly Earlier[] | null =>
  states?.map(({ until, was }) => ({ until: monthOf(until), was })) ?? null;

/** The day on which something last happened in the file: that of which its age bracket is true. */
function lastDay({ work, requests, spells }: Facts): string {
  const days = [
    ...work.map(({ performedOn }) => performedOn),
    ...requests.map(({ requestedOn }) => requestedOn),
    ...spells.flatMap(({ since, until }) => [since, until ?? since]),
  ].toSorted();
  return days.at(-1) ?? '2000-01-01';
}

/** The lower bound of the bracket the person was in that day: all that is kept of a birth. */
function bracketOf(
  { bornOn, birthYear }: Pick<ProfileFact, 'bornOn' | 'birthYear'>,
  day: string,
  bracketsFrom: readonly number[],
): number | null {
  const born = bornOn ?? (birthYear === null ? null : `${String(birthYear)}-01-01`);
  if (born === null) return null;
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4)) - (day.slice(5) < born.slice(5) ? 1 : 0);
  return Math.max(0, ...bracketsFrom.filter((from) => from <= years));
}

const general = (value: FactValue): FactValue =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? monthOf(value) : value;
