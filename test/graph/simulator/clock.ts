/**
 * The only time the simulator knows. It stands still until a test drives it: nothing here reads the machine's clock,
 * so that a subscription of seven days or a retry of four hours takes no time to prove.
 */
export class Clock {
  #now: number;
  #timers: { readonly at: number; readonly order: number; readonly run: () => Promise<void> | void }[] = [];
  #order = 0;

  /** @param start instant the simulator begins at, ISO 8601 with an offset */
  constructor(start: string) {
    this.#now = Date.parse(start);
    if (Number.isNaN(this.#now)) throw new Error(`not an instant: ${start}`);
  }

  /** Milliseconds since 1970, UTC. */
  get now(): number {
    return this.#now;
  }

  /** The instant as Graph writes it in a body: seven decimals would be the event's; here three, and Z. */
  iso(offsetMs = 0): string {
    return new Date(this.#now + offsetMs).toISOString();
  }

  get date(): Date {
    return new Date(this.#now);
  }

  /** Runs once the clock has been driven there, never before. */
  at(instant: number, run: () => Promise<void> | void): () => void {
    const timer = { at: instant, order: this.#order++, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }

  /**
   * Moves time on, and runs what falls due in its order. May be called by what it runs: an endpoint that takes eleven
   * seconds to answer advances the clock by eleven seconds.
   * @param ms milliseconds, 0 to run what is due now
   */
  async advance(ms: number): Promise<void> {
    if (!(ms >= 0)) throw new Error('time goes forward only');
    const target = this.#now + ms;
    for (;;) {
      const due = this.#timers
        .filter(({ at }) => at <= target)
        .toSorted((one, other) => one.at - other.at || one.order - other.order)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((one) => one !== due);
      this.#now = Math.max(this.#now, due.at);
      await due.run();
    }
    this.#now = Math.max(this.#now, target);
  }

  /** Moves time to an instant, ISO 8601 with an offset. */
  async advanceTo(instant: string): Promise<void> {
    await this.advance(Date.parse(instant) - this.#now);
  }
}

export const seconds = (count: number): number => count * 1000;
export const minutes = (count: number): number => seconds(count * 60);
export const hours = (count: number): number => minutes(count * 60);
export const days = (count: number): number => hours(count * 24);
