import { addDays } from '../core/date-text.ts';
import { at, dayOf, daysFrom, lengthOf, minuteOf, DAY, type Day, type Local } from './calendar.ts';

/** What takes time, as it is drawn. */
export interface Span {
  readonly key: string;
  readonly from: Local;
  readonly to: Local;
  readonly allDay: boolean;
}

/** The part of a span that stands in one day: minutes of that day, and its place beside what stands there too. */
export interface Piece<S extends Span> {
  readonly span: S;
  readonly from: number;
  readonly until: number;
  /** Which of the columns, from 0. */
  readonly column: number;
  /** How many share the width. */
  readonly columns: number;
}

/** What is shorter is drawn as high as this: a target one can hit. */
export const LEAST = 30;

const compared = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
const order = (one: Span, other: Span): number =>
  compared(one.from, other.from) || compared(other.to, one.to) || compared(one.key, other.key);

/** Whether it is drawn above the hours rather than in them. */
export const isWhole = ({ allDay, from, to }: Span): boolean =>
  allDay || (dayOf(from) !== dayOf(to) && lengthOf(from, to) >= DAY);

/** Days a span touches: one that ends at midnight does not touch the day that begins. */
export function touches(span: Span, day: Day): boolean {
  return dayOf(span.from) <= day && span.to > `${day}T00:00`;
}

/** The minutes of a day that a span takes. */
const within = ({ from, to }: Span, day: Day): { readonly from: number; readonly until: number } => ({
  from: dayOf(from) === day ? minuteOf(from) : Math.max(0, lengthOf(at(day, 0), from)),
  until: dayOf(to) === day ? minuteOf(to) : Math.min(DAY, lengthOf(at(day, 0), to)),
});

/** What stands in each of some days: each span is looked at once, however many days there are. */
export function ofDays<S extends Span>(
  spans: readonly S[],
  days: readonly Day[],
): ReadonlyMap<Day, readonly S[]> {
  const found = new Map<Day, S[]>(days.map((day) => [day, []]));
  for (const span of spans) {
    const first = dayOf(span.from);
    // Nearly all stand in one day, and to name the next takes time
    if (span.from < span.to && span.to.startsWith(first)) found.get(first)?.push(span);
    else for (let day = first; touches(span, day); day = addDays(day, 1)) found.get(day)?.push(span);
  }
  return found;
}

/**
 * The timed spans of a day side by side: those that overlap, by what is drawn of them, share the width; each takes the
 * first column that is free.
 */
export function placed<S extends Span>(spans: readonly S[], day: Day): Piece<S>[] {
  const pieces: Piece<S>[] = [];
  let group: { span: S; from: number; until: number; column: number }[] = [];
  let ends: number[] = [];
  const close = (): void => {
    for (const one of group) pieces.push({ ...one, columns: ends.length });
    group = [];
    ends = [];
  };
  for (const span of spans.filter((one) => !isWhole(one) && touches(one, day)).sort(order)) {
    const { from, until } = within(span, day);
    const drawn = Math.max(until, from + LEAST);
    if (ends.every((end) => end <= from)) close();
    const free = ends.findIndex((end) => end <= from);
    const column = free < 0 ? ends.length : free;
    ends[column] = drawn;
    group.push({ span, from, until, column });
  }
  close();
  return pieces;
}

/** Those that stand above the hours of a day. */
export const wholeOf = <S extends Span>(spans: readonly S[], day: Day): S[] =>
  spans.filter((span) => isWhole(span) && touches(span, day)).sort(order);

/** What a day of a month, or of one of a team, shows: those of whole days first; beyond the limit, how many more. */
export function monthCell<S extends Span>(
  spans: readonly S[],
  day: Day,
  limit: number,
): { readonly shown: readonly S[]; readonly more: number } {
  const all = spans.filter((span) => touches(span, day));
  // « +1 » takes as much room as the one it stands for
  const shown = all.length <= limit ? all.sort(wholeFirst) : firstOf(all, limit - 1);
  return { shown, more: all.length - shown.length };
}

const wholeFirst = (one: Span, other: Span): number =>
  Number(isWhole(other)) - Number(isWhole(one)) || order(one, other);

/** The first of them, in order: what is not shown is not sorted. */
function firstOf<S extends Span>(spans: readonly S[], count: number): S[] {
  const first: S[] = [];
  for (const span of spans) {
    if (first.length === count && wholeFirst(first[count - 1]!, span) <= 0) continue;
    const at = first.findIndex((one) => wholeFirst(span, one) < 0);
    first.splice(at < 0 ? first.length : at, 0, span);
    first.length = Math.min(first.length, count);
  }
  return first;
}

/** Hours on screen, in minutes: the usual day, opened by what stands before or after it. */
export function hoursOf(spans: readonly Span[], days: readonly Day[], usual = { from: 480, to: 1140 }) {
  let { from, to } = usual;
  for (const [day, among] of ofDays(spans, days))
    for (const span of among) {
      if (isWhole(span)) continue;
      const part = within(span, day);
      from = Math.min(from, Math.floor(part.from / 60) * 60);
      to = Math.max(to, Math.min(DAY, Math.ceil(part.until / 60) * 60));
    }
  return { from, to };
}

/** The first half hour nothing takes, from a minute on; in order, what stands in the day. */
export function freeAfter(spans: readonly Span[], day: Day, minute: number): number {
  let free = minute;
  for (const span of spans) {
    const { from, until } = within(span, day);
    if (!isWhole(span) && from < free + LEAST && until > free) free = until;
  }
  return Math.min(free, DAY - LEAST);
}

/** By day, in order, for a list; a span of several days stands in each of them. */
export function byDay<S extends Span>(
  spans: readonly S[],
  days: readonly Day[],
): { readonly day: Day; readonly spans: readonly S[] }[] {
  const found = ofDays(spans, days);
  return days.map((day) => ({ day, spans: monthCell(found.get(day)!, day, Infinity).shown }));
}

/** Where the arrows stop in a column, from top to bottom: what stands there, and the slots nothing covers. */
export interface Stop {
  /** Minute of the day. */
  readonly minute: number;
  /** The span one stands on; none: a free slot. */
  readonly key: string | undefined;
}

export function stopsOf<S extends Span>(
  pieces: readonly Piece<S>[],
  hours: { readonly from: number; readonly to: number },
  slot: number,
): Stop[] {
  const free: Stop[] = [];
  for (let minute = hours.from; minute < hours.to; minute += slot)
    if (!pieces.some(({ from, until }) => from <= minute && until >= minute + slot))
      free.push({ minute, key: undefined });
  const taken = pieces.map(({ span, from }): Stop => ({ minute: from, key: span.key }));
  // At the same minute, the appointment comes first
  return [...taken, ...free].sort((one, other) => one.minute - other.minute || (one.key ? -1 : 1));
}

/** The stop nearest to a minute, in another column: what holds it, else the slot of that minute. */
export function nearest<S extends Span>(
  stops: readonly Stop[],
  pieces: readonly Piece<S>[],
  minute: number,
): Stop | undefined {
  const holding = pieces.find(({ from, until }) => from <= minute && minute < until);
  if (holding) return stops.find(({ key }) => key === holding.span.key);
  return stops.toSorted((one, other) => Math.abs(one.minute - minute) - Math.abs(other.minute - minute))[0];
}

/** Whether a local time falls on one of these days. */
export const isAmong = (local: Local, days: readonly Day[]): boolean =>
  days.length > 0 && daysFrom(days[0]!, dayOf(local)) >= 0 && dayOf(local) <= days.at(-1)!;

/** The part of a day that is shaded: what stands outside the opening hours. */
export function closedIn(
  open: readonly { readonly from: number; readonly to: number }[],
  hours: { readonly from: number; readonly to: number },
): { readonly from: number; readonly to: number }[] {
  const closed: { from: number; to: number }[] = [];
  let reached = hours.from;
  for (const { from, to } of open.toSorted((one, other) => one.from - other.from)) {
    if (from > reached) closed.push({ from: reached, to: Math.min(from, hours.to) });
    reached = Math.max(reached, to);
  }
  if (reached < hours.to) closed.push({ from: reached, to: hours.to });
  return closed.filter(({ from, to }) => to > from);
}
