import { abbreviations, civilities, smallWords } from './lexicon-abbreviations.ts';

/** A word of the line, where it stands, and what it is for the reading. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  /** Lower case without accents. */
  readonly norm: string;
  /** Short form put in full, singular: what wordings are compared by. */
  readonly stem: string;
  /** Article, preposition, pronoun or civility. */
  readonly small: boolean;
  /** A comma or another strong mark stands before it: no wording runs across. */
  readonly apart: boolean;
}

const WORD = /(?:tel|vad|bur|rdv|visio)(?=\d)|(?<![\p{L}\p{M}\p{N}])n\+\d|\d{1,6}%|[\p{L}\p{M}\p{N}]+/giu;
const STRONG = /[,;:!?+()[\]{}\n\r|•…→>]/;

/** « demandé » is no « demande ». */
const ASKED = /^demand(?:é|e\u0301)e?s?$|^demandees?$/iu;

/** Lower case, no accents, ligatures in two letters. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '');
}

/** As `fold`, but each UTF-16 unit keeps its place, so that positions hold in the text as typed. */
export function foldInPlace(text: string): string {
  let folded = '';
  for (const unit of text.split('')) {
    const lower = unit.normalize('NFD').charAt(0).toLowerCase();
    folded +=
      lower.length === 1
        ? lower === '’'
          ? "'"
          : lower === '\u00a0' || lower === '\u202f'
            ? ' '
            : lower
        : unit;
  }
  return folded;
}

/** Endings of the feminine, and what they make: enough for two spellings of a word to be equal, no grammar. */
const FEMININE: readonly (readonly [RegExp, string])[] = [
  [/ee$/, 'e'],
  [/((?:nn|u)el)le$/, '$1'],
  [/(..al)e$/, '$1'],
  [/(...i)ve$/, '$1f'],
  [/(..t)rice$/, '$1eur'],
  [/(..i)ere$/, '$1er'],
  [/(..ien)ne$/, '$1'],
  [/(...an|.ien)te$/, '$1t'],
  [/(..[cdnt]u)e$/, '$1'],
];

function singular(word: string): string {
  let stem = word;
  if (stem.length >= 6 && /[^v]aux$/.test(stem)) stem = `${stem.slice(0, -3)}al`;
  else if (stem.length > 3 && /[a-rt-z][sx]$/.test(stem)) stem = stem.slice(0, -1);
  if (stem.length < 5) return stem;
  for (const [ending, masculine] of FEMININE) if (ending.test(stem)) return stem.replace(ending, masculine);
  return stem;
}

/** The form by which two spellings of one word are equal. */
export function stemOf(norm: string): string {
  const full = Object.hasOwn(abbreviations, norm) ? (abbreviations[norm] ?? norm) : norm;
  const stem = singular(full);
  return Object.hasOwn(abbreviations, stem) ? singular(abbreviations[stem] ?? stem) : stem;
}

/** The words of a text, in order. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let previousEnd = 0;
  for (const match of text.matchAll(WORD)) {
    const start = match.index;
    const raw = match[0];
    const norm = fold(raw);
    const gap = text.slice(previousEnd, start);
    tokens.push({
      start,
      end: start + raw.length,
      raw,
      norm,
      stem: ASKED.test(raw) ? 'demandee' : stemOf(norm),
      small: smallWords.has(norm) || norm === '',
      apart: tokens.length > 0 && (STRONG.test(gap) || /\s[-–—]\s/.test(gap)),
    });
    previousEnd = start + raw.length;
  }
  return tokens;
}

/** Whether one letter added, dropped, replaced or exchanged with the next makes one word of the other. */
export function isOneEdit(a: string, b: string): boolean {
  const longest = Math.max(a.length, b.length);
  if (longest - Math.min(a.length, b.length) > 1) return false;
  let start = 0;
  while (start < longest && a[start] === b[start]) start += 1;
  let [i, j] = [a.length - 1, b.length - 1];
  while (i >= start && j >= start && a[i] === b[j]) [i, j] = [i - 1, j - 1];
  const [left, right] = [i - start + 1, j - start + 1];
  if (left <= 1 && right <= 1) return true;
  return left === 2 && right === 2 && a[start] === b[j] && a[i] === b[start];
}

/** Edits (letter added, dropped, replaced, or two exchanged) from one word to another; `limit + 1` when more. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (previous[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? limit + 1;
}

const PARTICLES = new Set([
  'le',
  'la',
  'de',
  'du',
  'des',
  'van',
  'von',
  'ben',
  'el',
  'al',
  'da',
  'dos',
  'di',
  'd',
  'l',
  'st',
  'saint',
]);

/** Whether the civility is one (« l'm », « me rappelle » are not). */
function opensName(civility: Token, text: string): boolean {
  if (!civilities.has(civility.norm) || /['’]/.test(text.charAt(civility.end))) return false;
  return (civility.norm !== 'me' && civility.norm !== 'pr') || /^\p{Lu}/u.test(civility.raw);
}

/**
 * The words that name a person: those which follow a civility. In a line with capitals the first is a name when it has
 * one (but for a known acronym, « Mme APA »), and so are the next unknown ones; without capitals (« mme garcia lopez »)
 * the first two unknown words are. Particles go with the name they open.
 */
export function namesIn(
  tokens: readonly Token[],
  text: string,
  isKnown: (token: Token) => boolean,
): Set<number> {
  const names = new Set<number>();
  const mixed = /\p{Ll}/u.test(text);
  const titled = (token: Token) => mixed && /^\p{Lu}/u.test(token.raw);
  const acronym = (token: Token) => mixed && /^\p{Lu}{2,}$/u.test(token.raw) && isKnown(token);
  tokens.forEach((civility, at) => {
    if (names.has(at) || !opensName(civility, text)) return;
    let parts = 0;
    let capitals = false;
    for (let next = at + 1; next <= at + 5; next += 1) {
      const token = tokens[next];
      if (token === undefined || token.apart || /^\d/.test(token.norm)) break;
      const following = tokens[next + 1];
      const particle =
        PARTICLES.has(token.norm) &&
        following !== undefined &&
        !following.apart &&
        (titled(token) || titled(following) || !token.small);
      if (token.small && !particle) break;
      const fits =
        parts === 0
          ? !acronym(token) && (titled(token) || !isKnown(token))
          : !isKnown(token) && (titled(token) || (!capitals && parts === 1));
      if (!particle && !fits) break;
      names.add(next);
      if (particle) continue;
      parts += 1;
      capitals ||= titled(token);
    }
  });
  return names;
}
