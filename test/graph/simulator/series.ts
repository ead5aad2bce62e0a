import { Temporal } from 'temporal-polyfill';
import { GraphError } from './errors.ts';
import type { ChangedEvent } from './event-body.ts';
import { days, type Recurrence } from './recurrence.ts';
import { instantOf, wallAt, zoneOf, type Wall } from './zones.ts';

export interface Attendee {
  readonly emailAddress: { readonly name?: string | undefined; readonly address: string };
  readonly type?: 'required' | 'optional' | 'resource' | undefined;
}

/** What an event says, apart from when and who it is. */
export interface Content {
  readonly subject: string;
  readonly body: { readonly contentType: 'text' | 'html'; readonly content: string };
  readonly sensitivity: NonNullable<ChangedEvent['sensitivity']>;
  readonly showAs: NonNullable<ChangedEvent['showAs']>;
  readonly importance: NonNullable<ChangedEvent['importance']>;
  readonly isReminderOn: boolean;
  readonly reminderMinutesBeforeStart: number;
  readonly location: NonNullable<ChangedEvent['location']>;
  readonly categories: readonly string[];
  readonly attendees: readonly Attendee[];
  readonly responseRequested: boolean;
  readonly allowNewTimeProposals: boolean;
  readonly isOnlineMeeting: boolean;
  readonly isCancelled: boolean;
  readonly response: 'organizer' | 'notResponded' | 'accepted' | 'tentativelyAccepted' | 'declined';
}

export interface Times {
  readonly start: Wall;
  readonly end: Wall;
  readonly isAllDay: boolean;
}

/** An occurrence that was changed alone: only what differs from its master is kept. */
export interface Exception {
  readonly content: Partial<Content>;
  readonly times: Times | undefined;
  /** Where the rule had placed it when it was first changed. */
  readonly originalStart: Temporal.Instant;
  readonly changeKey: string;
  readonly modified: number;
  readonly generation: number;
}

/** A single event or a master, as the mailbox keeps it. */
export interface Entry {
  restId: string;
  readonly immutableId: string;
  readonly iCalUId: string;
  readonly transactionId: string | undefined;
  calendarId: string;
  changeKey: string;
  content: Content;
  times: Times;
  originalZones: { readonly start: string; readonly end: string };
  recurrence: Recurrence | null;
  /** By the day the rule gives, 2026-11-24. */
  readonly exceptions: Map<string, Exception>;
  /** Days cancelled alone, with the generation of the cancellation. */
  readonly cancelled: Map<string, number>;
  readonly properties: Map<string, string>;
  readonly organizer: { readonly name: string; readonly address: string };
  readonly isOrganizer: boolean;
  readonly created: number;
  modified: number;
  /** Place of its last change in the log of the mailbox. */
  generation: number;
}

/** What is shown: a single event, a master, or one day of a series. */
export interface Instance extends Times {
  readonly type: 'singleInstance' | 'seriesMaster' | 'occurrence' | 'exception';
  readonly entry: Entry;
  /** Day the rule gives; absent for singles and masters. */
  readonly day?: string;
  readonly content: Content;
  readonly originalStart?: Temporal.Instant;
  readonly changeKey: string;
  readonly modified: number;
}

export interface Window {
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
}

const compare = Temporal.Instant.compare;

/** An event is in a window when it overlaps it; one without length, when it starts there. */
export function overlaps({ start, end }: Times, { from, until }: Window): boolean {
  const [begins, ends] = [instantOf(start), instantOf(end)];
  if (compare(begins, until) >= 0) return false;
  return compare(ends, from) > 0 || (compare(begins, ends) === 0 && compare(begins, from) >= 0);
}

export const itself = (entry: Entry): Instance => ({
  type: entry.recurrence ? 'seriesMaster' : 'singleInstance',
  entry,
  content: entry.content,
  ...entry.times,
  changeKey: entry.changeKey,
  modified: entry.modified,
});

/** The hours of a day of the series: those of its zone's walls, whatever the offset of that day. */
export function timesOn({ times, recurrence }: Entry, day: Temporal.PlainDate): Times {
  const { isAllDay } = times;
  const rule = recurrence!.range.recurrenceTimeZone;
  const zone = zoneOf(rule);
  const place = (wall: Wall): Wall =>
    isAllDay || wall.zone === zone ? wall : wallAt(instantOf(wall), zone, rule);
  const [start, end] = [place(times.start), place(times.end)];
  const local = day.toPlainDateTime(start.local.toPlainTime());
  const length = start.local.until(end.local, { largestUnit: 'day' });
  return { start: { ...start, local }, end: { ...end, local: local.add(length) }, isAllDay };
}

/** One day of a series, or undefined when it was cancelled. */
function occurrence(entry: Entry, day: Temporal.PlainDate, followsMaster: boolean): Instance | undefined {
  const key = day.toString();
  if (entry.cancelled.has(key)) return undefined;
  const placed = timesOn(entry, day);
  const exception = entry.exceptions.get(key);
  const originalStart = exception && !followsMaster ? exception.originalStart : instantOf(placed.start);
  return {
    type: exception ? 'exception' : 'occurrence',
    entry,
    day: key,
    content: exception ? { ...entry.content, ...exception.content } : entry.content,
    ...(exception?.times ?? placed),
    originalStart,
    changeKey: exception?.changeKey ?? entry.changeKey,
    modified: exception?.modified ?? entry.modified,
  };
}

/** The days of a series around a window, in the order of the rule, and every exception, wherever it was moved. */
export function instances(entry: Entry, { from, until }: Window, followsMaster: boolean): Instance[] {
  if (!entry.recurrence) return [itself(entry)];
  const dateOf = (instant: Temporal.Instant) => instant.toZonedDateTimeISO('UTC').toPlainDate();
  const length = instantOf(entry.times.start).until(instantOf(entry.times.end)).total('hours') / 24;
  const first = dateOf(from).subtract({ days: Math.ceil(length) + 2 });
  const last = dateOf(until).add({ days: 2 });
  const found: Instance[] = [];
  for (const day of days(entry.recurrence)) {
    if (Temporal.PlainDate.compare(day, last) > 0) break;
    if (Temporal.PlainDate.compare(day, first) < 0 || entry.exceptions.has(day.toString())) continue;
    const one = occurrence(entry, day, followsMaster);
    if (one) found.push(one);
  }
  const moved = [...entry.exceptions.keys()].flatMap((day) => instanceOn(entry, day, followsMaster) ?? []);
  return [...found, ...moved];
}

/** One day of a series that its rule gives and nobody cancelled. */
export function instanceOn(entry: Entry, day: string, followsMaster: boolean): Instance | undefined {
  if (!entry.recurrence) return undefined;
  const asked = Temporal.PlainDate.from(day);
  for (const one of days(entry.recurrence)) {
    const order = Temporal.PlainDate.compare(one, asked);
    if (order > 0) return undefined;
    if (order === 0) return occurrence(entry, one, followsMaster);
  }
  return undefined;
}

/**
 * An occurrence stays between its neighbours.
 * @throws GraphError 400 when it would start on the day of the one before or after, or past it
 */
export function keepBetweenNeighbours(entry: Entry, day: string, moved: Times): void {
  const zone = zoneOf(entry.recurrence!.range.recurrenceTimeZone);
  const dateOf = ({ start, isAllDay }: Times) =>
    isAllDay ? start.local.toPlainDate() : instantOf(start).toZonedDateTimeISO(zone).toPlainDate();
  let before: Instance | undefined;
  let next: Instance | undefined;
  let passed = false;
  for (const one of days(entry.recurrence!)) {
    if (one.toString() === day) passed = true;
    else if (passed) next = occurrence(entry, one, false);
    else before = occurrence(entry, one, false) ?? before;
    if (next) break;
  }
  const date = dateOf(moved);
  if (
    (before && Temporal.PlainDate.compare(date, dateOf(before)) <= 0) ||
    (next && Temporal.PlainDate.compare(date, dateOf(next)) >= 0)
  )
    throw new GraphError(
      400,
      'ErrorOccurrenceCrossingBoundary',
      'Modified occurrence is crossing or overlapping adjacent occurrence.',
    );
}
