import { at, init, type CallOptions, type Query } from './client.ts';
import { Pages } from './pages.ts';
import type { Session } from './session.ts';
import type { Notice, NoticePage } from './types.ts';
import { dataOf } from './unwrap.ts';

export type NoticeQuery = Query<'access.listNotices'>;

/**
 * What one is told inside Lastria. Apart from the session, whose weight every page bears: `new Notices(session)`, from
 * `@lastria/sdk/notices`. A new one is told by `session.live.on('notice.created', …)`.
 */
export class Notices {
  readonly #client: Session['client'];

  constructor(session: Pick<Session, 'client'>) {
    this.#client = session.client;
  }

  /** Latest first. */
  listNotices(options: CallOptions = {}): Pages<Notice> {
    return new Pages((cursor) => this.listNoticesPage(at(cursor), options));
  }

  /** A page of them, and how many are unread in all. */
  listNoticesPage(query: NoticeQuery = {}, options: CallOptions = {}): Promise<NoticePage> {
    return dataOf(this.#client.GET('/v1/me/notices', { params: { query }, ...init(options) }));
  }

  /** Says that one was read. */
  async readNotice(noticeId: string, options: CallOptions = {}): Promise<void> {
    await dataOf(
      this.#client.POST('/v1/me/notices/{noticeId}/read', {
        params: { path: { noticeId } },
        ...init(options),
      }),
    );
  }

  /** Says that all told so far were read. */
  async readNotices(options: CallOptions = {}): Promise<void> {
    await dataOf(this.#client.POST('/v1/me/notices/read', init(options)));
  }
}
