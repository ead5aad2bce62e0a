import referenceData from '../../configuration/reference-data.json' with { type: 'json' };
import { table, type Table } from './random.ts';

interface Item {
  readonly code: string;
  readonly label: string;
  readonly parent?: string;
  readonly flags?: readonly string[];
  readonly defaultMinutes?: number;
  readonly channel?: string;
}

const lists = referenceData.lists as Readonly<Record<string, { readonly items: readonly Item[] }>>;
const index = new Map(
  Object.entries(lists).map(([list, { items }]) => [list, new Map(items.map((item) => [item.code, item]))]),
);

export const isKnown = (list: string, code: string): boolean => index.get(list)?.has(code) ?? false;

/** The item, or a refusal at start: a table of weights may not drift away from the nomenclature. */
export const itemOf = (list: string, code: string): Item => {
  const item = index.get(list)?.get(code);
  if (!item) throw new RangeError(`reference-data.json has no ${list}/${code}`);
  return item;
};

export const known = (list: string, codes: readonly string[]): readonly string[] => {
  for (const code of codes) itemOf(list, code);
  return codes;
};

export const weighted = (list: string, weights: Readonly<Record<string, number>>): Table<string> => {
  known(list, Object.keys(weights));
  return table(Object.entries(weights));
};

/** Each code of a list with what `make` says of it. */
export const byCode = <T>(list: string, make: (item: Item) => T): ReadonlyMap<string, T> =>
  new Map([...(index.get(list)?.values() ?? [])].map((item) => [item.code, make(item)]));

export const categoryOf: ReadonlyMap<string, string> = byCode('requestTypes', ({ parent }) => parent ?? '');

/** Codes of the list `emptyState` for the three empty answers. */
export const EMPTY_ANSWER_CODES = {
  notAsked: 'non-demande',
  unknown: 'inconnu',
  refused: 'refus-repondre',
} as const;
