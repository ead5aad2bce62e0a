import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import { isForbidden, problemText, type ProblemText } from './problem-text.ts';
import { emptyState, errorState, signedOutState, skeleton } from './states.ts';
import type { UiMessages } from './ui.messages.ts';

type View<R> =
  | { readonly kind: 'signed-out' | 'loading' | 'refused' }
  | { readonly kind: 'error'; readonly problem: ProblemText }
  | { readonly kind: 'ready'; readonly read: R };

/** What is read, and the words for when it is not. */
export interface ReadingOptions<R> {
  /** Reads everything that is shown; null: it is not for this person. */
  readonly read: (signal: AbortSignal) => Promise<R | null>;
  /** Hears of what was read, before it is shown. */
  readonly whenRead?: (read: R) => void;
  /** Read by itself once on the page: what has no session of its own to wait for. */
  readonly atOnce?: boolean;
  /** Which failures say that it is not for this person. Default: 403. */
  readonly isRefusal?: (error: unknown) => boolean;
  /** Lines of the skeleton. */
  readonly lines: number;
  readonly texts: () => ReadingTexts;
}

export interface ReadingTexts {
  /** Those of the element's states. */
  readonly ui: UiMessages;
  /** What happened, when it could not be read. */
  readonly failed: string;
  /** What is safe then. */
  readonly safe?: string;
  /** To whom it is not for; without it, a refusal is a failure like another. */
  readonly refused?: string;
}

/**
 * What an element reads before it can show anything: the states until then, the refusal, the failure with its retry, and
 * what was read. One reading at a time: the one before is given up, as are all once the element has left the page.
 */
export class Reading<R> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: ReadingOptions<R>;
  #view: View<R> = { kind: 'loading' };
  #asking = new AbortController();

  constructor(host: ReactiveControllerHost, options: ReadingOptions<R>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#options.atOnce) void this.load();
  }

  hostDisconnected(): void {
    this.#asking.abort();
  }

  /** What stands on the screen; undefined when nothing does. */
  get now(): R | undefined {
    return this.#view.kind === 'ready' ? this.#view.read : undefined;
  }

  /** Aborted once what is read is for nobody any more. */
  get signal(): AbortSignal {
    return this.#asking.signal;
  }

  /** Reads for a session that came; without one nothing stays. */
  follow(session: unknown): void {
    this.#asking.abort();
    this.#show({ kind: session ? 'loading' : 'signed-out' });
    void this.load();
  }

  /** Reads it, if anybody is there; `quietly`: what stands stays meanwhile. */
  async load({ quietly = false } = {}): Promise<void> {
    if (this.#view.kind === 'signed-out') return;
    const signal = this.#anew();
    if (!quietly) this.#show({ kind: 'loading' });
    try {
      const read = await this.#options.read(signal);
      if (signal.aborted) return;
      if (read !== null) this.#options.whenRead?.(read);
      this.#show(read === null ? { kind: 'refused' } : { kind: 'ready', read });
    } catch (error) {
      if (!signal.aborted) this.#show(this.#failure(error));
    }
  }

  /** Reads again what others changed; what stands stays when that fails. */
  async renew(): Promise<void> {
    if (this.#view.kind !== 'ready') return;
    const signal = this.#anew();
    const read = await this.#options.read(signal).catch(() => null);
    if (read !== null && !signal.aborted) this.#show({ kind: 'ready', read });
  }

  /** Lays something new over what stands, if anything does. */
  change(news: (now: R) => R): void {
    if (this.#view.kind === 'ready') this.#show({ kind: 'ready', read: news(this.#view.read) });
  }

  fail(error: unknown): void {
    this.#show(this.#failure(error));
  }

  render(ready: (read: R) => TemplateResult): TemplateResult {
    const view = this.#view;
    const { ui, safe, refused = '' } = this.#options.texts();
    switch (view.kind) {
      case 'signed-out':
        return signedOutState(undefined, ui);
      case 'loading':
        return skeleton(this.#options.lines, ui);
      case 'refused':
        return emptyState(refused);
      case 'error':
        return errorState(view.problem, () => void this.load(), safe, ui);
      case 'ready':
        return ready(view.read);
    }
  }

  #anew(): AbortSignal {
    this.#asking.abort();
    this.#asking = new AbortController();
    return this.#asking.signal;
  }

  #failure(error: unknown): View<R> {
    const { failed, refused } = this.#options.texts();
    const isRefusal = this.#options.isRefusal ?? isForbidden;
    return refused !== undefined && isRefusal(error)
      ? { kind: 'refused' }
      : { kind: 'error', problem: problemText(error, failed) };
  }

  #show(view: View<R>): void {
    this.#view = view;
    this.#host.requestUpdate();
  }
}
