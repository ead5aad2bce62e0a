import { nameKey, nameWords, tidy } from './words.ts';

export interface NameParts {
  readonly lastName: string | null;
  readonly birthName: string | null;
}

const born = /^(.*?)[\s,(]*(?<!\p{L})(?:n[ée]e?(?:\s*\(e\))?|née)(?!\p{L})\.?\s*:?\s+(.+?)\)?$/iu;
const married =
  /^(.*?)[\s,(]*(?<!\p{L})(?:[ée]p(?:ouse)?|[ée]pse|veuve|vve|mari[ée]e)(?!\p{L})\.?\s*:?\s+(.+?)\)?$/iu;
const bracketed = /^(.+?)\s*\(\s*([^()]+?)\s*\)$/u;

/**
 * Use name and birth name of a cell that may hold both: « X née Y », « X (Y) », « Y ép. X ». A birth name
 * in a column of its own wins; one that repeats the use name says nothing.
 */
export function readNames(cell: string, birthCell: string): NameParts {
  const { lastName, birthName } = splitNames(tidy(cell.slice(0, 300)));
  const birth = wordOrNull(birthCell.slice(0, 300)) ?? birthName;
  return {
    lastName,
    birthName: birth !== null && lastName !== null && nameKey(birth) === nameKey(lastName) ? null : birth,
  };
}

function splitNames(text: string): NameParts {
  const nee = born.exec(text);
  if (nee) {
    const birthName = wordOrNull(nee[2]);
    return { lastName: wordOrNull(nee[1]) ?? birthName, birthName };
  }
  const wife = married.exec(text);
  if (wife) {
    const birthName = wordOrNull(wife[1]);
    return { lastName: wordOrNull(wife[2]) ?? birthName, birthName };
  }
  const bracket = bracketed.exec(text);
  if (bracket) return { lastName: wordOrNull(bracket[1]), birthName: wordOrNull(bracket[2]) };
  return { lastName: wordOrNull(text), birthName: null };
}

/** First names as typed; `null` when the cell holds no letter (empty, ?, -). */
export function wordOrNull(text = ''): string | null {
  const typed = tidy(text);
  return /\p{L}/u.test(typed) && !/^n\.?\/?c\.?$/i.test(typed) ? typed : null;
}

const civilities = new Set(['m', 'mr', 'mme', 'mlle', 'melle', 'monsieur', 'madame', 'mademoiselle']);

/** Words of « Mme DUPONT, Marie », civility aside; a comma says that the name stands before it. */
export function readPersonWords(cell: string): { words: string[]; nameLength: number | null } {
  const comma = cell.indexOf(',');
  const before = withoutCivility(nameWords(comma < 0 ? cell : cell.slice(0, comma)));
  if (comma < 0) return { words: before, nameLength: null };
  const after = withoutCivility(nameWords(cell.slice(comma + 1)));
  return { words: [...before, ...after], nameLength: after.length > 0 ? before.length : null };
}

function withoutCivility(words: string[]): string[] {
  const [first, ...others] = words;
  return first !== undefined && others.length > 0 && civilities.has(first) ? others : words;
}
