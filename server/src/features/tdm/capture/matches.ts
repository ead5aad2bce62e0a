import { civilities } from './lexicon-abbreviations.ts';
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
export const FILLERS = new Set('toujours tjs tjrs tj encore deja tres bien vraiment assez'.split(' '));

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
  const entourage = entourageMet(tokens);
  /** « Divorce et garde des enfants »: two demandes, each read, unless one label holds them both (« Écoute et soutien »). */
  const joinsTwo = (first: number, last: number, { senses, stems }: Meanings): boolean => {
    for (let k = first + 1; k <= last; k += 1) {
      if (!tokens.slice(content[k - 1], content[k]).some(({ norm }) => norm === 'et')) continue;
      const [before, after] = [candidates.slice(first, k), candidates.slice(k, last + 1)].map((words) =>
        meanings(words, vocabulary).senses.filter(
          ({ field, only }) => field === 'request' && only === undefined,
        ),
      );
      if (before === undefined || after === undefined || before.length === 0 || after.length === 0) continue;
      const own = (sense: Sense): boolean =>
        (/ et | \/ /.test(sense.item.label) &&
          stems.every((stem) => vocabulary.labelOf(sense.item).has(stem))) ||
        [...before, ...after].some(({ item }) => item === sense.item);
      if (!senses.some(own)) return true;
    }
    return false;
  };
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
      const to = content[last] ?? from;
      const senses = found.senses.filter(
        ({ only }) =>
          (only !== 'spokenTo' || from > entourage || spokenTo(tokens, from, to)) &&
          (only !== 'atHome' || atHome(tokens, to)),
      );
      if (senses.length === 0 || joinsTwo(i, last, found)) continue;
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
            to,
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

interface Meanings {
  readonly senses: readonly Sense[];
  readonly stems: readonly string[];
}

/** The meanings of the first of the spellings tried that has one. */
function meanings(words: readonly (readonly string[])[], vocabulary: Vocabulary): Meanings {
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

/** The entourage as one meets it: the relatives named after it are those one spoke with. */
const ENTOURAGE = new Set(['entourage', 'famille', 'familiale']);

/** Where the line says that the entourage was met (« entretien avec l'entourage, fille de … »); beyond its end if it does not. */
function entourageMet(tokens: readonly Token[]): number {
  const at = tokens.findIndex(
    (token, k) =>
      ENTOURAGE.has(token.stem) &&
      MEETING.has(tokens.findLast((before, j) => j < k && !before.small)?.stem ?? '') &&
      spokenTo(tokens, k, k),
  );
  return at < 0 ? tokens.length : at;
}

const MEETING = new Set(['entretien', 'rdv', 'rencontre', 'rendez']);

/** Those at whose home one does not call, though they have a civility. */
const PRACTICES = new Set(['dr', 'docteur', 'maitre', 'me', 'pr', 'professeur']);

/** « Visite chez M. Roux », « passage chez lui »: at the home of the person. */
function atHome(tokens: readonly Token[], last: number): boolean {
  const [chez, whom] = [tokens[last + 1], tokens[last + 2]];
  if (chez?.norm !== 'chez' || chez.apart || whom === undefined || whom.apart) return false;
  return (
    (civilities.has(whom.norm) && !PRACTICES.has(whom.norm)) || /^(?:lui|elle|eux|elles)$/.test(whom.norm)
  );
}
