import { neverCorrected } from './lexicon-common.ts';
import { editDistance, type Token } from './text.ts';

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
  const cut = stem.replace(/(?<=.{3})mt$/, 'm').replace(/(?<=.{3})t$/, 't');
  const ranks = new Map<string, number>();
  const note = (word: string, rank: number) => {
    if (rank < (ranks.get(word) ?? Infinity)) ranks.set(word, rank);
  };
  for (const [spelling, full] of spellings.get(norm.charAt(0)) ?? []) {
    if (participle && norm.startsWith(spelling)) continue;
    const limit = Math.min(spelling.length, norm.length + 1) >= 9 ? 2 : 1;
    const distance = Math.min(
      editDistance(norm, spelling, limit),
      norm === stem ? limit + 1 : editDistance(stem, spelling, limit),
    );
    if (distance <= limit) note(full, distance * 10);
    else if (
      !participle &&
      stem.length >= 5 &&
      spelling.length - stem.length >= 2 &&
      (spelling.startsWith(stem) ||
        (cut !== stem && cut.length >= 4 && spelling.startsWith(cut) && spelling.endsWith('ment')))
    )
      note(full, 11 + Math.min(8, spelling.length - stem.length));
  }
  // The two first letters exchanged, or one too many before the first.
  if (norm.length >= 6 && norm.charAt(1) !== norm.charAt(0))
    for (const [spelling, full] of spellings.get(norm.charAt(1)) ?? [])
      if (editDistance(norm, spelling, 1) <= 1) note(full, 12);
  return [...ranks]
    .sort((a, b) => a[1] - b[1] || a[0].localeCompare(b[0]))
    .slice(0, 3)
    .map(([word]) => word);
}
