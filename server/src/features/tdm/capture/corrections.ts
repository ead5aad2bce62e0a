import { neverCorrected } from './lexicon-common.ts';
import { editDistance, isOneEdit, type Token } from './text.ts';

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

/**
 * The stems a word misspelled may stand for: one edit, then a word cut short (« orientée » is none), then two edits.
 * Short words, and words of the language (« contacter » is no « contester »), are left as they are.
 */
export function corrections({ raw, norm, stem }: Token, spellings: Spellings): string[] {
  if (
    norm.length < SHORTEST_CORRECTED ||
    stem.length < SHORTEST_CORRECTED ||
    norm.length > LONGEST_CORRECTED ||
    /\d/.test(norm) ||
    neverCorrected.has(norm) ||
    neverCorrected.has(stem) ||
    neverCorrected.has(norm.replace(/e?s$/, ''))
  )
    return [];
  const participle = /[é\u0301]e?s?$/iu.test(raw);
  const contracted = /^(.{4,})e?mt$/.exec(norm)?.[1];
  const forms = contracted === undefined ? [norm] : [norm, `${contracted}ement`];
  if (stem !== norm) forms.push(stem);
  const ranks = new Map<string, number>();
  const note = (word: string, rank: number) => {
    if (rank < (ranks.get(word) ?? Infinity)) ranks.set(word, rank);
  };
  for (const [spelling, full] of spellings.get(norm.charAt(0)) ?? []) {
    if (participle && norm.startsWith(spelling)) continue;
    if (forms.some((form) => isOneEdit(form, spelling))) note(full, 10);
    else if (mayDifferTwice(norm, spelling) && editDistance(norm, spelling, 2) <= 2) note(full, 20);
    else if (
      !participle &&
      stem.length >= 5 &&
      spelling.length - stem.length >= 2 &&
      spelling.startsWith(stem)
    )
      note(full, 11 + Math.min(8, spelling.length - stem.length));
  }
  // The two first letters exchanged, or one too many before the first.
  if (norm.length >= 6 && norm.charAt(1) !== norm.charAt(0))
    for (const [spelling, full] of spellings.get(norm.charAt(1)) ?? [])
      if (isOneEdit(norm, spelling)) note(full, 12);
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
