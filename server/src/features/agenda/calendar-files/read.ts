import { floatingOf, msOfDay } from '../recurrence/floating.ts';
import { occurrencesOf } from '../recurrence/series.ts';
import { decode, eventsOf, type Block } from './lines.ts';
import { EventRefused, readEvent, uidOf, type FileEvent } from './read-event.ts';
import type { FileRefusal } from './refusals.ts';

/**
 * Reads a calendar file from anybody. Never throws: what cannot be taken is told, with its line. Nothing is expanded
 * before it was counted, and reading costs no more for a hostile file than for a large one.
 */

/** The largest file, in bytes. */
export const mostBytes = 2 * 1024 * 1024;
export const mostEvents = 2000;
/** Rows the series of one file may make in the window. */
export const mostOccurrences = 5000;
/** Days that may be looked at to find them: less than a second, and four hundred series of two years. */
const mostDays = 450_000;
/** Looked at to know whether a series fits its start. */
const daysToCheck = 366;

export interface RefusedEvent {
  /** Line of the file where the event begins, from 1. */
  readonly line: number;
  readonly uid: string | null;
  readonly reason: FileRefusal;
}

export interface ReadCalendar {
  readonly events: readonly FileEvent[];
  readonly refused: readonly RefusedEvent[];
}

export interface ReadingPlace {
  /** Zone of the reader: of local times without zone, and of whole days. */
  readonly zone: string;
  /** Local days within which series will have rows. */
  readonly from: string;
  readonly to: string;
}

const nothing = (reason: FileRefusal): ReadCalendar => ({
  events: [],
  refused: [{ line: 1, uid: null, reason }],
});

/** The events of a file that can be taken, and those that cannot. A file too large, or with too many events, gives none. */
export function readCalendar(bytes: Uint8Array, place: ReadingPlace): ReadCalendar {
  if (bytes.length > mostBytes) return nothing('tooLarge');
  const blocks = eventsOf(decode(bytes), mostEvents);
  if (blocks === null) return nothing('notACalendar');
  if (blocks === 'tooMany') return nothing('tooManyEvents');
  const events: FileEvent[] = [];
  const refused: RefusedEvent[] = [];
  const known = new Set<string>();
  const left = { days: mostDays, occurrences: mostOccurrences };
  for (const block of blocks) {
    const event = taken(block, place.zone);
    const reason =
      typeof event === 'string' ? event : (repeated(event, known) ?? tooMany(event, place, left));
    if (typeof event === 'string' || reason !== undefined)
      refused.push({ line: block.line, uid: uidOf(block), reason: reason ?? 'unreadable' });
    else events.push(event);
  }
  return { events, refused };
}

function taken(block: Block, zone: string): FileEvent | FileRefusal {
  try {
    return readEvent(block, zone);
  } catch (error) {
    if (error instanceof EventRefused) return error.reason;
    throw error;
  }
}

function repeated({ uid, occurrence }: FileEvent, known: Set<string>): FileRefusal | undefined {
  const key = `${uid}\n${occurrence ?? ''}`;
  if (known.has(key)) return 'twice';
  known.add(key);
  return undefined;
}

/** Counts what a series would make, within what is left of the file's allowance. */
function tooMany(
  event: FileEvent,
  place: ReadingPlace,
  left: { days: number; occurrences: number },
): FileRefusal | undefined {
  if (!event.repeats) return undefined;
  const { from, to } = place;
  const begin = event.repeats.rule.includes('COUNT=') ? event.start.slice(0, 10) : from;
  left.days -= daysToCheck + Math.max(0, (floatingOf(to) - floatingOf(begin)) / msOfDay);
  if (left.days < 0) return 'tooManyOccurrences';
  const series = { start: event.start, ...event.repeats };
  const made = occurrencesOf(series, from, to, left.occurrences + 1).length;
  if (made > left.occurrences) return 'tooManyOccurrences';
  left.occurrences -= made;
  return undefined;
}
