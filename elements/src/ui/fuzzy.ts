import { plain } from '../core/a11y.ts';

/**
 * How well a text answers a query, 0 for not at all. Every word of the query must be found: at the start of a word,
 * inside one, or as letters in order (« impye » finds « Impayé »). Accents and case do not count.
 */
export function score(query: string, text: string): number {
  const words = plain(query).split(/\s+/).filter(Boolean);
  const target = plain(text);
  let total = 1;
  for (const word of words) {
    const one = scoreWord(word, target);
    if (one === 0) return 0;
    total += one;
  }
  return total;
}

function scoreWord(word: string, target: string): number {
  if (target.startsWith(word)) return 8;
  const at = target.indexOf(word);
  if (at > 0) return /[^a-z0-9]/.test(target[at - 1] ?? '') ? 6 : 4;
  if (word.length < 3) return 0;
  return target.split(/[^a-z0-9]+/).some((part) => part[0] === word[0] && inOrder(word, part)) ? 1 : 0;
}

function inOrder(letters: string, text: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = text.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  // Letters scattered over a long word are chance, not a typing slip.
  return from <= letters.length + 2;
}
