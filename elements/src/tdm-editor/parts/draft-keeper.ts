import type { Clock, DraftInput, DraftSaved } from '@lastria/sdk';
import type { DraftState } from '../tdm-editor.events.ts';

/** Where the drafts stand: what the status line says, and it is always true. */
export interface DraftStatus {
  readonly state: DraftState;
  /** When the server last kept the draft on the screen. */
  readonly savedAt?: string | undefined;
  /** Drafts that wait for the network. */
  readonly waiting: number;
  readonly problem?: unknown;
}

export interface KeeperDeps {
  readonly clock: Clock;
  readonly save: (
    draftId: string,
    draft: DraftInput,
    options: { readonly keepalive: boolean; readonly signal: AbortSignal },
  ) => Promise<DraftSaved>;
  readonly discard: (draftId: string) => Promise<void>;
  /** True when the failure is the network's: it is worth trying again. */
  readonly passing: (failure: unknown) => boolean;
  readonly changed: () => void;
}

interface Kept {
  readonly id: string;
  readonly fileId: string | null;
  revision: number;
  content: Record<string, unknown>;
  dirty: boolean;
  savedAt?: string | undefined;
}

const quiet = 1000;
/** Half a second before the two that may be lost: the time of a slow network. */
const longest = 1500;
const firstWait = 2000;
const longestWait = 30_000;

/** Keeps what is typed on the server: after 1 s of quiet, at least every 1.5 s; in memory while the network is away. */
export class DraftKeeper {
  readonly #deps: KeeperDeps;
  /** Drafts with something unsent, and the current one. Nothing is ever written in the browser. */
  readonly #drafts = new Map<string, Kept>();
  #current: Kept | undefined;
  #quiet: unknown;
  #longest: unknown;
  #retry: unknown;
  #tries = 0;
  #offline = false;
  #problem: unknown;
  #flight: Promise<void> | undefined;
  #held = false;
  #abort = new AbortController();

  constructor(deps: KeeperDeps) {
    this.#deps = deps;
  }

  get status(): DraftStatus {
    const waiting = [...this.#drafts.values()].filter(({ dirty }) => dirty).length;
    const savedAt = this.#current?.savedAt;
    if (this.#problem !== undefined) return { state: 'failed', savedAt, waiting, problem: this.#problem };
    if (this.#offline && waiting > 0) return { state: 'offline', savedAt, waiting };
    if (waiting > 0) return { state: 'saving', savedAt, waiting };
    return { state: savedAt ? 'saved' : 'none', savedAt, waiting: 0 };
  }

  get draftId(): string | undefined {
    return this.#current?.id;
  }

  /** Goes on with a draft the server has, or (without one) forgets the current one; what is unsent stays in the queue. */
  take(draft?: {
    readonly id: string;
    readonly fileId: string | null;
    readonly revision: number;
    readonly savedAt: string;
    readonly content: Record<string, unknown>;
  }): void {
    this.#current = draft && { ...draft, dirty: false };
    if (this.#current) this.#drafts.set(this.#current.id, this.#current);
    this.#deps.changed();
  }

  /** Something was typed. */
  note(newId: () => string, fileId: string | null, content: Record<string, unknown>): void {
    const { clock } = this.#deps;
    this.#current ??= { id: newId(), fileId, revision: 0, content, dirty: true };
    this.#current.content = content;
    this.#current.dirty = true;
    this.#drafts.set(this.#current.id, this.#current);
    this.#problem = undefined;
    if (!this.#held) {
      clock.clearTimeout(this.#quiet);
      this.#quiet = clock.setTimeout(() => void this.flush(), quiet);
      this.#longest ??= clock.setTimeout(() => void this.flush(), longest);
    }
    this.#deps.changed();
  }

  /** Sends what is unsent, now. `leaving`: the page may go away before the answer. */
  async flush(leaving = false): Promise<void> {
    this.#calm();
    if (leaving) {
      await Promise.all(
        [...this.#drafts.values()].filter(({ dirty }) => dirty).map((draft) => this.#send(draft, true)),
      );
      return;
    }
    if (this.#flight) await this.#flight;
    if (this.#held) return;
    this.#flight ??= this.#sendAll().finally(() => (this.#flight = undefined));
    await this.#flight;
  }

  /** The network is back. */
  reconnect(): void {
    this.#tries = 0;
    if ([...this.#drafts.values()].some(({ dirty }) => dirty)) void this.flush();
  }

  /** Sends nothing until `release`, and waits for what is on its way: a draft must not arrive after its signature. */
  async hold(): Promise<void> {
    this.#held = true;
    this.#calm();
    await this.#flight;
  }

  /** The signature did not happen: what was typed meanwhile is kept as before. */
  release(): void {
    this.#held = false;
    if (this.#current?.dirty) this.#quiet ??= this.#deps.clock.setTimeout(() => void this.flush(), quiet);
  }

  /** The current draft was signed or given up: nothing of it is sent any more. */
  async drop(onServer: boolean): Promise<void> {
    const draft = this.#current;
    this.#calm();
    this.#held = false;
    this.#current = undefined;
    this.#problem = undefined;
    if (draft) this.#drafts.delete(draft.id);
    this.#deps.changed();
    await this.#flight;
    if (draft && onServer && draft.revision > 0) await this.#deps.discard(draft.id);
  }

  /** Forgets everything: the session ended, the element left the page. */
  forget(): void {
    this.#calm();
    this.#deps.clock.clearTimeout(this.#retry);
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#drafts.clear();
    this.#current = undefined;
    this.#offline = false;
    this.#held = false;
    this.#problem = undefined;
  }

  async #sendAll(): Promise<void> {
    for (const draft of [...this.#drafts.values()]) if (draft.dirty) await this.#send(draft, false);
  }

  async #send(draft: Kept, keepalive: boolean): Promise<void> {
    const { content } = draft;
    draft.revision += 1;
    const sent = draft.revision;
    try {
      const saved = await this.#deps.save(
        draft.id,
        { fileId: draft.fileId, revision: sent, content },
        { keepalive, signal: this.#abort.signal },
      );
      this.#offline = false;
      this.#tries = 0;
      this.#problem = undefined;
      draft.revision = Math.max(draft.revision, saved.revision);
      // Another window is ahead: what is typed last stands, so this one is sent again above it
      draft.dirty = saved.revision > sent || draft.content !== content;
      if (saved.revision <= sent) draft.savedAt = saved.savedAt;
      if (!draft.dirty && draft !== this.#current) this.#drafts.delete(draft.id);
      else if (draft.dirty && this.#quiet === undefined) void Promise.resolve().then(() => this.flush());
    } catch (failure) {
      if (!this.#drafts.has(draft.id)) return;
      if (this.#deps.passing(failure)) this.#wait();
      else this.#problem = failure;
    }
    this.#deps.changed();
  }

  #wait(): void {
    const { clock } = this.#deps;
    this.#offline = true;
    clock.clearTimeout(this.#retry);
    this.#retry = clock.setTimeout(
      () => void this.flush(),
      Math.min(firstWait * 2 ** this.#tries, longestWait),
    );
    this.#tries += 1;
  }

  #calm(): void {
    const { clock } = this.#deps;
    clock.clearTimeout(this.#quiet);
    clock.clearTimeout(this.#longest);
    this.#quiet = undefined;
    this.#longest = undefined;
  }
}
