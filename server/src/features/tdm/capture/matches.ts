import type { Token } from './text.ts';
import type { Sense, Vocabulary } from './vocabulary.ts';

/** Words of the line, from one token to another, that make a wording; with what they may mean. */
export interface Match {
  readonly from: number;
  readonly to: number;
  readonly length: number;
  /** The words that carry meaning: where they stand, and what they stand for. */
  readonly words: readonly { readonly at: number; readonly stem: string }[];
  readonly senses: readonly Sense[];
}

/** What one may speak through: a relative named just after is a partner. */
const SPEECH = new Set(
  'telephone appel mail sms courrier entretien rdv rencontre recu vu vad visio bureau echange point contact avec accueil chambre visite domicile'.split(
    ' ',
  ),
);

/** Adverbs that may stand within a wording: « IJ toujours pas versées ». */
const FILLERS = new Set('toujours tjs tjrs tj encore deja tres bien vraiment assez'.split(' '));

/**
 * The wordings of a line: of all the ways to cut it, the one which explains most words with the longest wordings.
 * Words may come in any order within a wording, small words between them; a comma ends it. Linear in the words.
 */
export function matchesIn(
  tokens: readonly Token[],
  taken: readonly boolean[],
  text: string,
  vocabulary: Vocabulary,
): Match[] {
  const mixed = /\p{Ll}/u.test(text);
  const content = tokens.flatMap((token, at) =>
    (token.small || (FILLERS.has(token.norm) && !vocabulary.knows(token.stem))) && !taken[at] ? [] : [at],
  );
  const tried = new Map<string, readonly string[]>();
  const candidates = content.map((at) => {
    const token = tokens[at];
    if (token === undefined || taken[at]) return [];
    const proper = mixed && at > 0 && /^\p{Lu}\p{Ll}/u.test(token.raw);
    const key = `${proper ? '=' : ''}${token.norm} ${token.stem}`;
    const found = tried.get(key) ?? vocabulary.candidates(token, !proper);
    tried.set(key, found);
    return found;
  });
  const best: { score: number; match?: Match }[] = Array.from({ length: content.length + 1 }, () => ({
    score: 0,
  }));
  for (let i = content.length - 1; i >= 0; i -= 1) {
    let choice: { score: number; match?: Match } = { score: best[i + 1]?.score ?? 0 };
    for (let length = 1; length <= vocabulary.longest && i + length <= content.length; length += 1) {
      const last = i + length - 1;
      if (
        (candidates[last] ?? []).length === 0 ||
        (length > 1 && broken(tokens, content[last - 1] ?? 0, content[last] ?? 0))
      )
        break;
      const from = content[i] ?? 0;
      const found = meanings(candidates.slice(i, last + 1), vocabulary);
      const senses = found.senses.filter(
        (sense) => sense.only !== 'spokenTo' || spokenTo(tokens, from, content[last] ?? from),
      );
      if (senses.length === 0) continue;
      const score =
        length * 10 +
        (length - 1) * 3 -
        (senses.every((sense) => sense.weak) ? 4 : 0) +
        (best[i + length]?.score ?? 0);
      if (score > choice.score)
        choice = {
          score,
          match: {
            from,
            to: content[last] ?? from,
            length,
            words: found.stems.map((stem, k) => ({ at: content[i + k] ?? from, stem })),
            senses,
          },
        };
    }
    best[i] = choice;
  }
  const matches: Match[] = [];
  for (let i = 0; i < content.length;) {
    const match = best[i]?.match;
    if (match !== undefined) matches.push(match);
    i += match?.length ?? 1;
  }
  return matches;
}

function broken(tokens: readonly Token[], before: number, at: number): boolean {
  for (let k = before + 1; k <= at; k += 1) if (tokens[k]?.apart) return true;
  return false;
}

/** The meanings of the first of the spellings tried that has one. */
function meanings(
  words: readonly (readonly string[])[],
  vocabulary: Vocabulary,
): { senses: readonly Sense[]; stems: readonly string[] } {
  let combinations: string[][] = [[]];
  for (const choices of words) {
    combinations = combinations.flatMap((start) => choices.map((word) => [...start, word])).slice(0, 12);
  }
  for (const stems of combinations) {
    const senses = vocabulary.lookUp(stems);
    if (senses !== undefined) return { senses, stems };
  }
  return { senses: [], stems: [] };
}

/** How one says that someone was there or was told. */
const REACHED =
  /^(?:presente?s?|prevenue?s?|informee?s?|avertie?s?|contactee?s?|jointe?s?|recue?s?|vue?s?|rencontree?s?|appelee?s?|rappelee?s?|sollicitee?s?|associee?s?|accord)$/;

/** Whether the words from `at` to `last` name someone one spoke with. */
function spokenTo(tokens: readonly Token[], at: number, last: number): boolean {
  const next = tokens[last + 1]?.small === true ? tokens[last + 2] : tokens[last + 1];
  if (next !== undefined && !next.apart && REACHED.test(next.norm)) return true;
  for (let k = at; k > 0 && k > at - 4; k -= 1) {
    const before = tokens[k - 1];
    if (before === undefined || tokens[k]?.apart) return false;
    if (SPEECH.has(before.stem)) return true;
    if (!before.small) return false;
  }
  return false;
}
