import { acronyms } from './lexicon-abbreviations.ts';
import { accentedWords, neverCorrected } from './lexicon-common.ts';
import { editDistance, isOneEdit, stemOf, type Token } from './text.ts';

/** The words of the trade as they are spelled, by first letter, each with the stem it stands for. */
export type Spellings = Map<string, Map<string, string>>;

/** Below this a word is too short to be told from another one letter away. */
const SHORTEST_CORRECTED = 4;
const LONGEST_CORRECTED = 24;

export function addSpelling(spellings: Spellings, spelling: string, stem: string): void {
  if (spelling.length < 5 || /\d/.test(spelling)) return;
  const known = spellings.get(spelling.charAt(0)) ?? new Map<string, string>();
  spellings.set(spelling.charAt(0), known.set(spelling, stem));
}

const ACCENTED = new Set([...accentedWords].map(stemOf));

/** Whether the word is one of the language: « contacter » is no « contester ». */
export const isOfLanguage = ({ norm, stem }: Token): boolean =>
  neverCorrected.has(norm) || neverCorrected.has(stem) || neverCorrected.has(norm.replace(/e?s?$/, ''));

/**
 * Whether a word may be another misspelled, by its ending: a participle is no noun (« organisée » is no « organisme »),
 * nor is a verb told in the past (« représentait » is no « représentant »).
 */
export function mayEndAs({ raw, norm }: Token, spelling: string): boolean {
  const past = /(?:ait|aient|erent)$/.exec(norm)?.[0];
  if (past !== undefined) return spelling.endsWith(past);
  if (!/[é\u0301]e?s?$/iu.test(raw) && !/ees?$/.test(norm)) return true;
  return ACCENTED.has(stemOf(spelling)) || (/ite$/.test(spelling) && /tes?$/.test(norm));
}

/** Each acronym with two neighbouring letters exchanged, or one doubled, and what it stands for. */
const SLIPS = new Map<string, readonly string[]>();
for (const acronym of acronyms)
  for (let at = 0; at < acronym.length; at += 1) {
    const [before, letter, next] = [acronym.slice(0, at), acronym.charAt(at), acronym.charAt(at + 1)];
    const after = acronym.slice(at + 2);
    for (const slip of [before + next + letter + after, before + letter + letter + next + after])
      if (!acronyms.has(slip)) SLIPS.set(slip, [...new Set([...(SLIPS.get(slip) ?? []), stemOf(acronym)])]);
  }

/**
 * The stems a word misspelled may stand for: one edit, then a word cut short, then two edits. Short words but acronyms,
 * and words of the language, are left as they are.
 */
export function corrections(
  token: Token,
  spellings: Spellings,
  isKnown: (stem: string) => boolean,
): string[] {
  const { norm, stem } = token;
  if (
    norm.length < SHORTEST_CORRECTED ||
    stem.length < SHORTEST_CORRECTED ||
    norm.length > LONGEST_CORRECTED ||
    /\d/.test(norm) ||
    isOfLanguage(token)
  )
    return [];
  const contracted = /^(.{4,})e?mt$/.exec(norm)?.[1];
  const forms = contracted === undefined ? [norm] : [norm, `${contracted}ement`];
  if (stem !== norm) forms.push(stem);
  const ranks = new Map<string, number>();
  const note = (word: string, rank: number) => {
    if (rank < (ranks.get(word) ?? Infinity)) ranks.set(word, rank);
  };
  for (const [spelling, full] of spellings.get(norm.charAt(0)) ?? []) {
    if (!mayEndAs(token, spelling)) continue;
    if (forms.some((form) => isOneEdit(form, spelling))) note(full, 10);
    else if (mayDifferTwice(norm, spelling) && editDistance(norm, spelling, 2) <= 2) note(full, 20);
    else if (stem.length >= 5 && spelling.length - stem.length >= 2 && spelling.startsWith(stem))
      note(full, 11 + Math.min(8, spelling.length - stem.length));
  }
  // The two first letters exchanged, or one too many before the first.
  if (norm.length >= 6 && norm.charAt(1) !== norm.charAt(0))
    for (const [spelling, full] of spellings.get(norm.charAt(1)) ?? [])
      if (mayEndAs(token, spelling) && isOneEdit(norm, spelling)) note(full, 12);
  const [acronym, ...others] = (SLIPS.get(norm) ?? []).filter(isKnown);
  if (acronym !== undefined && others.length === 0 && ![...ranks.values()].includes(10)) note(acronym, 9);
  return [...ranks]
    .sort((a, b) => a[1] - b[1] || a[0].localeCompare(b[0]))
    .slice(0, 3)
    .map(([word]) => word);
}

/** Two edits only in long words that begin and end alike: « équipement » is no « épuisement ». */
function mayDifferTwice(norm: string, spelling: string): boolean {
  if (Math.min(spelling.length, norm.length + 1) < 9 || Math.abs(norm.length - spelling.length) > 2)
    return false;
  return norm.slice(0, 3) === spelling.slice(0, 3) && norm.at(-1) === spelling.at(-1);
}
