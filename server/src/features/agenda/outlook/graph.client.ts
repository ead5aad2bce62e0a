import {
  Away,
  ChangedOutside,
  type Found,
  type OutsideCalendar,
  type Pushed,
  type Round,
  type Shown,
  type Telling,
  type Window,
} from './calendar-link.ts';
import {
  bodyOf,
  eventShape,
  foundOf,
  listShape,
  ownProperty,
  pageShape,
  pushedOf,
  takenOf,
  type GraphEvent,
} from './graph.events.ts';
import { GraphRequests, isLost, isRefused, understood, type GraphOptions } from './graph.requests.ts';
import { GraphTelling } from './graph.telling.ts';

/** The mailbox of one worker, through Microsoft Graph. */
export class GraphCalendar implements OutsideCalendar {
  readonly #requests: GraphRequests;
  readonly tells: Telling;

  constructor(options: GraphOptions) {
    this.#requests = new GraphRequests(options);
    this.tells = new GraphTelling(this.#requests);
  }

  async create(appointmentId: string, key: string, shown: Shown): Promise<Pushed> {
    try {
      const made = await this.#requests.ask('POST', '/me/events', {
        ...bodyOf(shown),
        transactionId: key,
        singleValueExtendedProperties: [{ id: ownProperty, value: appointmentId }],
      });
      return pushedOf(understood(eventShape, made));
    } catch (error) {
      // The same attempt, told as a conflict: the first one was done, and its answer lost
      const found = isRefused(error, 409) ? await this.find(appointmentId) : undefined;
      if (!found) throw error;
      return found;
    }
  }

  async find(appointmentId: string): Promise<Found | undefined> {
    const filter = `singleValueExtendedProperties/Any(ep: ep/id eq '${ownProperty}' and ep/value eq '${appointmentId}')`;
    const found = await this.#requests.ask('GET', `/me/events?$filter=${encodeURIComponent(filter)}`);
    const [event] = understood(listShape, found).value;
    return event && foundOf(event);
  }

  async read(outsideId: string): Promise<Found | undefined> {
    const event = await this.#event(outsideId);
    return event && foundOf(event);
  }

  async change(pushed: Pushed, shown: Shown): Promise<Pushed> {
    try {
      const path = `/me/events/${encodeURIComponent(pushed.outsideId)}`;
      const changed = await this.#requests.ask('PATCH', path, bodyOf(shown), { 'if-match': pushed.etag });
      return pushedOf(understood(eventShape, changed));
    } catch (error) {
      // 412 in the documentation, 409 as seen; gone, it was changed too
      if (isRefused(error, 412, 409, 404)) throw new ChangedOutside();
      throw error;
    }
  }

  async remove(outsideId: string): Promise<void> {
    try {
      await this.#requests.ask('DELETE', `/me/events/${encodeURIComponent(outsideId)}`);
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
    const first = `${this.#requests.url}/me/calendarView/delta?${bounds}`;
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
      const page = understood(pageShape, await this.#requests.ask('GET', address));
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
      return understood(eventShape, await this.#requests.ask('GET', `/me/events/${encodeURIComponent(id)}`));
    } catch (error) {
      if (isRefused(error, 404)) return undefined;
      throw error;
    }
  }
}
