import { score } from './fuzzy.ts';

export interface ComboboxOption {
  readonly value: string;
  readonly label: string;
  /** Options of one group stand together, groups in the order they come: « Demandes ouvertes » first. */
  readonly group?: string | undefined;
  /** Small text after the label. */
  readonly note?: string | undefined;
  /** Words that find the option without being shown. */
  readonly keywords?: string | undefined;
}

/** As many as one looks through. */
export const SHOWN = 100;

/** The options a text finds, the nearest first within their groups; all of them for no text. */
export function matching(query: string, options: readonly ComboboxOption[]): readonly ComboboxOption[] {
  if (!query) return ordered(options.slice(0, SHOWN));
  const scored = options
    .map((option) => ({ option, points: score(query, `${option.label} ${option.keywords ?? ''}`) }))
    .filter(({ points }) => points > 0);
  scored.sort((a, b) => b.points - a.points);
  return ordered(
    scored.slice(0, SHOWN).map(({ option }) => option),
    options,
  );
}

/** The option a text names whole, accents and case aside. */
export const exactly = (text: string, options: readonly ComboboxOption[]): ComboboxOption | undefined =>
  options.find(
    (option) =>
      score(text, option.label) > 0 &&
      option.label.localeCompare(text.trim(), 'fr', { sensitivity: 'base' }) === 0,
  );

/** The value of the option that makes what is typed: no id and no code is so. */
export const CREATE = '+';

/** The options found, and after them the one that makes what is typed, unless one bears that very name. */
export const withCreation = (
  text: string,
  found: readonly ComboboxOption[],
  options: readonly ComboboxOption[],
  words: ((text: string) => string) | undefined,
): readonly ComboboxOption[] =>
  words && text && !exactly(text, options) ? [...found, { value: CREATE, label: words(text) }] : found;

/** Keeps options of one group together, groups in the order of `reference`. */
export function ordered(options: readonly ComboboxOption[], reference = options): readonly ComboboxOption[] {
  const groups = new Set(reference.map((option) => option.group ?? ''));
  const byGroup = Map.groupBy(options, (option) => option.group ?? '');
  return [...groups].flatMap((group) => byGroup.get(group) ?? []);
}
