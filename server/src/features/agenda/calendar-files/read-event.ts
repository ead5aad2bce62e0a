import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { floatingOf, isAllDay, msOfDay, msOfMinute } from '../recurrence/floating.ts';
import { readLocal, readSeries } from '../recurrence/read-series.ts';
import { mostCounted } from '../recurrence/rule.ts';
import { once } from '../recurrence/series.ts';
import { instantOf } from '../recurrence/wall-time.ts';
import type { Block } from './lines.ts';
import type { FileRefusal } from './refusals.ts';
import { zoneOf } from './zones.ts';

/** An event as a file says it; all times local, in its zone. */
export interface FileEvent {
  readonly uid: string;
  /** YYYY-MM-DDTHH:MM, or YYYY-MM-DD for whole days. */
  readonly start: string;
  readonly minutes: number;
  /** IANA name; of whole days, the zone of the reader. */
  readonly zone: string;
  readonly repeats: {
    readonly rule: string;
    readonly except: readonly string[];
    readonly also: readonly string[];
  } | null;
  /** Local start of the occurrence of the series of this UID that the event replaces. */
  readonly occurrence: string | null;
  readonly title: string;
  readonly place: string | null;
  readonly note: string | null;
  /** https only. */
  readonly url: string | null;
  readonly blocks: boolean;
  readonly tentative: boolean;
  readonly cancelled: boolean;
  readonly private: boolean;
}

/** Thrown, and caught by readCalendar, for an event that is not taken. */
export class EventRefused extends Error {
  readonly reason: FileRefusal;
  constructor(reason: FileRefusal) {
    super(reason);
    this.reason = reason;
  }
}

/** A property: its parameters, and its values as text. */
interface Property {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly values: readonly string[];
  /** What follows the colon, untouched. */
  readonly raw: string;
}
type Properties = ReadonlyMap<string, readonly Property[]>;

/** What is read; everything else is passed over: alarms, attachments, people, programs' own. */
const read = new Set([
  'uid',
  'dtstart',
  'dtend',
  'duration',
  'rrule',
  'exdate',
  'rdate',
  'recurrence-id',
  'summary',
  'location',
  'description',
  'url',
  'transp',
  'status',
  'class',
]);

const longest = { uid: 255, title: 200, place: 200, note: 4000, url: 2000 };
const longestEvent = 366 * 24 * 60;

/** The UID of an event, to name it even when it is not taken. */
export const uidOf = (block: Block): string | null => {
  const line = block.lines.find(({ text }) => /^uid[:;]/i.test(text))?.text;
  return line === undefined ? null : clip(line.slice(line.indexOf(':') + 1), longest.uid) || null;
};

/** Reads an event. Local times without zone are in the reader's. */
export function readEvent(block: Block, zone: string): FileEvent {
  if (!block.whole) throw new EventRefused('unreadable');
  const properties = propertiesOf(block);
  const uid = uidOf(block);
  if (uid === null) throw new EventRefused('noUid');
  const time = timeOf(properties, zone);
  const status = word(properties, 'status');
  const url = clip(text(properties, 'url'), longest.url);
  return {
    uid,
    ...time,
    title: clip(text(properties, 'summary').replaceAll(/\s+/g, ' '), longest.title),
    place: clip(text(properties, 'location'), longest.place) || null,
    note: clip(text(properties, 'description'), longest.note) || null,
    url: /^https:\/\/[^\s"<>]+$/i.test(url) ? url : null,
    blocks: word(properties, 'transp') !== 'TRANSPARENT',
    tentative: status === 'TENTATIVE',
    cancelled: status === 'CANCELLED',
    private: ['PRIVATE', 'CONFIDENTIAL'].includes(word(properties, 'class')),
  };
}

function propertiesOf(block: Block): Properties {
  const found = new Map<string, Property[]>();
  for (const { text: line } of block.lines) {
    const name = /^[A-Z-]+/i.exec(line)?.[0].toLowerCase() ?? '';
    if (!read.has(name)) continue;
    const list = found.get(name);
    if (list) list.push(propertyOf(line));
    else found.set(name, [propertyOf(line)]);
  }
  return found;
}

function propertyOf(line: string): Property {
  let jcal: unknown;
  try {
    jcal = ICAL.parse.property(line);
  } catch {
    // It throws many things; whatever it was, the line is not readable
    throw new EventRefused('unreadable');
  }
  if (!Array.isArray(jcal)) throw new EventRefused('unreadable');
  const [, parameters, , ...values] = jcal as unknown[];
  return {
    parameters: parameters as Readonly<Record<string, unknown>>,
    values: values.map((value) => (typeof value === 'string' ? value : '')),
    raw: line.slice(line.indexOf(':') + 1),
  };
}

const text = (properties: Properties, name: string): string => properties.get(name)?.[0]?.values[0] ?? '';
const word = (properties: Properties, name: string): string => text(properties, name).trim().toUpperCase();

/** Text without the signs no screen shows, cut where it would be too long, never within a sign. */
function clip(value: string, most: number): string {
  const shown = value
    .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .toWellFormed()
    .trim();
  return shown.length <= most
    ? shown
    : shown
        .slice(0, most)
        .replace(/[\ud800-\udbff]$/, '')
        .trim();
}

function timeOf(properties: Properties, own: string) {
  const begin = properties.get('dtstart')?.[0];
  if (!begin) throw new EventRefused('noStart');
  const rules = (properties.get('rrule') ?? []).map(({ raw }) => raw.trim().replace(/;$/, ''));
  const added = properties.get('rdate') ?? [];
  const repeated = rules.length + added.length > 0;
  const startsAt = icalOf(begin, 0);
  const allDay = startsAt.length === 8;
  // A series in UTC goes on in UTC; one appointment is at the same moment everywhere
  const zone = startsAt.endsWith('Z') ? (repeated ? 'UTC' : own) : (zoneIn(begin) ?? own);
  const local = startsAt.endsWith('Z') && !repeated ? localValue(startsAt, own) : startsAt;
  const dates = (list: readonly Property[]) => {
    if (list.reduce((sum, { values }) => sum + values.length, 0) > mostCounted)
      throw new EventRefused('tooManyDates');
    return list.flatMap((property) => property.values.map((_, index) => inZone(property, index, zone)));
  };
  const series = readSeries({
    start: local,
    zone: allDay ? null : zone,
    rules,
    except: dates(properties.get('exdate') ?? []),
    also: dates(added),
  });
  if (!series.ok) throw new EventRefused(series.refusal);
  const { start, rule, except, also } = series.series;
  return {
    start,
    zone: allDay ? own : zone,
    minutes: minutesOf(properties, start, zone),
    repeats: repeated && (rule !== once || also.length + except.length > 0) ? { rule, except, also } : null,
    occurrence: occurrenceOf(properties, zone),
  };
}

/** A date of a property as iCalendar writes it: ical.js gives it with dashes and colons. */
const icalOf = (property: Property, index: number): string =>
  (property.values[index] ?? '').replaceAll(/[-:]/g, '');

function zoneIn({ parameters }: Property): string | undefined {
  const { tzid } = parameters;
  if (typeof tzid !== 'string') return undefined;
  const zone = zoneOf(tzid);
  if (zone === undefined) throw new EventRefused('unknownZone');
  return zone;
}

/** A date of a property in the zone of its event. */
function inZone(property: Property, index: number, zone: string): string {
  const value = icalOf(property, index);
  const other = value.length === 15 ? zoneIn(property) : undefined;
  if (other === undefined || other === zone) return value;
  const local = readLocal(value, other);
  if (local === undefined) throw new EventRefused('dateMalformed');
  const instant = instantOf(local, other, 'shift').toISOString();
  return `${instant.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** A value in UTC as local time without zone; as it is when it cannot be read. */
function localValue(value: string, zone: string): string {
  const local = readLocal(value, zone);
  return local === undefined ? value : `${local.replaceAll(/[-:]/g, '')}00`;
}

function minutesOf(properties: Properties, start: string, zone: string): number {
  const allDay = isAllDay(start);
  const end = properties.get('dtend')?.[0];
  const lasts = text(properties, 'duration').toUpperCase();
  const minutes = end
    ? allDay
      ? untilEnd(icalOf(end, 0), start)
      : (endInstant(end, zone) - instantOf(start, zone, 'shift').getTime()) / msOfMinute
    : lasts !== ''
      ? lasting(lasts, start, zone)
      : allDay
        ? msOfDay / msOfMinute
        : 0;
  if (!(minutes > 0)) throw new EventRefused('noDuration');
  if (minutes > longestEvent) throw new EventRefused('tooLong');
  return Math.round(minutes);
}

function untilEnd(value: string, start: string): number {
  const end = readLocal(value, null);
  if (end === undefined || !isAllDay(end)) throw new EventRefused('unreadable');
  return (floatingOf(end) - floatingOf(start)) / msOfMinute;
}

function endInstant(end: Property, zone: string): number {
  const value = icalOf(end, 0);
  const local = readLocal(value, value.endsWith('Z') ? zone : null);
  if (local === undefined || isAllDay(local)) throw new EventRefused('unreadable');
  if (value.endsWith('Z')) return floatingOf(readLocal(value, null) ?? local);
  return instantOf(local, zoneIn(end) ?? zone, 'shift').getTime();
}

function lasting(written: string, start: string, zone: string): number {
  let duration: Temporal.Duration;
  try {
    duration = Temporal.Duration.from(written);
  } catch (error) {
    if (error instanceof RangeError) throw new EventRefused('unreadable');
    throw error;
  }
  // A sum beyond a year is refused before it is added
  if (duration.total({ unit: 'days', relativeTo: '2000-01-01' }) > 366) throw new EventRefused('tooLong');
  if (isAllDay(start))
    return Math.ceil(duration.total({ unit: 'days', relativeTo: start })) * (msOfDay / msOfMinute);
  const begin = Temporal.Instant.fromEpochMilliseconds(instantOf(start, zone, 'shift').getTime());
  const end = begin.toZonedDateTimeISO(zone).add(duration);
  return (end.epochMilliseconds - begin.epochMilliseconds) / msOfMinute;
}

function occurrenceOf(properties: Properties, zone: string): string | null {
  const replaced = properties.get('recurrence-id')?.[0];
  if (!replaced) return null;
  if (replaced.parameters['range'] !== undefined) throw new EventRefused('rangeChanged');
  const local = readLocal(inZone(replaced, 0, zone), zone);
  if (local === undefined) throw new EventRefused('dateMalformed');
  return local;
}
