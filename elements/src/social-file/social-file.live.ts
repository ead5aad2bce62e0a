import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ElementSession } from '../core/session-context.ts';
import { listen, type LiveEvent } from './social-file.data.ts';

/** What is told within this time is read at once. */
const GATHERING = 400;

/**
 * Hears what others do on the server, and tells it together, once the page is in view: a page nobody looks at reads
 * nothing, and leaves no trace of having looked. Closes when the element leaves or the session ends.
 */
export class LiveNews implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #tell: (news: readonly LiveEvent[]) => Promise<void>;
  #waiting: LiveEvent[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #telling = false;
  #stop: (() => void) | undefined;
  #watched: readonly unknown[] = [];

  constructor(host: ReactiveControllerHost, tell: (news: readonly LiveEvent[]) => Promise<void>) {
    this.#host = host;
    this.#tell = tell;
    this.#host.addController(this);
  }

  /** Listens to a file, or to all of them; what `ignored` did is known here already. */
  watch(session: ElementSession, fileId: string | undefined, ignored: string | undefined): void {
    const watched = [session, fileId, ignored];
    if (this.#stop && watched.every((one, index) => one === this.#watched[index])) return;
    this.stop();
    this.#watched = watched;
    this.#stop = listen(
      session,
      (event) => {
        if (ignored !== undefined && event.staffId === ignored) return;
        this.#waiting.push(event);
        this.#soon();
      },
      fileId,
    );
    document.addEventListener('visibilitychange', this.#seen);
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#waiting = [];
    clearTimeout(this.#timer);
    this.#timer = undefined;
    document.removeEventListener('visibilitychange', this.#seen);
  }

  hostDisconnected(): void {
    this.stop();
  }

  readonly #seen = (): void => {
    if (this.#waiting.length > 0) this.#soon();
  };

  #soon(): void {
    if (document.visibilityState === 'hidden' || this.#telling) return;
    this.#timer ??= setTimeout(() => void this.#flush(), GATHERING);
  }

  async #flush(): Promise<void> {
    this.#timer = undefined;
    const news = this.#waiting;
    if (news.length === 0 || document.visibilityState === 'hidden') return;
    this.#waiting = [];
    this.#telling = true;
    try {
      await this.#tell(news);
    } finally {
      this.#telling = false;
    }
    if (this.#waiting.length > 0) this.#soon();
  }
}
