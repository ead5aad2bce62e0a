import type { Clock } from './clock.ts';

/** A clock in the test's hand: time passes only when everything waits. */
export class ManualClock implements Clock {
  /** Every delay asked for, in order. */
  readonly pauses: number[] = [];
  #now = Date.UTC(2026, 10, 22, 9);
  #timers: { at: number; run: () => void }[] = [];

  now = () => this.#now;

  setTimeout(run: () => void, ms: number): unknown {
    const timer = { at: this.#now + ms, run };
    this.#timers.push(timer);
    this.pauses.push(ms);
    return timer;
  }

  clearTimeout(handle: unknown): void {
    this.#timers = this.#timers.filter((timer) => timer !== handle);
  }

  get pending(): number {
    return this.#timers.length;
  }

  advance(ms: number): void {
    this.#now += ms;
    for (const timer of this.#timers.filter(({ at }) => at <= this.#now)) {
      this.clearTimeout(timer);
      timer.run();
    }
  }

  /** Lets time pass from timer to timer until the promise has settled. */
  async during<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const end = () => (settled = true);
    promise.then(end, end);
    while (!settled) {
      await settle();
      const next = Math.min(...this.#timers.map(({ at }) => at));
      if (!settled && Number.isFinite(next)) this.advance(next - this.#now);
    }
    return promise;
  }
}

/** Lets everything that can run without time passing run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}

type Answer = Response | Error | 'never' | ((request: Request) => Response | Promise<Response>);

/** A server that gives the answers listed, in order, and remembers what it was asked. */
export function fakeServer(...answers: Answer[]) {
  const requests: Request[] = [];
  const bodies: string[] = [];
  const waiting: (() => void)[] = [];
  return {
    requests,
    bodies,
    async fetch(request: Request): Promise<Response> {
      const answer = answers.length > 1 || typeof answers[0] !== 'function' ? answers.shift() : answers[0];
      bodies.push(await request.clone().text());
      requests.push(request);
      for (const wake of waiting) wake();
      if (answer === undefined) throw new Error(`no answer left for ${request.method} ${request.url}`);
      if (answer === 'never') return new Promise(() => undefined);
      if (answer instanceof Error) throw answer;
      return typeof answer === 'function' ? answer(request) : answer;
    },
    /** Resolves once that many requests have come. */
    async received(count: number): Promise<void> {
      while (requests.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
      await settle();
    },
  };
}

export const reply = (status: number, body?: unknown, headers: Record<string, string> = {}): Response =>
  new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
  });

export const problem = (
  status: number,
  type: string,
  more: object = {},
  headers: Record<string, string> = {},
): Response =>
  new Response(
    JSON.stringify({
      type: `https://lastria.example/problems/${type}`,
      title: 'Titre',
      status,
      detail: 'Détail.',
      instance: 'r0',
      ...more,
    }),
    { status, headers: { 'content-type': 'application/problem+json', ...headers } },
  );
