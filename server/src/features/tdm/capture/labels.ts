import { tokenise, type Token } from './text.ts';
import type { NomenclatureItem } from './vocabulary.ts';

/** One way to write an item. */
export interface Wording {
  /** As in the lexicon, with its mark. */
  readonly text: string;
  readonly words: readonly Token[];
  /** The words that tell more than the item, which is named without them. */
  readonly telling: ReadonlySet<string>;
}

interface Worded {
  readonly item: NomenclatureItem;
  readonly label: ReadonlySet<string>;
  readonly given: readonly Wording[];
  /** Made of words of the label: used where nothing given has the same words. */
  readonly derived: readonly Wording[];
}

const NONE: ReadonlySet<string> = new Set();

/** The words of a wording that carry meaning, each once. */
function wordsOf(text: string): Token[] {
  const words: Token[] = [];
  for (const token of tokenise(text))
    if (!token.small && !words.some((word) => word.stem === token.stem)) words.push(token);
  return words;
}

/**
 * The wordings of each item of a list: its label, those of the lexicon (of an item of the tenant's own, the parts of its
 * label), and what is left of the label when a word is dropped, so long as one stays that no other label of the list has.
 */
export function wordingsOf(
  list: readonly NomenclatureItem[],
  lexicon: Readonly<Record<string, string>>,
  tellingStems: ReadonlySet<string>,
): Worded[] {
  const held = new Map<string, number>();
  const labels = list.map(({ label }) => new Set(wordsOf(label).map((word) => word.stem)));
  for (const label of labels) for (const stem of label) held.set(stem, (held.get(stem) ?? 0) + 1);
  return list.map((item, at) => {
    const label = labels[at] ?? NONE;
    const own = Object.hasOwn(lexicon, item.code)
      ? (lexicon[item.code] ?? '').split('|')
      : item.label.split(/[/(),]| ou /);
    const given = [item.label, ...own]
      .map((text) => ({ text, words: wordsOf(text) }))
      .filter(({ words }) => words.length > 0);
    const plain = given.filter(({ text }) => !/^[~><@^]/.test(text)).map(({ words }) => stems(words));
    return {
      item,
      label,
      given: given.map(({ text, words }) => ({
        text,
        words,
        telling: tellingIn(stems(words), plain, label, tellingStems),
      })),
      derived: partsOf(wordsOf(item.label), (stem) => held.get(stem) === 1),
    };
  });
}

const stems = (words: readonly Token[]): string[] => words.map((word) => word.stem);

function tellingIn(
  words: readonly string[],
  plain: readonly (readonly string[])[],
  label: ReadonlySet<string>,
  tellingStems: ReadonlySet<string>,
): ReadonlySet<string> {
  const told = words.filter((word) => tellingStems.has(word) && !label.has(word));
  if (told.length === 0) return NONE;
  const shorter = plain.filter(
    (other) => other.length < words.length && other.every((word) => words.includes(word)),
  );
  if (shorter.length === 0) return NONE;
  return new Set(told.filter((word) => !shorter.some((other) => other.includes(word))));
}

/** Beyond this a label has too many parts to be worth it. */
const LONGEST_LABEL = 6;

function partsOf(label: readonly Token[], isOnlyHere: (stem: string) => boolean): Wording[] {
  if (label.length < 3 || label.length > LONGEST_LABEL) return [];
  const parts: Wording[] = [];
  for (let choice = 1; choice < 2 ** label.length - 1; choice += 1) {
    const words = label.filter((_, at) => ((choice >> at) & 1) === 1);
    if (words.length >= 2 && words.some(({ stem }) => isOnlyHere(stem)))
      parts.push({ text: '', words, telling: NONE });
  }
  return parts;
}
