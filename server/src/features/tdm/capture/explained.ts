import type { Span } from './capture.ts';
import { isOfLanguage, mayEndAs } from './corrections.ts';
import type { Match } from './matches.ts';
import { isOneEdit, type Token } from './text.ts';
import type { Sense, Vocabulary } from './vocabulary.ts';

/**
 * The stretches of the line a sense explains: its wording but for what tells more (« pension alimentaire *impayée* »),
 * and the words of its label that stand just before or after (« maintien de salaire *pendant l'arrêt* »).
 */
export function explained(
  match: Match,
  sense: Sense | undefined,
  matches: readonly Match[],
  tokens: readonly Token[],
  taken: readonly boolean[],
  vocabulary: Vocabulary,
): Span[] {
  const kept = match.words.filter(({ stem }) => !sense?.telling.has(stem)).map(({ at }) => at);
  if (sense !== undefined) {
    const label = vocabulary.labelOf(sense.item);
    // « Impayés énergie, eau, télécom »: only a label with commas goes on after one.
    const listed = sense.item.label.includes(',');
    const free = (at: number) =>
      !taken[at] && !matches.some((other) => at >= other.from && at <= other.to) && tokens[at] !== undefined;
    for (const step of [-1, 1]) {
      let at = (step < 0 ? match.from : match.to) + step;
      for (; tokens[at] !== undefined; at += step) {
        const token = tokens[at];
        const apart = tokens[step < 0 ? at + 1 : at]?.apart;
        if (token === undefined || !free(at)) break;
        if (token.small && !apart) continue;
        if (apart ? !listed || !label.has(token.stem) : !isOfLabel(token, label)) break;
        if (step < 0) kept.unshift(at);
        else kept.push(at);
      }
    }
  }
  const spans: [number, number][] = [];
  kept.forEach((at, k) => {
    const [before, token] = [kept[k - 1], tokens[at]];
    const last = spans.at(-1);
    if (token === undefined) return;
    const joined =
      before !== undefined &&
      tokens
        .slice(before + 1, at)
        .every((between, j) => between.small || !matchesWord(match, before + 1 + j));
    if (last !== undefined && joined) last[1] = token.end;
    else spans.push([token.start, token.end]);
  });
  return spans;
}

const matchesWord = (match: Match, at: number): boolean => match.words.some((word) => word.at === at);

/** A word of the label, misspelled maybe, or of its family (« budget » for « budgétaire »). */
function isOfLabel(token: Token, label: ReadonlySet<string>): boolean {
  const { norm, stem } = token;
  if (label.has(stem)) return true;
  if (isOfLanguage(token)) return false;
  return [...label].some(
    (word) =>
      mayEndAs(token, word) &&
      ((word.length >= 4 && norm.length >= 3 && isOneEdit(norm, word)) ||
        (stem.length >= 6 && word.startsWith(stem.slice(0, 6)))),
  );
}
