/**
 * Comparing words as the import does: without case, accents, ligatures, hyphens, apostrophes and dots;
 * ł, ı, đ and ø too. Headers and labels are compared word by word, names without any separator.
 */

const letters: Record<string, string> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ł: 'l',
  ı: 'i',
  đ: 'd',
  ð: 'd',
  ø: 'o',
  þ: 'th',
};

/** Lower case, unaccented, ligatures opened; separators untouched. */
export function fold(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[œæßłıđðøþ]/g, (letter) => letters[letter] ?? letter);
}

/** Words of a header or a label: `Né(e) le ou âge` → `ne e le ou age`. */
export function foldWords(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9°@]+/g, ' ')
    .trim();
}

/** Key of a wording mapped by the person who imports: case, outer spaces and the shape of apostrophes aside. */
export function wordingKey(text: string): string {
  return text
    .normalize('NFC')
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[’ʼ‘`´]/g, "'")
    .toLowerCase();
}

/** A family name as one run of letters: PETIT-JEAN, Petit Jean and PETITJEAN are one. */
export function nameKey(name: string): string {
  return fold(name).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Words of a name: spaces and hyphens separate, apostrophes and dots vanish. */
export function nameWords(name: string): string[] {
  return fold(name)
    .replace(/['’ʼ‘`´.]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** First names as a set of words: JEAN-PIERRE, Pierre Jean. */
export function firstNamesKey(firstNames: string): string {
  return [...new Set(nameWords(firstNames))].sort().join(' ');
}

/** One line, single spaces, nothing outside: what is kept of a short cell. */
export function tidy(text: string): string {
  return text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();
}

/**
 * How many letters apart two words are, one exchange of neighbours counting for one (optimal string
 * alignment distance); Infinity beyond `limit`, which is 1 or 2.
 */
export function distance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit || a.length > 64 || b.length > 64) return Infinity;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1];
  const [lengthA, lengthB] = [endA - start, endB - start];
  if (lengthA <= 1 && lengthB <= 1) return 1;
  if (lengthA === 2 && lengthB === 2 && a[start] === b[start + 1] && a[start + 1] === b[start]) return 1;
  return limit < 2 ? Infinity : aligned(a.slice(start, endA), b.slice(start, endB), limit);
}

function aligned(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return Infinity;
    [beforeLast, last] = [last, row];
  }
  const result = last[b.length] ?? Infinity;
  return result <= limit ? result : Infinity;
}
