import { matchesIn, type Match } from './matches.ts';
import { settle } from './settle.ts';
import { namesIn, tokenise, type Token } from './text.ts';
import { vocabularyOf, type CaptureNomenclature, type Field } from './vocabulary.ts';
import { momentsIn, type Moment } from './when.ts';

export type { CaptureNomenclature, NomenclatureItem } from './vocabulary.ts';

/** A stretch of the line: from the first UTF-16 unit to after the last. */
export type Span = readonly [start: number, end: number];

/** An item of the nomenclature the line names. */
export interface Chip {
  readonly kind: Field;
  readonly code: string;
  readonly label: string;
  /** The stretches of the line it explains. */
  readonly spans: readonly Span[];
  /** What the same words could be as well: the screen shows the doubt. */
  readonly alternatives: readonly Alternative[];
}

/** Another reading of the words of a chip. */
export interface Alternative {
  readonly kind: Field;
  readonly code: string;
  readonly label: string;
}

/** A duration, a day or an hour the line says. */
export interface WhenChip {
  readonly kind: 'minutes' | 'date' | 'startTime';
  readonly value: number | string;
  readonly spans: readonly Span[];
}

/** What a line of *saisie rapide* says. A field is there only if the line says it. */
export interface CaptureReading {
  readonly workType?: Chip;
  readonly minutes?: number;
  /** ISO day. */
  readonly date?: string;
  /** `HH:MM`. */
  readonly startTime?: string;
  readonly requests: readonly Chip[];
  readonly actions: readonly Chip[];
  readonly partners: readonly Chip[];
  /** The words no chip explains, in their order and spelling. */
  readonly rest: string;
  /** All the chips, in the order of the line. */
  readonly chips: readonly (Chip | WhenChip)[];
}

/** A line to read. */
export interface CaptureInput {
  readonly text: string;
  /** ISO day of the one who types. */
  readonly today: string;
  readonly nomenclature: CaptureNomenclature;
}

/** Beyond this a text is no line: what follows stays in the rest, unread. */
const LONGEST = 2000;

/**
 * Reads a line of *saisie rapide* (« tel 20 impayé fsl bailleur hier »). Pure: same line, day and nomenclature, same
 * reading. Nothing is guessed in silence: a word unknown stays text, a doubt is told as an alternative.
 */
export function readCapture({ text, today, nomenclature }: CaptureInput): CaptureReading {
  const read = text.slice(0, LONGEST);
  const vocabulary = vocabularyOf(nomenclature);
  const tokens = tokenise(read);
  const names = namesIn(tokens, read, (token) => vocabulary.knows(token.stem));
  const moments = momentsIn(read, today).filter(
    (moment) =>
      !tokens.some((token, at) => names.has(at) && token.start < moment.end && token.end > moment.start),
  );
  const taken = tokens.map(
    (token, at) =>
      names.has(at) || moments.some((moment) => token.start < moment.end && token.end > moment.start),
  );
  const matches = matchesIn(tokens, taken, read, vocabulary);
  const chips = settle(matches, tokens, vocabulary, names, taken);
  const workType = chips.find((chip) => chip.kind === 'workType');
  const lastsADay = (vocabulary.item('workType', workType?.code ?? '')?.defaultMinutes ?? 0) >= 360;
  const when = readWhen(moments, lastsADay, () => bareMinutes(tokens, names, taken, matches));
  const covered = [...chips, ...when].flatMap((chip) => chip.spans);
  const value = (kind: WhenChip['kind']) => when.find((chip) => chip.kind === kind)?.value;
  const minutes = value('minutes');
  const date = value('date');
  const startTime = value('startTime');
  return {
    ...(workType === undefined ? {} : { workType }),
    ...(typeof minutes === 'number' ? { minutes } : {}),
    ...(typeof date === 'string' ? { date } : {}),
    ...(typeof startTime === 'string' ? { startTime } : {}),
    requests: chips.filter((chip) => chip.kind === 'request'),
    actions: chips.filter((chip) => chip.kind === 'action'),
    partners: chips.filter((chip) => chip.kind === 'partner'),
    rest: [restOf(read, tokens, names, covered), text.slice(LONGEST)].filter((part) => part !== '').join(''),
    chips: [...chips, ...when].sort((a, b) => (a.spans[0]?.[0] ?? 0) - (b.spans[0]?.[0] ?? 0)),
  };
}

/** The first duration, day and hour of the line; a second one stays in the text. */
function readWhen(
  moments: readonly Moment[],
  lastsADay: boolean,
  bare: () => { minutes: number; span: Span } | undefined,
): WhenChip[] {
  const chips: WhenChip[] = [];
  const has = (kind: WhenChip['kind']) => chips.some((chip) => chip.kind === kind);
  for (const moment of moments) {
    const spans: Span[] = [[moment.start, moment.end]];
    if (moment.kind === 'minutes' && !has('minutes'))
      chips.push({ kind: 'minutes', value: moment.minutes, spans });
    else if (moment.kind === 'date' && !has('date')) chips.push({ kind: 'date', value: moment.date, spans });
    else if (moment.kind === 'time') {
      if (lastsADay && moment.bareHours !== undefined && moment.bareHours <= 8 * 60 && !has('minutes'))
        chips.push({ kind: 'minutes', value: moment.bareHours, spans });
      else if (!has('startTime') && !(moment.minutes !== undefined && has('minutes'))) {
        chips.push({ kind: 'startTime', value: moment.startTime, spans });
        if (moment.minutes !== undefined) chips.push({ kind: 'minutes', value: moment.minutes, spans });
      }
    }
  }
  const number = has('minutes') ? undefined : bare();
  return number === undefined
    ? chips
    : [...chips, { kind: 'minutes', value: number.minutes, spans: [number.span] }];
}

/** A bare number before the type or after it (« tel 20 », « tel caf 20 », « tel mme 20 »): names, partners and a
 * word or two unknown may stand between. */
function bareMinutes(
  tokens: readonly Token[],
  names: ReadonlySet<number>,
  taken: readonly boolean[],
  matches: readonly Match[],
): { minutes: number; span: Span } | undefined {
  const [first] = tokens;
  if (first !== undefined && /^(?:[1-9]?[05]|1[0-2][05])$/.test(first.norm) && opensType(matches))
    return { minutes: Number(first.norm), span: [first.start, first.end] };
  let afterType = false;
  let unknown = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const match = matches.find((one) => at >= one.from && at <= one.to);
    const fields = match?.senses.map((sense) => sense.field) ?? [];
    if (fields.includes('workType')) [afterType, unknown] = [true, 1];
    else if (fields.includes('partner')) unknown = 2;
    else if (names.has(at) || token.small || token.norm === 'accord') continue;
    else if (afterType && match === undefined && !taken[at]) {
      const minutes = /^\d{1,3}$/.test(token.norm) ? Number(token.norm) : 0;
      const dialled = tokens[at - 1]?.norm === 'au';
      if (!dialled && minutes >= 1 && minutes <= 480) return { minutes, span: [token.start, token.end] };
      unknown -= 1;
      if (unknown < 0) afterType = false;
    } else if (match !== undefined) afterType = false;
  }
  return undefined;
}

/** « 20 tel caf »: the second word gives the type. */
const opensType = (matches: readonly Match[]): boolean =>
  matches[0]?.from === 1 && matches[0].senses.some(({ field, weak }) => field === 'workType' && !weak);

/** The words no chip explains: stretches of the line as typed, without the small words at their ends but those of names. */
function restOf(
  text: string,
  tokens: readonly Token[],
  names: ReadonlySet<number>,
  covered: readonly Span[],
): string {
  const parts: string[] = [];
  const named = new Set(tokens.filter((_, at) => names.has(at)));
  const drops = (token: Token | undefined) => token?.small === true && !named.has(token);
  let run: Token[] = [];
  const close = () => {
    while (drops(run[0])) run.shift();
    while (drops(run.at(-1))) run.pop();
    const [first, last] = [run[0], run.at(-1)];
    if (first !== undefined && last !== undefined)
      parts.push(text.slice(first.start, last.end) + (/^ ?€|^[²°%)]/.exec(text.slice(last.end))?.[0] ?? ''));
    run = [];
  };
  for (const token of tokens) {
    if (covered.some(([start, end]) => token.start >= start && token.end <= end)) close();
    else run.push(token);
  }
  close();
  return parts.join(' ');
}
