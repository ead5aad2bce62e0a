import type { LiveEvent, Me, Notice, NoticePage, Session } from '@lastria/sdk';
import { Notices } from '@lastria/sdk/notices';
import type { ElementSession } from '../core/session-context.ts';

export type { Me, Notice, NoticePage };

/** Notices read at once. */
const PAGE = 30;

/** The calls of the notices. */
export class NoticeCalls {
  readonly #session: Session;
  readonly #notices: Notices;

  constructor(session: ElementSession) {
    this.#session = session as unknown as Session;
    this.#notices = new Notices(this.#session);
  }

  me(): Promise<Me> {
    return this.#session.me();
  }

  page(cursor: string | null, signal: AbortSignal): Promise<NoticePage> {
    return this.#notices.listNoticesPage({ limit: PAGE, ...(cursor ? { cursor } : {}) }, { signal });
  }

  read(noticeId: string): Promise<void> {
    return this.#notices.readNotice(noticeId);
  }

  readAll(): Promise<void> {
    return this.#notices.readNotices();
  }

  /** Listens to new ones; returns what stops listening. */
  listen(heard: (event: LiveEvent) => void): () => void {
    return this.#session.live.on('notice.created', heard);
  }
}
