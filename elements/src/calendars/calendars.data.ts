import { etagOf, type Clock, type Me, type Session } from '@lastria/sdk';
import {
  Agendas,
  CalendarFeeds,
  type CalendarFeed as FeedOrNone,
  type CalendarFeedLevel,
  type CalendarFeedPreview,
  type CalendarImported,
  type CalendarImportPreview,
} from '@lastria/sdk/agenda';
import { CalendarLinks, type CalendarLink } from '@lastria/sdk/calendar-links';
import type { ElementSession } from '../core/session-context.ts';

export type { CalendarFeedPreview, CalendarImported, CalendarImportPreview, CalendarLink, Clock };
/** A secret address that serves. */
export type CalendarFeed = NonNullable<FeedOrNone>;

/** How much of an appointment leaves Lastria. */
export type Level = CalendarFeedLevel;
export const levels: readonly Level[] = ['busy', 'initials', 'full'];
/** What another server calls a level this page does not know shows the least. */
export const levelOf = (level: string): Level => levels.find((one) => one === level) ?? 'busy';

/** All that the page shows when it opens. */
export interface Around {
  readonly me: Me;
  readonly feed: CalendarFeed | null;
  /** Levels the tenant lets one choose. */
  readonly allowed: readonly string[];
  readonly link: CalendarLink;
  /** Where one works: what is taken from a file stands in the agenda of one of them. */
  readonly units: readonly { readonly id: string; readonly name: string }[];
}

/** An appointment of ours that somebody moved or deleted in Outlook. */
export interface ToCheck {
  readonly what: string;
  /** Local, as it stands here; null: it could not be read. */
  readonly startsAt: string | null;
}

/** The server takes no larger file. */
export const MOST_BYTES = 2 * 1024 * 1024;
/** Events it takes at once. */
export const MOST_TAKEN = 500;
/** Appointments to check that are read; the others are counted. */
export const MOST_CHECKED = 10;

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (handle) => clearTimeout(handle as number),
};

/** The calls of one's own calendars. */
export class CalendarCalls {
  readonly #session: Session;
  readonly #feeds: CalendarFeeds;
  readonly #links: CalendarLinks;
  readonly #agenda: Agendas;

  constructor(session: ElementSession) {
    this.#session = session as unknown as Session;
    this.#feeds = new CalendarFeeds(this.#session);
    this.#links = new CalendarLinks(this.#session);
    this.#agenda = new Agendas(this.#session);
  }

  async around(signal: AbortSignal): Promise<Around> {
    const [me, { feed, allowedLevels: allowed }, link, colleagues] = await Promise.all([
      this.#session.me(),
      this.#feeds.readFeed({ signal }),
      this.#links.readCalendarLink({ signal }),
      this.#agenda.listColleagues({ signal }),
    ]);
    const unitIds = colleagues.find(({ id }) => id === me.staffId)?.unitIds ?? [];
    return { me, feed, allowed, link, units: await this.#units(unitIds, signal) };
  }

  /** Their names are read when there is one to choose. */
  async #units(ids: readonly string[], signal: AbortSignal): Promise<Around['units']> {
    if (ids.length < 2) return ids.map((id) => ({ id, name: '' }));
    const { units } = await this.#session.configuration.read({ signal });
    return ids.map((id) => ({ id, name: units.find((unit) => unit.id === id)?.name ?? '' }));
  }

  async feed(): Promise<CalendarFeed | null> {
    return (await this.#feeds.readFeed()).feed;
  }

  /** Makes the link, or puts another in its place: the address is in the reply this once. */
  async makeFeed(level: Level): Promise<{ readonly feed: CalendarFeed; readonly address: string }> {
    const { feed, address } = await this.#feeds.makeFeed(level);
    return { feed: feed!, address };
  }

  async changeFeed(feed: CalendarFeed, level: Level): Promise<CalendarFeed> {
    return (await this.#feeds.changeFeed(level, { etag: etagOf(feed) })).feed!;
  }

  revokeFeed(): Promise<void> {
    return this.#feeds.revokeFeed();
  }

  preview(level: Level, signal: AbortSignal): Promise<CalendarFeedPreview> {
    return this.#feeds.previewFeed(level, { signal });
  }

  link(): Promise<CalendarLink> {
    return this.#links.readCalendarLink();
  }

  /** Gives where to agree, at Microsoft; for ten minutes. */
  connect(): Promise<string> {
    return this.#links.connectCalendar();
  }

  setLevel(level: Level): Promise<CalendarLink> {
    return this.#links.setCalendarLevel(level);
  }

  writeAgain(): Promise<CalendarLink> {
    return this.#links.writeCalendarAgain();
  }

  disconnect(keepsEvents: boolean): Promise<CalendarLink> {
    return this.#links.disconnectCalendar(keepsEvents);
  }

  /** When the appointments to check take place; one that can no longer be read is told without. */
  toCheck({ toCheck }: CalendarLink, signal: AbortSignal): Promise<ToCheck[]> {
    return Promise.all(
      toCheck.slice(0, MOST_CHECKED).map(async ({ appointmentId, what }) => {
        const read = await this.#agenda.read(appointmentId, { signal }).catch(() => undefined);
        return { what, startsAt: read?.appointment.startsAt ?? null };
      }),
    );
  }

  previewFile(content: string, signal: AbortSignal): Promise<CalendarImportPreview> {
    return this.#feeds.previewImport(content, { signal });
  }

  /** Takes chosen events, as many calls as it needs; what was taken before adds nothing, so it may be asked again. */
  async take(
    content: string,
    unitId: string,
    keys: readonly string[],
    signal: AbortSignal,
  ): Promise<CalendarImported['items']> {
    const items: CalendarImported['items'] = [];
    for (let from = 0; from < keys.length; from += MOST_TAKEN) {
      const some = keys.slice(from, from + MOST_TAKEN);
      const taken = await this.#feeds.import({ content, unitId, keys: [...some] }, { signal });
      items.push(...taken.items);
    }
    return items;
  }
}
