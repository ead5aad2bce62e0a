import type { Clock } from './clock.ts';
import { GraphError } from './errors.ts';
import type { Limits } from './switches.ts';

/** What goes wrong with the next requests that fit. What is not told fits every request. */
export interface Fault {
  /** Address of the person whose mailbox is asked for. */
  readonly mailbox?: string;
  readonly method?: string;
  /** Part of the path and query, or an expression over them. */
  readonly path?: string | RegExp;
  /** Id of an item within a $batch. */
  readonly batchItem?: string;
  /** Status to answer; with `cut`, none is. */
  readonly status?: number;
  readonly code?: string;
  /** Seconds, told in Retry-After. */
  readonly retryAfter?: number;
  /** The connection is closed without an answer. */
  readonly cut?: boolean;
  /** Before the request is done, or once it is done and its reply is lost. */
  readonly when?: 'before' | 'after';
  /** So many requests; one unless `forMs` is told. */
  readonly times?: number;
  /** All requests, so long on the clock. */
  readonly forMs?: number;
}

/** What a fault is compared with. */
export interface Asking {
  readonly method: string;
  readonly target: string;
  readonly mailbox: string | undefined;
  readonly batchItem: string | undefined;
}

const usualCodes: Readonly<Record<number, string>> = {
  401: 'InvalidAuthenticationToken',
  403: 'insufficient_claims',
  410: 'SyncStateNotFound',
  429: 'ApplicationThrottled',
  503: 'serviceNotAvailable',
  504: 'gatewayTimeout',
};

/** The connection is to be closed without an answer. */
export class ConnectionCut extends Error {}

/** Faults a test asked for, in the order they were. */
export class Faults {
  readonly #clock: Clock;
  #planned: { readonly fault: Fault; left: number; readonly until: number }[] = [];
  #held: { readonly fits: (asking: Asking) => boolean; readonly released: Promise<void> }[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(fault: Fault): void {
    const left = fault.times ?? (fault.forMs === undefined ? 1 : Infinity);
    const until = fault.forMs === undefined ? Infinity : this.#clock.now + fault.forMs;
    this.#planned.push({ fault, left, until });
  }

  clear(): void {
    this.#planned = [];
  }

  /** Requests that fit stay in flight until they are released. */
  hold(fault: Pick<Fault, 'mailbox' | 'method' | 'path'> = {}): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    const hold = { fits: (asking: Asking) => fits(fault, asking), released: promise };
    this.#held.push(hold);
    return () => {
      this.#held = this.#held.filter((one) => one !== hold);
      resolve();
    };
  }

  /** Waits for the release of what holds this request. */
  async held(asking: Asking): Promise<void> {
    for (const { fits: fitting, released } of this.#held) if (fitting(asking)) await released;
  }

  /** @throws GraphError or ConnectionCut when a fault was asked for here */
  strike(asking: Asking, when: 'before' | 'after'): void {
    const planned = this.#planned.find(
      ({ fault, left, until }) =>
        left > 0 && this.#clock.now < until && (fault.when ?? 'before') === when && fits(fault, asking),
    );
    if (!planned) return;
    planned.left -= 1;
    const { status = 503, code, retryAfter, cut } = planned.fault;
    if (cut) throw new ConnectionCut();
    const headers: Record<string, string> =
      retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
    if (status === 403) headers['www-authenticate'] = 'Bearer error="insufficient_claims", claims="e30="';
    throw new GraphError(
      status,
      code ?? usualCodes[status] ?? 'generalException',
      'Asked for by a test.',
      headers,
    );
  }
}

function fits(fault: Fault, { method, target, mailbox, batchItem }: Asking): boolean {
  const { path } = fault;
  return (
    (fault.mailbox === undefined || fault.mailbox === mailbox) &&
    (fault.method === undefined || fault.method === method) &&
    (fault.batchItem === undefined || fault.batchItem === batchItem) &&
    (path === undefined || (typeof path === 'string' ? target.includes(path) : path.test(target)))
  );
}

/** Counts of Graph, per application and mailbox. Requests refused count as the others. */
export class Throttle {
  readonly #clock: Clock;
  readonly #limits: Limits;
  readonly #asked = new Map<string, number[]>();
  readonly #flying = new Map<string, number>();

  constructor(clock: Clock, limits: Limits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /**
   * Counts a request in.
   * @returns what to call once it is answered
   * @throws GraphError 429 with Retry-After
   */
  enter(clientId: string, mailbox: string | undefined): () => void {
    const { windowMs, requestsPerMailbox, requestsPerSecond, concurrentPerMailbox } = this.#limits;
    this.#count(`${clientId}`, 1_000, requestsPerSecond);
    if (mailbox === undefined) return () => undefined;
    const key = `${clientId} ${mailbox}`;
    this.#count(key, windowMs, requestsPerMailbox);
    const flying = this.#flying.get(key) ?? 0;
    if (flying >= concurrentPerMailbox)
      throw throttled(1, 'MailboxConcurrency: too many requests in flight.');
    this.#flying.set(key, flying + 1);
    return () => this.#flying.set(key, this.#flying.get(key)! - 1);
  }

  #count(key: string, windowMs: number, most: number): void {
    if (most === Infinity) return;
    const { now } = this.#clock;
    const asked = this.#asked.get(key) ?? [];
    this.#asked.set(key, asked);
    while (asked[0] !== undefined && asked[0] <= now - windowMs) asked.shift();
    asked.push(now);
    if (asked.length > most)
      throw throttled(Math.ceil((asked[asked.length - most]! + windowMs - now) / 1000), 'Too many requests.');
  }
}

const throttled = (retryAfter: number, message: string) =>
  new GraphError(429, 'ApplicationThrottled', message, { 'retry-after': String(retryAfter) });
