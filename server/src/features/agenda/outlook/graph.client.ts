import { z } from 'zod';
import type { Fetch } from '../../access/provider.service.ts';
import {
  Away,
  ChangedOutside,
  ToReconnect,
  type Found,
  type OutsideCalendar,
  type OutsideTime,
  type Pushed,
  type Round,
  type Shown,
  type Times,
  type Window,
} from './calendar-link.ts';

/** Gives a token of the mailbox. `refused`: the one that was refused, in whose place another is asked. */
export type Access = (refused?: string) => Promise<string>;

export interface GraphOptions {
  /** In production https://graph.microsoft.com/v1.0 */
  readonly graphUrl: string;
  readonly fetch: Fetch;
  readonly access: Access;
}

/** Milliseconds an answer may take. */
const patience = 15_000;
/** Graph's own bound for one application and mailbox. */
const atOnce = 4;
/** Our own mark on an event: it holds the id of the appointment, in that worker's mailbox. */
const ownProperty = 'String {6f2c1d0e-8a43-4f0b-9d55-3e1b7a90c2f4} Name LastriaAppointment';
/** Ids that stay when an event moves to another calendar; the header holds for one request only. */
const immutable = 'IdType="ImmutableId"';
const pageSize = 'odata.maxpagesize=200';

const wall = z.object({ dateTime: z.string(), timeZone: z.string() });
const eventShape = z.object({
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
type GraphEvent = z.infer<typeof eventShape>;
const pageShape = z.object({
  value: z.array(eventShape),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
});
const listShape = z.object({ value: z.array(eventShape) });

/** Graph refused; `code` is what to branch on, the message is for nobody. */
export class GraphRefused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
  }
}

/** The mailbox of one worker, through Microsoft Graph. */
export class GraphCalendar implements OutsideCalendar {
  readonly #options: GraphOptions;
  #flying = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(options: GraphOptions) {
    this.#options = options;
  }

  async create(appointmentId: string, key: string, shown: Shown): Promise<Pushed> {
    try {
      const made = await this.ask('POST', '/me/events', {
        ...bodyOf(shown),
        transactionId: key,
        singleValueExtendedProperties: [{ id: ownProperty, value: appointmentId }],
      });
      return pushedOf(eventShape.parse(made));
    } catch (error) {
      // The same attempt, told as a conflict: the first one was done, and its answer lost
      const found = isRefused(error, 409) ? await this.find(appointmentId) : undefined;
      if (!found) throw error;
      return found;
    }
  }

  async find(appointmentId: string): Promise<Found | undefined> {
    const filter = `singleValueExtendedProperties/Any(ep: ep/id eq '${ownProperty}' and ep/value eq '${appointmentId}')`;
    const found = await this.ask('GET', `/me/events?$filter=${encodeURIComponent(filter)}`);
    const [event] = listShape.parse(found).value;
    return event && foundOf(event);
  }

  async read(outsideId: string): Promise<Found | undefined> {
    const event = await this.#event(outsideId);
    return event && foundOf(event);
  }

  async change(pushed: Pushed, shown: Shown): Promise<Pushed> {
    try {
      const path = `/me/events/${encodeURIComponent(pushed.outsideId)}`;
      const changed = await this.ask('PATCH', path, bodyOf(shown), { 'if-match': pushed.etag });
      return pushedOf(eventShape.parse(changed));
    } catch (error) {
      // 412 in the documentation, 409 as seen; gone, it was changed too
      if (isRefused(error, 412, 409, 404)) throw new ChangedOutside();
      throw error;
    }
  }

  async remove(outsideId: string): Promise<void> {
    try {
      await this.ask('DELETE', `/me/events/${encodeURIComponent(outsideId)}`);
    } catch (error) {
      if (!isRefused(error, 404)) throw error;
    }
  }

  async readBusy(cursor: string | null, window: Window): Promise<Round> {
    try {
      if (cursor !== null) return await this.#round(cursor, false);
    } catch (error) {
      if (!isLost(error)) throw error;
    }
    const bounds = `startDateTime=${window.from.toISOString()}&endDateTime=${window.until.toISOString()}`;
    const first = `${this.#options.graphUrl}/me/calendarView/delta?${bounds}`;
    // What lets go of the round in its middle has it begun anew, once; nothing of it was kept
    return this.#round(first, true).catch((error: unknown) => {
      if (!isLost(error)) throw error;
      return this.#round(first, true);
    });
  }

  /** All pages to the last; links are used as they were given. */
  async #round(link: string, whole: boolean): Promise<Round> {
    const events = new Map<string, GraphEvent>();
    for (let address = link; ;) {
      const page = pageShape.parse(await this.ask('GET', address));
      // The same event may come several times: the last one holds
      for (const event of page.value) events.set(event.id, event);
      const [next, cursor] = [page['@odata.nextLink'], page['@odata.deltaLink']];
      if (next !== undefined) address = next;
      else if (cursor !== undefined) return { whole, cursor, ...(await this.#sorted([...events.values()])) };
      else throw new Away('a page without a link');
    }
  }

  async #sorted(events: readonly GraphEvent[]): Promise<Omit<Round, 'whole' | 'cursor'>> {
    const standing = events.filter((event) => !event['@removed']);
    const masters = new Map(
      standing.filter(({ type }) => type === 'seriesMaster').map((event) => [event.id, event]),
    );
    const removed = events.filter((event) => event['@removed']).map(({ id }) => id);
    const series = new Set([
      ...masters.keys(),
      ...standing.flatMap(({ seriesMasterId }) => (seriesMasterId ? [seriesMasterId] : [])),
    ]);
    // An occurrence comes as a stub: what it shows stands in its master, which may have to be asked for
    for (const id of series)
      if (!masters.has(id)) {
        const master = await this.#event(id);
        if (master) masters.set(id, master);
      }
    const shown = standing
      .filter(({ type }) => type !== 'seriesMaster')
      .map((event) =>
        event.type === 'occurrence' && event.seriesMasterId
          ? { ...masters.get(event.seriesMasterId), ...event }
          : event,
      );
    return {
      series: [...series],
      removed,
      met: shown.flatMap((event) => (event.start && event.end ? [foundOf(event)] : [])),
      taken: shown.flatMap(takenOf),
    };
  }

  async #event(id: string): Promise<GraphEvent | undefined> {
    try {
      return eventShape.parse(await this.ask('GET', `/me/events/${encodeURIComponent(id)}`));
    } catch (error) {
      if (isRefused(error, 404)) return undefined;
      throw error;
    }
  }

  /**
   * One request, with a token and at its turn.
   * @param target a path, or a whole link as Graph gave it
   * @throws GraphRefused when it will not do better later
   */
  async ask(
    method: string,
    target: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<unknown> {
    await this.#enter();
    try {
      const token = await this.#options.access();
      const answer = await this.#send(token, method, target, body, headers);
      if (answer.status !== 401) return await readAnswer(answer);
      const renewed = await this.#options.access(token);
      const again = await this.#send(renewed, method, target, body, headers);
      if (again.status === 401) throw new ToReconnect('tokenRefused');
      return await readAnswer(again);
    } finally {
      this.#flying--;
      this.#waiting.shift()?.();
    }
  }

  async #enter(): Promise<void> {
    while (this.#flying >= atOnce) await new Promise<void>((go) => this.#waiting.push(go));
    this.#flying++;
  }

  async #send(
    token: string,
    method: string,
    target: string,
    body: object | undefined,
    headers: Record<string, string>,
  ): Promise<Response> {
    const { graphUrl, fetch } = this.#options;
    const url = target.startsWith('/') ? `${graphUrl}${target}` : target;
    // The token goes to Graph alone, wherever a link would lead
    if (!url.startsWith(`${graphUrl}/`)) throw new Away('a link that leads elsewhere');
    try {
      return await fetch(url, {
        method,
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          prefer: url.includes('/delta?') ? `${immutable}, ${pageSize}` : immutable,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch {
      throw new Away('no answer');
    }
  }
}

async function readAnswer(answer: Response): Promise<unknown> {
  const text = await answer.text().catch(() => {
    throw new Away('no answer');
  });
  if (answer.ok) return text === '' ? undefined : (JSON.parse(text) as unknown);
  const code = codeOf(text);
  const { status } = answer;
  if (status === 429 || status >= 500) throw new Away(code, retryAfter(answer));
  // Conditional access, a mailbox that left the cloud, a right taken back
  if (status === 403 || code === 'MailboxNotEnabledForRESTAPI' || code === 'extensionError')
    throw new ToReconnect(code);
  throw new GraphRefused(status, code);
}

const errorShape = z.object({ error: z.object({ code: z.string() }) });
function codeOf(text: string): string {
  try {
    return errorShape.parse(JSON.parse(text)).error.code;
  } catch {
    return 'unreadable';
  }
}

function retryAfter({ headers }: Response): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

export const isRefused = (error: unknown, ...statuses: number[]): error is GraphRefused =>
  error instanceof GraphRefused && statuses.includes(error.status);

/** Graph no longer knows where we were. */
const isLost = (error: unknown): boolean =>
  isRefused(error, 410) ||
  (error instanceof GraphRefused && /^(syncState(NotFound|Invalid)|resyncRequired)$/i.test(error.code));

/**
 * What is written of an appointment: when, and a subject. Never attendees: Exchange writes to them at once. The
 * reminder is the worker's own affair: it is not sent with a change.
 */
const bodyOf = (shown: Shown) => ({
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

const pushedOf = ({ id, '@odata.etag': etag = '' }: GraphEvent): Pushed => ({ outsideId: id, etag });
const foundOf = (event: GraphEvent): Found => ({ ...pushedOf(event), times: timesOf(event) });

const shows: Readonly<Record<string, OutsideTime['show']>> = {
  busy: 'busy',
  tentative: 'tentative',
  oof: 'away',
};

/** What takes time: neither what is free, nor what was declined or cancelled. */
function takenOf(event: GraphEvent): OutsideTime[] {
  const show = shows[event.showAs ?? ''];
  if (!show || event.isCancelled || event.responseStatus?.response === 'declined') return [];
  if (!event.start || !event.end) return [];
  const times = timesOf(event);
  // What lasts no time takes none
  if (!times.allDay && times.from.getTime() >= times.until.getTime()) return [];
  return [{ outsideId: event.id, seriesId: event.seriesMasterId ?? null, times, show }];
}
