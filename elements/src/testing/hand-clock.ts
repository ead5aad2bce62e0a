import type { Clock } from '@lastria/sdk';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** Time that stands still until a test moves it. */
export class HandClock implements Clock {
  #now: number;
  #next = 1;
  readonly #timers = new Map<number, Timer>();

  constructor(start = '2026-11-22T13:02:00Z') {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  setTimeout(run: () => void, ms: number): number {
    this.#timers.set(this.#next, { at: this.#now + ms, run });
    return this.#next++;
  }

  clearTimeout(handle: unknown): void {
    this.#timers.delete(handle as number);
  }

  /** Lets time pass: timers due run in their order, and what they started settles before the next. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!due) break;
      this.#timers.delete(due[0]);
      this.#now = Math.max(this.#now, due[1].at);
      due[1].run();
      await settled();
    }
    this.#now = end;
    await settled();
  }
}

/** A call that answers at once, its bodies read as streams, is settled after some turns of the event loop. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 24; turn++) {
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
  }
};
