import { init, keyed, matching, type CallOptions, type ChangeOptions, type CreateOptions } from './client.ts';
import type { components } from './generated/schema.d.ts';
import type { Session } from './session.ts';
import { dataOf, versioned, type Versioned } from './unwrap.ts';

type Schemas = components['schemas'];

export type CalendarFeed = Schemas['CalendarFeed'];
export type CalendarFeedLevel = Schemas['CalendarFeedPatch']['level'];
export type CalendarFeedState = Schemas['CalendarFeedState'];
export type MadeCalendarFeed = Schemas['MadeCalendarFeed'];
export type CalendarFeedPreview = Schemas['CalendarFeedPreview'];
export type CalendarImportPreview = Schemas['CalendarImportPreview'];
export type CalendarImportInput = Schemas['CalendarImportInput'];
export type CalendarImported = Schemas['CalendarImported'];

const path = '/v1/agenda/feed';

/** The secret link by which another program reads one's calendar, and what one takes from a file of another program. */
export class CalendarFeeds {
  readonly #client: Session['client'];

  constructor(session: Pick<Session, 'client'>) {
    this.#client = session.client;
  }

  /** `feed` is null when no link serves. The link itself is never given again. */
  readFeed(options: CallOptions = {}): Promise<CalendarFeedState> {
    return dataOf(this.#client.GET(path, init(options)));
  }

  /** The link is in `address`, this once; the former ends. « Occupé » unless another level is asked for. */
  makeFeed(level?: CalendarFeedLevel, options: CreateOptions = {}): Promise<MadeCalendarFeed> {
    const params = { header: keyed(options) };
    const body = level === undefined ? {} : { level };
    return dataOf(this.#client.POST(path, { params, body, ...init(options) }));
  }

  changeFeed(level: CalendarFeedLevel, options: ChangeOptions): Promise<Versioned<'feed', CalendarFeed>> {
    const params = { header: matching(options) };
    return versioned('feed', this.#client.PATCH(path, { params, body: { level }, ...init(options) }));
  }

  /** Ends the link at once. */
  async revokeFeed(options: CallOptions = {}): Promise<void> {
    await dataOf(this.#client.DELETE(path, init(options)));
  }

  /** What whoever holds the link reads of the next seven days. */
  previewFeed(level: CalendarFeedLevel, options: CallOptions = {}): Promise<CalendarFeedPreview> {
    return dataOf(
      this.#client.GET('/v1/agenda/feed/preview', { params: { query: { level } }, ...init(options) }),
    );
  }

  /** What would become of a calendar file; nothing is kept. */
  previewImport(content: string, options: CallOptions = {}): Promise<CalendarImportPreview> {
    return dataOf(
      this.#client.POST('/v1/agenda/import/preview', {
        body: { content },
        ...init(options, { readOnly: true }),
      }),
    );
  }

  /** Books chosen events as private appointments of one's own; one that was taken before adds nothing. */
  import(input: CalendarImportInput, options: CreateOptions = {}): Promise<CalendarImported> {
    const params = { header: keyed(options) };
    return dataOf(this.#client.POST('/v1/agenda/import', { params, body: input, ...init(options) }));
  }
}
