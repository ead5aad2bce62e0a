import { endOfTime, expand } from './expand.ts';
import { floatingOf, msOfDay, writeFloating } from './floating.ts';
import { mostCounted, readParts } from './rule.ts';
import { writeRule, type RuleParts } from './rule.parts.ts';

/** A series of appointments, all in local time: its zone is told beside it. */
export interface Recurrence {
  /** Local start of the first occurrence: YYYY-MM-DDTHH:MM, or YYYY-MM-DD for whole days. */
  readonly start: string;
  /** As readRule wrote it. */
  readonly rule: string;
  /** Local starts the rule makes and the series leaves out; they count in COUNT. */
  readonly except: readonly string[];
  /** Local starts added to the rule's; what is in both lists is left out. */
  readonly also: readonly string[];
}

/** There is no occurrence at this local start. */
export class NoSuchOccurrence extends Error {
  constructor(at: string) {
    super(`No occurrence at ${at}`);
    this.name = 'NoSuchOccurrence';
  }
}

/** The rule of one appointment: a series made of dates alone has it. */
export const once = 'FREQ=DAILY;COUNT=1';

/**
 * The local starts of a series from one local moment to before another, in order, the first `most` of them. An hour
 * that spring leaves out is given as the rule makes it: `instantOf(…, 'shift')` moves it.
 */
export function occurrencesOf(series: Recurrence, from: string, to: string, most: number): string[] {
  const window = { from: floatingOf(from), to: floatingOf(to) };
  const without = new Set(series.except.map(floatingOf));
  const added = series.also.map(floatingOf).filter((at) => at >= window.from && at < window.to);
  const made = expand(readParts(series.rule, series.start), series.start, window, most + without.size);
  return [...new Set([...made, ...added])]
    .filter((at) => !without.has(at))
    .toSorted((a, b) => a - b)
    .slice(0, Math.max(0, most))
    .map((at) => writeFloating(at, series.start));
}

/**
 * Cuts a series in two at one of its occurrences (« ce rendez-vous et les suivants »), which begins the second half.
 * Together they have the occurrences of the whole, none twice. `before` is null when nothing came earlier. The
 * occurrence may be one the series leaves out (changed alone before); throws NoSuchOccurrence for any other moment.
 */
export function splitAt(series: Recurrence, at: string): { before: Recurrence | null; after: Recurrence } {
  const { start } = series;
  const cut = floatingOf(at);
  const rule = readParts(series.rule, start);
  const [next] = expand(rule, start, { from: cut, to: endOfTime }, 1);
  const last = lastBefore(rule, start, cut);
  const earlier = rule.count === null ? 0 : expand(rule, start, { from: 0, to: cut }, mostCounted).length;
  const half = (
    mine: (ms: number) => boolean,
    begin: number | undefined,
    own: RuleParts,
  ): Recurrence | null => {
    const except = series.except.filter((one) => mine(floatingOf(one)));
    const also = series.also.filter((one) => mine(floatingOf(one)));
    if (begin === undefined) return ofDates(also, except);
    const first = writeFloating(begin, start);
    return { start: first, rule: writeRule(own, first), except, also };
  };
  const before = half(
    (ms) => ms < cut,
    last === undefined ? undefined : floatingOf(start),
    rule.count === null ? { ...rule, until: last ?? null } : { ...rule, count: earlier },
  );
  const after = half(
    (ms) => ms >= cut,
    next,
    rule.count === null ? rule : { ...rule, count: rule.count - earlier },
  );
  const known = next === cut || series.also.some((one) => floatingOf(one) === cut);
  if (!known || !after) throw new NoSuchOccurrence(at);
  const begun = before !== null && occurrencesOf(before, '1970-01-01', at, 1).length > 0;
  return { before: begun ? before : null, after };
}

/** A series of dates only, or none. */
function ofDates(dates: readonly string[], except: readonly string[]): Recurrence | null {
  const [first, ...also] = dates.toSorted();
  return first === undefined ? null : { start: first, rule: once, except, also };
}

/** The last date a rule makes before a moment: looked for in wider and wider windows, to begin near. */
export function lastBefore(rule: RuleParts, start: string, cut: number): number | undefined {
  const begin = floatingOf(start);
  for (let width = 50 * msOfDay; ; width *= 8) {
    const from = Math.max(begin, cut - width);
    const found = expand(rule, start, { from, to: cut }, Infinity);
    if (found.length > 0 || from === begin) return found.at(-1);
  }
}
