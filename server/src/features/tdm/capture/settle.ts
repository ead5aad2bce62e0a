import type { Alternative, Chip, Span } from './capture.ts';
import { CALLS, choose, LETTERS, sensesOf, type Beside } from './choose.ts';
import { explained } from './explained.ts';
import type { Match } from './matches.ts';
import type { Token } from './text.ts';
import type { Sense, Vocabulary } from './vocabulary.ts';

const toAlternative = ({ field, item }: Sense): Alternative => ({
  kind: field,
  code: item.code,
  label: item.label,
});

/**
 * Decides, of what each wording may mean, what it means here: one type of travail for the line, then the problem
 * before what is done about it, and a body named is a partner. What was not retained is kept as alternatives.
 */
export function settle(
  matches: readonly Match[],
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  names: ReadonlySet<number>,
  taken: readonly boolean[],
): Chip[] {
  const chips: Chip[] = [];
  const beside: Beside = (a, b) => standBeside(a, b, tokens, names);
  const type = typeMatch(matches, tokens, beside);
  const words = (match: Match, sense?: Sense): Span[] =>
    explained(match, sense, matches, tokens, taken, vocabulary);
  const add = (sense: Sense, match: Match, also: readonly Sense[]) => {
    const at = chips.findIndex((chip) => chip.kind === sense.field && chip.code === sense.item.code);
    const known = chips[at];
    const alternatives: Alternative[] = also.filter((other) => other !== sense).map(toAlternative);
    if (known === undefined)
      chips.push({
        kind: sense.field,
        code: sense.item.code,
        label: sense.item.label,
        spans: words(match, sense),
        alternatives,
      });
    else chips[at] = { ...known, spans: [...known.spans, ...words(match, sense)] };
  };
  const chosenFor = (match: Match) =>
    choose(
      match.senses.filter((sense) => sense.field !== 'workType'),
      match,
      matches,
      beside,
      tokens,
      vocabulary,
    );
  let withoutFile = false;
  if (type !== undefined) {
    const own = sensesOf(type, 'workType');
    const base = own.find((sense) => !sense.weak) ?? own[0];
    const spans = [
      ...words(type, base),
      ...matches
        .filter((match) => match !== type && isPrelude(match, type, matches))
        .flatMap((match) => words(match)),
    ].sort((a, b) => a[0] - b[0]);
    const reached = matches.filter((match) => chosenFor(match)?.field === 'partner');
    const near = nearestPartner(
      type,
      reached,
      matches,
      (a, b) => standBeside(a, b, tokens, names, taken),
      tokens,
    );
    const turned =
      base === undefined
        ? undefined
        : turn(base, type, partnerBeside(type, matches, beside) ?? near, tokens, vocabulary);
    const item = turned ?? base?.item;
    withoutFile = item?.parent === 'hors-dossier';
    if (item !== undefined) {
      const doubts = type.senses.filter((sense) => turned !== undefined || sense !== base).map(toAlternative);
      chips.push({ kind: 'workType', code: item.code, label: item.label, spans, alternatives: doubts });
    }
  }
  for (const match of matches) {
    if (match === type || (type !== undefined && isPrelude(match, type, matches))) continue;
    const chosen = chosenFor(match);
    if (chosen !== undefined && (chosen.field === 'partner' || !withoutFile))
      add(chosen, match, match.senses);
  }
  return chips;
}

/** The wording that gives the type: the one that can only be a type, then the longest, then the first. */
function typeMatch(matches: readonly Match[], tokens: readonly Token[], beside: Beside): Match | undefined {
  let best: Match | undefined;
  let most = -Infinity;
  for (const match of matches) {
    const own = sensesOf(match, 'workType').filter(
      (sense) => sense.only !== 'besidePartner' || partnerBeside(match, matches, beside) !== undefined,
    );
    const later = match !== matches[0] && own.some((sense) => sense.item.parent === 'hors-dossier');
    if (
      later &&
      matches.some(
        (other) => other !== match && other.senses.some(({ field, weak }) => field === 'request' && !weak),
      )
    )
      continue;
    const told = toCome(match, tokens);
    if (own.length === 0 || (told && own.every((sense) => sense.weak))) continue;
    const score =
      (own.every((sense) => sense.weak) ? 1 : 20) +
      match.length * 2 +
      (match.senses.length === own.length ? 10 : 0) +
      (match === matches[0] ? 12 : 0) +
      (own.some((sense) => ACTS.has(sense.item.parent ?? '')) ? 5 : 0) -
      (told ? TOLD : 0);
    if (score > most) [best, most] = [match, score];
  }
  return best;
}

/** « rdv … bureau », « entretien … tel »: the general word before the one that gives the type belongs to it. */
function isPrelude(match: Match, type: Match, matches: readonly Match[]): boolean {
  return (
    match.to < type.from &&
    match.senses.every((sense) => sense.field === 'workType' && sense.weak) &&
    matches.indexOf(match) === matches.indexOf(type) - 1
  );
}

/** The families of types that say how one met or wrote, rather than what was prepared. */
const ACTS = new Set(['entretien', 'echange']);

/** More than any other reason to take a wording for the type. */
const TOLD = 100;

/** « rdv pris pour le 25/11 », « réunion tripartite à organiser »: something told, not what was done. */
function toCome(match: Match, tokens: readonly Token[]): boolean {
  const [next, second] = [tokens[match.to + 1], tokens[match.to + 2]];
  if (next === undefined || next.apart) return false;
  if (next.norm === 'a' && /^\p{L}+(?:er|ir|re|oir)$/u.test(second?.norm ?? '')) return true;
  const word = next?.small === true ? second?.norm : next?.norm;
  return (
    word !== undefined &&
    /^(?:pris|prise|prevue?|fixee?|prendre|programmee?|planifiee?|fixer|confirme\w*|donne|propose|demain|prochaine?|reporte|annule)$/.test(
      word,
    )
  );
}

function partnerBeside(match: Match, matches: readonly Match[], beside: Beside): string | undefined {
  const at = matches.indexOf(match);
  const near = [matches[at + 1], matches[at - 1]].find(
    (other) => other !== undefined && beside(other, match) && sensesOf(other, 'partner').length > 0,
  );
  return near === undefined ? undefined : sensesOf(near, 'partner')[0]?.item.code;
}

/** The partner a duration parts from the type (« tel 20 caf »), or the only one of a line that tells a call (« edf, appel 15 »). */
function nearestPartner(
  type: Match,
  reached: readonly Match[],
  matches: readonly Match[],
  near: Beside,
  tokens: readonly Token[],
): string | undefined {
  const next = matches[matches.indexOf(type) + 1];
  if (next !== undefined && reached.includes(next) && near(type, next))
    return sensesOf(next, 'partner')[0]?.item.code;
  const call = sensesOf(type, 'workType').some(({ weak, item }) => weak && CALLS.has(item.code));
  if (!call || /^(?:de?|du)$/.test(tokens[type.to + 1]?.norm ?? '')) return undefined;
  const [only, ...others] = reached;
  const code = only === undefined ? undefined : sensesOf(only, 'partner')[0]?.item.code;
  return others.length === 0 && code !== 'famille-entourage' ? code : undefined;
}

/** What an exchange with a partner is, when the nomenclature tells it apart. */
const EXCHANGES: Readonly<Record<string, string>> = {
  'service-sante-travail': 'echange-avec-service-sante-travail',
  'equipe-soignante': 'echange-avec-equipe-soignante',
  'employeur-rh': 'echange-avec-employeur-avec-accord',
  'employeur-hierarchie': 'echange-avec-employeur-avec-accord',
};

/** A call, a letter or an interview takes its type from the partner named next to it. */
function turn(
  base: Sense,
  type: Match,
  partner: string | undefined,
  tokens: readonly Token[],
  vocabulary: Vocabulary,
) {
  const { code } = base.item;
  if (partner === undefined) {
    const heard = base.weak && CALLS.has(code) ? tokens[type.to + 1]?.norm : undefined;
    return vocabulary.item(
      'workType',
      heard === 'au'
        ? 'appel-partenaire'
        : heard === 'de' || heard === 'd' || heard === 'du'
          ? 'appel-beneficiaire'
          : '',
    );
  }
  const relative = partner === 'famille-entourage';
  const to = CALLS.has(code)
    ? relative
      ? base.only === undefined
        ? code
        : 'entretien-avec-entourage'
      : (EXCHANGES[partner] ?? 'appel-partenaire')
    : LETTERS.has(code)
      ? 'courrier-e-mail-partenaire'
      : base.weak && code === 'entretien-physique-bureau'
        ? relative
          ? 'entretien-avec-entourage'
          : EXCHANGES[partner]
        : undefined;
  return to === undefined || to === code ? undefined : vocabulary.item('workType', to);
}

/** Nothing but small words, civilities and names of persons between the two, and no comma; nor a duration, if `over` is given. */
function standBeside(
  a: Match,
  b: Match,
  tokens: readonly Token[],
  names: ReadonlySet<number>,
  over: readonly boolean[] = [],
): boolean {
  const [first, second] = a.from < b.from ? [a, b] : [b, a];
  for (let k = first.to + 1; k <= second.from; k += 1) {
    const token = tokens[k];
    if (token?.apart) return false;
    if (k === second.from || token?.small || names.has(k)) continue;
    if (!over[k] && !(over.length > 0 && /^\d{1,3}$/.test(token?.norm ?? ''))) return false;
  }
  return true;
}
