import { sessionEnded } from './errors.ts';
import type { Credentials } from './transport.ts';

/** The pages of Lastria's own origin, each with a session of its own. */
export type OurPage = 'page' | 'frame';

/** The session of one of our own pages: a cookie that only the browser holds. Refused once, it has ended. */
export class OwnPage implements Credentials {
  readonly header = 'x-lastria-page';
  ended = false;
  readonly #page: OurPage;
  readonly #onEnded: () => void;

  constructor(page: OurPage, onEnded: () => void) {
    this.#page = page;
    this.#onEnded = onEnded;
  }

  async get(): Promise<string> {
    if (this.ended) throw sessionEnded();
    return this.#page;
  }

  /** There is no other. */
  async replace(): Promise<undefined> {
    if (this.ended) return;
    this.ended = true;
    this.#onEnded();
  }

  /** The person has signed in again: calls go out. */
  reopen(): void {
    this.ended = false;
  }
}
