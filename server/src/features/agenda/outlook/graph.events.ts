import { z } from 'zod';
import { Away, type Found, type OutsideTime, type Pushed, type Shown, type Times } from './calendar-link.ts';

/** Our own mark on an event: it holds the id of the appointment, in that worker's mailbox. */
export const ownProperty = 'String {6f2c1d0e-8a43-4f0b-9d55-3e1b7a90c2f4} Name LastriaAppointment';

const wall = z.object({ dateTime: z.string(), timeZone: z.string() });
export const eventShape = z.object({
  '@odata.etag': z.string().optional(),
  '@removed': z.object({}).loose().optional(),
  id: z.string(),
  type: z.enum(['singleInstance', 'occurrence', 'exception', 'seriesMaster']).optional(),
  seriesMasterId: z.string().nullish(),
  start: wall.optional(),
  end: wall.optional(),
  isAllDay: z.boolean().optional(),
  isCancelled: z.boolean().optional(),
  showAs: z.string().optional(),
  responseStatus: z.object({ response: z.string().optional() }).nullish(),
});
export type GraphEvent = z.infer<typeof eventShape>;
export const pageShape = z.object({
  value: z.array(eventShape),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
});
export const listShape = z.object({ value: z.array(eventShape) });

/**
 * What is written of an appointment: when, and a subject. Never attendees: Exchange writes to them at once. The
 * reminder is the worker's own affair: it is not sent with a change.
 */
export const bodyOf = (shown: Shown) => ({
  subject: shown.subject,
  body: { contentType: 'text', content: '' },
  ...timesBody(shown),
  sensitivity: 'private',
  showAs: shown.tentative ? 'tentative' : 'busy',
});

function timesBody({ times, zone }: Shown) {
  if (times.allDay)
    return {
      isAllDay: true,
      start: { dateTime: `${times.fromDay}T00:00:00`, timeZone: zone },
      end: { dateTime: `${times.untilDay}T00:00:00`, timeZone: zone },
    };
  const at = (instant: Date) => ({ dateTime: instant.toISOString().slice(0, 19), timeZone: 'UTC' });
  return { isAllDay: false, start: at(times.from), end: at(times.until) };
}

/** Whole days come back from midnight to midnight whatever the zone asked: dates, never converted. */
function timesOf({ start, end, isAllDay }: GraphEvent): Times {
  if (!start || !end) throw new Away('an event without times');
  if (isAllDay)
    return { allDay: true, fromDay: start.dateTime.slice(0, 10), untilDay: end.dateTime.slice(0, 10) };
  // No zone is asked for: they are in UTC
  const at = ({ dateTime }: { dateTime: string }) => new Date(`${dateTime.slice(0, 23)}Z`);
  return { allDay: false, from: at(start), until: at(end) };
}

export const pushedOf = ({ id, '@odata.etag': etag = '' }: GraphEvent): Pushed => ({ outsideId: id, etag });
export const foundOf = (event: GraphEvent): Found => ({ ...pushedOf(event), times: timesOf(event) });

const shows: Readonly<Record<string, OutsideTime['show']>> = {
  busy: 'busy',
  tentative: 'tentative',
  oof: 'away',
};

/** What takes time: neither what is free, nor what was declined or cancelled. */
export function takenOf(event: GraphEvent): OutsideTime[] {
  const show = shows[event.showAs ?? ''];
  if (!show || event.isCancelled || event.responseStatus?.response === 'declined') return [];
  if (!event.start || !event.end) return [];
  const times = timesOf(event);
  // What lasts no time takes none
  if (!times.allDay && times.from.getTime() >= times.until.getTime()) return [];
  return [{ outsideId: event.id, seriesId: event.seriesMasterId ?? null, times, show }];
}
