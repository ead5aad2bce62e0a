import type { ListItem } from './nomenclature.ts';
import { foldWords, tidy, wordingKey } from './words.ts';

const smallWords = new Set([
  'a',
  'au',
  'aux',
  'd',
  'de',
  'des',
  'du',
  'en',
  'et',
  'l',
  'la',
  'le',
  'les',
  'ou',
  'par',
  'pour',
  'sur',
  'un',
  'une',
]);

/** What people write in place of an equivalent. */
const emptyWordings =
  /^(?:divers|autres?|ras|en cours|fait|a (?:voir|preciser|completer|suivre)|voir .*|cf .*|perso|nc|)$/;

/** Wordings of a column, cut at the separators, each once, most frequent first. */
export function distinctWordings(cells: readonly string[], separators: readonly string[]): string[] {
  const counts = new Map<string, { wording: string; times: number }>();
  for (const cell of cells) {
    let words = [cell.replace(/\r\n?/g, '\n')];
    for (const separator of separators) words = words.flatMap((word) => word.split(separator));
    for (const word of words.map(tidy)) {
      if (word === '' || word.length > 120) continue;
      const known = counts.get(wordingKey(word));
      if (known) known.times++;
      else if (counts.size < 5000) counts.set(wordingKey(word), { wording: word, times: 1 });
    }
  }
  return [...counts.values()].sort((a, b) => b.times - a.times).map(({ wording }) => wording);
}

/**
 * The label whose words answer best to those of the wording: whole words, or the beginning of one for an
 * abbreviation. Null when too little answers: a wrong equivalent costs more than none.
 */
export function proposeWording(wording: string, items: readonly ListItem[]): string | null {
  const wanted = wordsOf(wording);
  if (wanted.length === 0 || emptyWordings.test(foldWords(wording))) return null;
  let best: string | null = null;
  let bestScore = 0.6;
  for (const { label } of items) {
    const words = wordsOf(label);
    if (words.length === 0) continue;
    const answered = wanted.reduce(
      (sum, word) => sum + Math.max(0, ...words.map((other) => likeness(word, other))),
      0,
    );
    const covered = words.reduce(
      (sum, word) => sum + Math.max(0, ...wanted.map((other) => likeness(word, other))),
      0,
    );
    const score = 0.75 * (answered / wanted.length) + 0.25 * (covered / words.length);
    if (score > bestScore) [best, bestScore] = [label, score];
  }
  return best;
}

function wordsOf(text: string): string[] {
  return foldWords(text)
    .split(' ')
    .filter((word) => word !== '' && !smallWords.has(word))
    .map((word) => (word.length > 3 ? word.replace(/(?:s|x)$/, '') : word));
}

function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 3 && long.startsWith(short) ? 0.8 : 0;
}
