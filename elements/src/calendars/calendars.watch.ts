import type { Clock } from './calendars.data.ts';

/** Milliseconds before the first look, and between the last ones. */
const first = 2_000;
const longest = 15_000;
/** What was begun at Microsoft is over after ten minutes. */
const patience = 10 * 60_000;

interface Watched {
  readonly clock: Clock;
  /** Looks at what is about to change; false: there is nothing to wait for any more. */
  readonly look: () => Promise<boolean>;
  /** Nothing changed for ten minutes. */
  readonly late: () => void;
}

/**
 * Looks again, less and less often, at what happens elsewhere: in a window of Microsoft's, then on the server. At once
 * when the person comes back to the page: that window cannot tell it, Microsoft's pages cut what ties the two.
 */
export class LinkWatch {
  readonly #watched: Watched;
  #listening: AbortController | undefined;
  #timer: unknown;
  #wait = first;
  #end = 0;
  #isLooking = false;

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  start(): void {
    const { clock } = this.#watched;
    this.#wait = first;
    this.#end = clock.now() + patience;
    if (this.#listening) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const comeBack = (): void => {
      if (!document.hidden) void this.#look();
    };
    addEventListener('focus', comeBack, { signal });
    document.addEventListener('visibilitychange', comeBack, { signal });
    this.#again();
  }

  stop(): void {
    this.#watched.clock.clearTimeout(this.#timer);
    this.#listening?.abort();
    this.#listening = undefined;
  }

  #again(): void {
    const { clock } = this.#watched;
    clock.clearTimeout(this.#timer);
    this.#timer = clock.setTimeout(() => void this.#look(), this.#wait);
    this.#wait = Math.min(longest, this.#wait * 1.4);
  }

  async #look(): Promise<void> {
    const { clock, look, late } = this.#watched;
    if (this.#isLooking || !this.#listening) return;
    const { signal } = this.#listening;
    this.#isLooking = true;
    const goesOn = await look().finally(() => (this.#isLooking = false));
    if (signal.aborted) return;
    if (!goesOn) return this.stop();
    if (clock.now() < this.#end) return this.#again();
    this.stop();
    late();
  }
}
