import type { ReactiveController, ReactiveElement } from 'lit';

export interface PageActs {
  /** The page goes away, or out of sight. */
  readonly leave: () => void;
  /** The network is back. */
  readonly online: () => void;
  /** The element leaves the page. */
  readonly disconnect: () => void;
  /** Alt+T; false when there is no text to go to. */
  readonly toText: () => boolean;
}

/** What happens around the editor: the page hides or goes, the network comes back, Alt+T is pressed. */
export class PageLife implements ReactiveController {
  readonly #element: ReactiveElement;
  readonly #acts: PageActs;
  #listening = new AbortController();

  constructor(element: ReactiveElement, acts: PageActs) {
    this.#element = element;
    this.#acts = acts;
    element.addController(this);
  }

  hostConnected(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    document.addEventListener('visibilitychange', this.#hide, { signal });
    addEventListener('pagehide', () => this.#acts.leave(), { signal });
    addEventListener('online', () => this.#acts.online(), { signal });
    this.#element.addEventListener('keydown', this.#altKey, { signal });
  }

  hostDisconnected(): void {
    this.#listening.abort();
    this.#acts.disconnect();
  }

  readonly #hide = (): void => {
    if (document.visibilityState === 'hidden') this.#acts.leave();
  };

  readonly #altKey = (event: KeyboardEvent): void => {
    // The letter's key, not its sign: ⌥T writes « † » on a Mac
    if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== 'KeyT') return;
    if (this.#acts.toText()) event.preventDefault();
  };
}
