import ical, { ICalEventBusyStatus, ICalEventStatus } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import { instantOf, localOf } from '../recurrence/wall-time.ts';
import { floatingOf, isAllDay, msOfDay, msOfMinute, writeFloating } from '../recurrence/floating.ts';
import { readParts } from '../recurrence/rule.ts';
import { writeIcal, writeRule } from '../recurrence/rule.parts.ts';
import { zoneDefinition } from './zones.ts';

/**
 * Writes a calendar for other programs. What it says of an appointment is chosen by the caller, who knows the setting of
 * the person; at the level « occupé » there is nothing to leave out, for nothing was given. No participant is ever
 * written: a calendar that leaves our house names no beneficiary and sends no invitation.
 */

/** What an event says beyond its time. */
export type Detail =
  | { readonly level: 'busy' }
  /** Initials of the person received. */
  | { readonly level: 'initials'; readonly initials: string }
  | {
      readonly level: 'full';
      readonly title: string;
      readonly place: string | null;
      readonly note: string | null;
      /** https only. */
      readonly url: string | null;
    };

export interface WrittenEvent {
  /** The same for ever: of the appointment, or of the series for it and for its changed occurrences. */
  readonly uid: string;
  /** Local start: YYYY-MM-DDTHH:MM, or YYYY-MM-DD for whole days. */
  readonly start: string;
  readonly minutes: number;
  /** IANA name. */
  readonly zone: string;
  readonly repeats: {
    readonly rule: string;
    readonly except: readonly string[];
    readonly also: readonly string[];
  } | null;
  /** Local start, in the rule, of the occurrence that this event replaces. */
  readonly occurrence: string | null;
  readonly blocks: boolean;
  readonly tentative: boolean;
  readonly cancelled: boolean;
  readonly private: boolean;
  readonly changedAt: Date;
  /** Grows with each change. */
  readonly sequence: number;
  readonly detail: Detail;
}

/** Written as it is: ical-generator would escape its commas, which an address keeps (RFC 5545 §3.3.13). */
const safeUrl = /^https:\/\/[^\s"<>\\]+$/;

/** Years of clock changes told after the last event: series go on. */
const yearsAhead = 5;

/** The calendar as a text of iCalendar 2.0 (RFC 5545), lines folded, ended by CRLF. */
export function writeCalendar(name: string, events: readonly WrittenEvent[]): string {
  const years = events.map(({ start }) => Number(start.slice(0, 4)));
  const first = years.reduce((a, b) => Math.min(a, b), Infinity) - 1;
  const last = years.reduce((a, b) => Math.max(a, b), -Infinity) + yearsAhead;
  const calendar = ical({
    prodId: { company: 'Lastria', product: 'Agenda', language: 'FR' },
    name: plain(name).replaceAll(/[\n\\,;]/g, ' '),
    timezone: { name: null, generator: (zone) => zoneDefinition(zone, first, last) },
  });
  for (const event of events) add(calendar, event);
  return `${calendar.toString()}\r\n`;
}

/** Text without the signs that no program shows. */
const plain = (text: string): string =>
  text.replaceAll(/\r\n?/g, '\n').replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ');

function add(calendar: ReturnType<typeof ical>, event: WrittenEvent): void {
  const { start, zone, detail } = event;
  if (!/^[\x21-\x7e]{1,200}$/.test(event.uid)) throw new RangeError(`Not a UID: ${event.uid}`);
  const allDay = isAllDay(start);
  const { end, duration } = endOf(event);
  const full = detail.level === 'full' ? detail : undefined;
  calendar.createEvent({
    id: event.uid,
    sequence: event.sequence,
    stamp: event.changedAt,
    lastModified: event.changedAt,
    allDay,
    timezone: allDay ? null : zone,
    start: at(start, zone),
    ...(end === undefined ? {} : { end }),
    repeating: [
      ...duration,
      ...(event.repeats ? series(event, event.repeats) : []),
      ...marks(event),
      ...(full?.url && safeUrl.test(full.url) ? [`URL;VALUE=URI:${full.url}`] : []),
    ].join('\r\n'),
    summary: plain(titleOf(detail)),
    ...(full?.place ? { location: plain(full.place) } : {}),
    ...(full?.note ? { description: plain(full.note) } : {}),
    status: event.cancelled
      ? ICalEventStatus.CANCELLED
      : event.tentative
        ? ICalEventStatus.TENTATIVE
        : ICalEventStatus.CONFIRMED,
    busystatus: !event.blocks
      ? ICalEventBusyStatus.FREE
      : event.tentative
        ? ICalEventBusyStatus.TENTATIVE
        : ICalEventBusyStatus.BUSY,
  });
}

/** What an event is called. */
export function titleOf(detail: Detail): string {
  switch (detail.level) {
    case 'busy':
      return 'Occupé';
    case 'initials':
      return `Rendez-vous ${detail.initials}`;
    case 'full':
      return detail.title;
  }
}

const at = (local: string, zone: string): Temporal.ZonedDateTime | Temporal.PlainDate =>
  isAllDay(local)
    ? Temporal.PlainDate.from(local)
    : Temporal.Instant.fromEpochMilliseconds(instantOf(local, zone, 'shift').getTime()).toZonedDateTimeISO(
        zone,
      );

/** DTEND, or DURATION when the end has no local time of its own: the second of a repeated hour. */
function endOf({ start, zone, minutes }: WrittenEvent) {
  if (isAllDay(start)) {
    const days = Math.ceil((minutes * msOfMinute) / msOfDay);
    return { end: Temporal.PlainDate.from(start).add({ days }), duration: [] };
  }
  const end = new Date(instantOf(start, zone, 'shift').getTime() + minutes * msOfMinute);
  const local = localOf(end, zone);
  if (instantOf(local, zone, 'shift').getTime() === end.getTime())
    return { end: at(local, zone), duration: [] };
  return { duration: [`DURATION:PT${String(minutes)}M`] };
}

/** The rule, its UNTIL in UTC as the RFC wants beside a zone, and its dates in local time. */
function series({ start, zone }: WrittenEvent, repeats: NonNullable<WrittenEvent['repeats']>): string[] {
  const parts = readParts(repeats.rule, start);
  const allDay = isAllDay(start);
  const rule = writeRule({ ...parts, until: null }, start);
  const until = parts.until === null ? '' : `;UNTIL=${untilOf(parts.until, start, zone)}`;
  const lead = allDay ? ';VALUE=DATE:' : `;TZID=${zone}:`;
  const dates = (name: string, list: readonly string[]) =>
    list.length > 0
      ? [`${name}${lead}${list.map((one) => writeIcal(floatingOf(one), allDay)).join(',')}`]
      : [];
  return [`RRULE:${rule}${until}`, ...dates('EXDATE', repeats.except), ...dates('RDATE', repeats.also)];
}

function untilOf(until: number, start: string, zone: string): string {
  if (isAllDay(start)) return writeIcal(until, true);
  const instant = instantOf(writeFloating(until, start), zone, 'shift');
  return `${writeIcal(instant.getTime(), false)}Z`;
}

/** Lines ical-generator writes in another form, or not at all of a whole day. */
function marks({ zone, occurrence, blocks, private: isPrivate }: WrittenEvent): string[] {
  const replaced =
    occurrence === null
      ? []
      : [
          `RECURRENCE-ID${isAllDay(occurrence) ? ';VALUE=DATE:' : `;TZID=${zone}:`}${writeIcal(floatingOf(occurrence), isAllDay(occurrence))}`,
        ];
  return [
    ...replaced,
    `CLASS:${isPrivate ? 'PRIVATE' : 'PUBLIC'}`,
    `TRANSP:${blocks ? 'OPAQUE' : 'TRANSPARENT'}`,
  ];
}
