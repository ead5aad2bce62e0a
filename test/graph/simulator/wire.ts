import { Temporal } from 'temporal-polyfill';
import { badRequest } from './errors.ts';
import type { Mailbox } from './mailbox.ts';
import type { Instance } from './series.ts';
import type { Switches } from './switches.ts';
import { instantOf, sevenDecimals, zoneOf, type Wall } from './zones.ts';

/** What a request asks by its `Prefer` header: it holds for that request only. */
export interface Preferences {
  /** Zone of start and end in the answer, by the name asked. */
  readonly zoneName: string;
  readonly immutable: boolean;
  readonly pageSize: number | undefined;
  /** What was understood, told back in `Preference-Applied`. */
  readonly applied: readonly string[];
}

/** @throws GraphError 400 for a zone nobody knows */
export function readPreferences(header: string | undefined): Preferences {
  const said = new Map<string, string>();
  for (const [, name, quoted, plain] of (header ?? '').matchAll(/([\w.]+)\s*=\s*(?:"([^"]*)"|([^\s,;]+))/g))
    said.set(name!.toLowerCase(), quoted ?? plain ?? '');
  const zoneName = said.get('outlook.timezone') ?? 'UTC';
  zoneOf(zoneName);
  const immutable = said.get('idtype') === 'ImmutableId';
  const pageSize = Number(said.get('odata.maxpagesize') ?? Number.NaN);
  const paged = Number.isInteger(pageSize) && pageSize > 0;
  return {
    zoneName,
    immutable,
    pageSize: paged ? pageSize : undefined,
    applied: [
      ...(said.has('outlook.timezone') ? [`outlook.timezone="${zoneName}"`] : []),
      ...(immutable ? ['IdType="ImmutableId"'] : []),
      ...(paged ? [`odata.maxpagesize=${pageSize}`] : []),
    ],
  };
}

export type Shown = Record<string, unknown>;

interface Options {
  readonly mailbox: Mailbox;
  readonly preferences: Pick<Preferences, 'zoneName' | 'immutable'>;
  readonly switches: Switches;
}

/** An hour in the zone that was asked. A whole day is a date: midnight to midnight whatever the zone. */
export function showWall(wall: Wall, isAllDay: boolean, zoneName: string) {
  const local = isAllDay
    ? wall.local
    : instantOf(wall).toZonedDateTimeISO(zoneOf(zoneName)).toPlainDateTime();
  return { dateTime: sevenDecimals(local), timeZone: zoneName };
}

const second = (instant: Temporal.Instant) => instant.toString({ smallestUnit: 'second' });
const shownInstant = (ms: number) => new Date(ms).toISOString().replace(/Z$/, '0000Z');
const nobody = '0001-01-01T00:00:00Z';

/** An event in full, as a GET shows it. */
export function show(instance: Instance, { mailbox, preferences, switches }: Options): Shown {
  const { entry, content, start, end, isAllDay, day, changeKey } = instance;
  const ids = mailbox.idsOf(instance);
  const master = mailbox.idsOf({ entry });
  const id = preferences.immutable ? ids.immutable : ids.rest;
  const etag = mailbox.etagOf(instance);
  const { zoneName } = preferences;
  const absent = instance.originalStart === undefined && switches.originalStartOnSingles === 'absent';
  return {
    '@odata.etag': etag,
    id,
    changeKey: instance.type === 'occurrence' ? etag.slice(3, -1) : changeKey,
    createdDateTime: shownInstant(entry.created),
    lastModifiedDateTime: shownInstant(instance.modified),
    // Each day of a series has its own, though the event is one
    iCalUId: day === undefined ? entry.iCalUId : `${entry.iCalUId}${day.replaceAll('-', '')}`,
    ...(entry.transactionId === undefined ? {} : { transactionId: entry.transactionId }),
    subject: content.subject,
    bodyPreview: content.body.content.slice(0, 255),
    body: content.body,
    start: showWall(start, isAllDay, zoneName),
    end: showWall(end, isAllDay, zoneName),
    originalStartTimeZone: entry.originalZones.start,
    originalEndTimeZone: entry.originalZones.end,
    ...(absent ? {} : { originalStart: instance.originalStart ? second(instance.originalStart) : null }),
    isAllDay,
    isCancelled: content.isCancelled,
    isOrganizer: entry.isOrganizer,
    isDraft: false,
    responseRequested: content.responseRequested,
    allowNewTimeProposals: content.allowNewTimeProposals,
    isOnlineMeeting: content.isOnlineMeeting,
    responseStatus: { response: content.response, time: nobody },
    type: instance.type,
    seriesMasterId: day === undefined ? null : preferences.immutable ? master.immutable : master.rest,
    recurrence: instance.type === 'seriesMaster' ? entry.recurrence : null,
    sensitivity: content.sensitivity,
    showAs: content.showAs,
    importance: content.importance,
    isReminderOn: content.isReminderOn,
    reminderMinutesBeforeStart: content.reminderMinutesBeforeStart,
    location: content.location,
    categories: content.categories,
    attendees: content.attendees.map(({ emailAddress, type }) => ({
      type: type ?? 'required',
      status: { response: 'none', time: nobody },
      emailAddress,
    })),
    organizer: { emailAddress: entry.organizer },
    webLink: `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(ids.rest)}&exvsurl=1&path=/calendar/item`,
  };
}

/** All that delta says of an occurrence: no subject, which is its master's. */
export function stub(instance: Instance, options: Options): Shown {
  const whole = show(instance, options);
  const kept = ['@odata.etag', 'id', 'type', 'seriesMasterId', 'start', 'end'];
  return {
    '@odata.type': '#microsoft.graph.event',
    ...Object.fromEntries(kept.map((field) => [field, whole[field]])),
  };
}

/** What a master tells when it is asked: its occurrences changed alone, and those that were cancelled. */
export function showMaster(
  instance: Instance,
  select: readonly string[],
  expanded: boolean,
  options: Options,
): Shown {
  const { mailbox, preferences } = options;
  const { entry } = instance;
  const master = preferences.immutable ? entry.immutableId : entry.restId;
  return {
    ...show(instance, options),
    ...(select.includes('cancelledOccurrences')
      ? { cancelledOccurrences: [...entry.cancelled.keys()].toSorted().map((day) => `OID.${master}.${day}`) }
      : {}),
    ...(select.includes('exceptionOccurrences') && expanded
      ? { exceptionOccurrences: mailbox.exceptionsOf(entry).map((one) => show(one, options)) }
      : {}),
  };
}

/** Only what `$select` names; the id and the etag always come. */
export function selected(whole: Shown, select: readonly string[]): Shown {
  if (select.length === 0) return whole;
  const kept = new Set(['@odata.etag', 'id', 'singleValueExtendedProperties', ...select]);
  return Object.fromEntries(Object.entries(whole).filter(([field]) => kept.has(field)));
}

/** Names of `$select`. */
export function readSelect(text: string | undefined, known: ReadonlySet<string>): string[] {
  const names = (text ?? '').split(',').map((name) => name.trim());
  const asked = names.filter(Boolean);
  const unknown = asked.find((name) => !known.has(name));
  if (unknown !== undefined)
    throw badRequest(
      `Could not find a property named '${unknown}' on type 'microsoft.graph.event'.`,
      'RequestBroker--ParseUri',
    );
  return asked;
}

/** Properties an event may be asked for. */
export const eventProperties: ReadonlySet<string> = new Set([
  ...['id', 'changeKey', 'createdDateTime', 'lastModifiedDateTime', 'iCalUId', 'transactionId', 'subject'],
  ...['bodyPreview', 'body', 'start', 'end', 'originalStartTimeZone', 'originalEndTimeZone', 'originalStart'],
  ...['isAllDay', 'isCancelled', 'isOrganizer', 'isDraft', 'responseRequested', 'allowNewTimeProposals'],
  ...['isOnlineMeeting', 'responseStatus', 'type', 'seriesMasterId', 'recurrence', 'sensitivity', 'showAs'],
  ...['importance', 'isReminderOn', 'reminderMinutesBeforeStart', 'location', 'categories', 'attendees'],
  ...['organizer', 'webLink', 'cancelledOccurrences', 'exceptionOccurrences'],
]);
