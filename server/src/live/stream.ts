import { Problem } from '../http/problem.ts';
import type { LiveEvent } from './outbox.store.ts';
import { idAt, timeOf } from './position.ts';

/** Time and timers, so that a test can hold them in its hand. */
export interface Timers {
  /** Milliseconds since 1970. */
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

/** Why the server ends a stream; its last event says so. */
export type EndReason = 'session' | 'replaced' | 'closing' | 'slow';

export interface Read {
  readonly events: readonly LiveEvent[];
  /** What this person reaches now, in a word that changes with it. */
  readonly reach: string;
}

export interface StreamDeps {
  readonly timers: Timers;
  /** Events made since a moment and within reach now; undefined: the session gives nothing any more. */
  readonly read: (since: number, limit: number) => Promise<Read | undefined>;
  /** Does the work when its turn among all streams comes. */
  readonly turn: (work: () => Promise<void>) => void;
  readonly onFailure: (error: unknown) => void;
  readonly onEnd: (stream: LiveStream) => void;
}

export const heartbeat = 15_000;
/** A stream reads at most this often, however much is written. */
const spacing = 1000;
/** How much later than its id was made an event may be committed, clocks that differ included. */
const lateness = 20_000;
/** Events kept at least this long can be resumed from. */
const memory = 55 * 60_000;
/** Above this many at once, a screen had better read afresh. */
const most = 1000;
/** What waits for a slow reader, in bytes. */
const buffered = 16 * 1024;

const encoder = new TextEncoder();

/**
 * The events of one session as a stream. Ids are made before the commit, so they do not come in order: each read goes
 * back as far as a commit may be late, and leaves out what was sent.
 */
export class LiveStream {
  readonly body: ReadableStream<Uint8Array>;
  readonly #deps: StreamDeps;
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  /** Sent, or known to whoever opened the stream; no older than a read goes back. */
  readonly #sent = new Set<string>();
  /** Start of the last complete read: what was committed before is behind. */
  #from = 0;
  #readAt = 0;
  #reach = '';
  #reading = true;
  #again = false;
  #ended = false;
  #stalled = 0;
  #nextRead: unknown;
  #nextBeat: unknown;

  constructor(deps: StreamDeps) {
    this.#deps = deps;
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => void (this.#controller = controller),
        pull: () => {
          if (this.#again) this.wake();
        },
        cancel: () => this.#stop(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: buffered }),
    );
  }

  /** Reads for the first time, from where the reader left off; false: the session gives nothing. */
  async start(lastEventId: string | undefined): Promise<boolean> {
    const { timers } = this.#deps;
    const now = timers.now();
    const left = lastEventId === undefined ? undefined : Math.min(timeOf(lastEventId) ?? 0, now);
    const resumes = left !== undefined && left > now - memory;
    if (lastEventId !== undefined) this.#sent.add(lastEventId);
    this.#from = resumes ? left : now;
    const read = await this.#deps.read(this.#from - lateness, most + 1);
    if (!read) return false;
    const { events } = read;
    this.#reach = read.reach;
    // Whoever opens without a past reads his screens now: only what comes later is news.
    if (!resumes) for (const { id } of events) this.#sent.add(id);
    if (left !== undefined && !resumes) this.#missed();
    this.#deliver(events, now);
    this.#place();
    this.#reading = false;
    this.#nextBeat = timers.setTimeout(() => this.#beat(), heartbeat);
    return true;
  }

  /** Something may have happened: reads now, or soon after the last read. */
  wake(): void {
    if (this.#ended) return;
    if (this.#reading || !this.#hasRoom()) {
      this.#again = true;
      return;
    }
    if (this.#nextRead !== undefined) return;
    const { timers } = this.#deps;
    const wait = this.#readAt + spacing - timers.now();
    if (wait <= 0) return this.#read();
    this.#nextRead = timers.setTimeout(() => {
      this.#nextRead = undefined;
      this.#read();
    }, wait);
  }

  end(reason: EndReason): void {
    if (this.#ended) return;
    this.#write(`event: end\ndata: ${JSON.stringify({ reason })}\n\n`);
    this.#stop();
    this.#controller.close();
  }

  #read(): void {
    this.#reading = true;
    this.#again = false;
    this.#deps.turn(async () => {
      if (this.#ended) return;
      const now = this.#deps.timers.now();
      this.#readAt = now;
      try {
        const read = await this.#deps.read(this.#from - lateness, most + 1);
        if (read) this.#deliver(read.events, now, read.reach);
        else this.end('session');
      } catch (error) {
        // A refusal is for good; after a failure the next heartbeat reads again.
        if (error instanceof Problem) this.end('session');
        else this.#deps.onFailure(error);
      }
      this.#reading = false;
      if (this.#again) this.wake();
    });
  }

  #deliver(events: readonly LiveEvent[], now: number, reach = this.#reach): void {
    if (this.#ended) return;
    // A right began or ended: screens read afresh, and empty themselves of what they may show no more
    if (reach !== this.#reach) this.#missed();
    this.#reach = reach;
    if (events.length > most) {
      this.#missed();
      this.#sent.clear();
    } else {
      for (const event of events) {
        if (this.#sent.has(event.id)) continue;
        this.#sent.add(event.id);
        this.#write(`id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`);
      }
    }
    this.#from = Math.max(now, this.#from);
    const oldest = idAt(this.#from - lateness);
    for (const id of this.#sent) if (id < oldest) this.#sent.delete(id);
  }

  #beat(): void {
    this.#stalled = this.#hasRoom() ? 0 : this.#stalled + 1;
    if (this.#stalled > 1) return this.end('slow');
    if (this.#stalled === 0) this.#place();
    this.#nextBeat = this.#deps.timers.setTimeout(() => this.#beat(), heartbeat);
    this.wake();
  }

  /** A sign of life, and the place to resume from when nothing happens for long. */
  #place(): void {
    this.#write(`:\nid: ${idAt(this.#from)}\n\n`);
  }

  #missed(): void {
    this.#write('event: missed\ndata: {}\n\n');
  }

  #hasRoom(): boolean {
    return (this.#controller.desiredSize ?? 0) > 0;
  }

  #write(text: string): void {
    this.#controller.enqueue(encoder.encode(text));
  }

  #stop(): void {
    if (this.#ended) return;
    this.#ended = true;
    const { timers, onEnd } = this.#deps;
    timers.clearTimeout(this.#nextRead);
    timers.clearTimeout(this.#nextBeat);
    onEnd(this);
  }
}
