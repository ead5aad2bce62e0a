import type { Session } from '@lastria/sdk';
import { SignIn } from '@lastria/sdk/sign-in';

/** When the session ends if nobody does anything, and when it ends whatever one does. */
export interface Ends {
  readonly idleAt: string | null;
  readonly expiresAt: string;
}

export interface IdleDeps {
  readonly session: Session;
  readonly now: () => number;
  /** Milliseconds left, told each second under two minutes; nothing: there is time again. */
  readonly onLeft: (left: number | undefined, extensible: boolean) => void;
}

/** How long before the end it is said. */
const warning = 120_000;
/** A session is told at most so often that somebody works. */
const calm = 60_000;
/** While it is said, the server is asked: another tab may have gone on. */
const asking = 10_000;

/**
 * Watches for the end of a session that nobody uses. What counts as work is a key or a press in this page; the server
 * alone knows what the other tabs did, so it is asked before anything is said.
 */
export class IdleWatch {
  readonly #deps: IdleDeps;
  readonly #account: SignIn;
  readonly #stop = new AbortController();
  #ends: Ends | undefined;
  #told = 0;
  #asked = 0;
  #busy = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #isSaying = false;

  constructor(deps: IdleDeps) {
    this.#deps = deps;
    this.#account = new SignIn(deps.session);
  }

  start(): void {
    const { signal } = this.#stop;
    for (const kind of ['keydown', 'pointerdown'] as const)
      addEventListener(kind, this.#work, { signal, capture: true, passive: true });
    this.#timer = setInterval(() => void this.#tick(), 1000);
    void this.#ask();
  }

  stop(): void {
    this.#stop.abort();
    clearInterval(this.#timer);
  }

  /** The person says that they are there. */
  async stay(): Promise<void> {
    await this.#tell();
    this.#say(undefined);
  }

  readonly #work = (): void => {
    // While it asks whether one is there, only an answer counts
    if (this.#isSaying || this.#deps.now() - this.#told < calm) return;
    void this.#tell().catch(() => undefined);
  };

  async #tell(): Promise<void> {
    this.#told = this.#deps.now();
    this.#ends = await this.#account.activity();
  }

  async #ask(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#asked = this.#deps.now();
    try {
      this.#ends = await this.#deps.session.access.me();
    } catch {
      // What ended is said by the session; what is lost is asked again
    } finally {
      this.#busy = false;
    }
  }

  async #tick(): Promise<void> {
    const left = this.#left();
    // Not known yet, a first answer having been lost: asked again, as near the end
    if (this.#ends && left > warning) return this.#say(undefined);
    if (this.#deps.now() - this.#asked >= asking || left <= 0) await this.#ask();
    if (this.#stop.signal.aborted) return;
    const now = this.#left();
    this.#say(now > warning ? undefined : now);
  }

  #left(): number {
    if (!this.#ends) return Infinity;
    const { idleAt, expiresAt } = this.#ends;
    return Math.min(Date.parse(idleAt ?? expiresAt), Date.parse(expiresAt)) - this.#deps.now();
  }

  #say(left: number | undefined): void {
    if (left === undefined && !this.#isSaying) return;
    this.#isSaying = left !== undefined;
    const isIdle = this.#ends?.idleAt != null && this.#ends.idleAt < this.#ends.expiresAt;
    this.#deps.onLeft(left === undefined ? undefined : Math.max(0, left), isIdle);
  }
}
