import type { Client } from './client.ts';
import { pause, unlessAborted, type Clock } from './clock.ts';
import { SessionEndedError } from './errors.ts';
import type { components } from './generated/schema.d.ts';

type Told = components['schemas']['LiveEvent'];

/** What happened, as ids: read the record to see what changed. */
export interface LiveEvent extends Omit<Told, 'topic' | 'unitId' | 'staffId'> {
  readonly topic: LiveTopic;
  readonly unitId: string | null;
  /** Who did it, where you may know; your own screens already show what you did. */
  readonly staffId?: string | null;
}

/** A newer server may tell others. `live.missed`: some events were lost, everyone is told; read afresh. */
export type LiveTopic =
  | 'entry.created'
  | 'entry.changed'
  | 'request.changed'
  | 'file.created'
  | 'file.changed'
  | 'file.moved'
  | 'transfer.requested'
  | 'transfer.answered'
  | 'job.changed'
  | 'notice.created'
  | 'live.missed'
  | (string & {});

export interface LiveFilter {
  /** Only what happens to this file. */
  readonly fileId?: string | undefined;
}

export interface LiveDeps {
  readonly client: Client;
  readonly clock: Clock;
  /** Aborted when the session is closed. */
  readonly closed: AbortSignal;
  /** Runs what is given each time the server accepts the session, for the first time or again. */
  readonly onOpened: (run: () => void) => void;
}

const firstPause = 500;
const longestPause = 30_000;
/** The server gives a sign of life every 15 s. */
const silence = 45_000;
/** A resumed stream repeats the events of some seconds. */
const remembered = 2_000;

const missed: LiveEvent = { id: '', topic: 'live.missed', fileId: null, unitId: null, recordId: null };

/** What happens on the server, as it happens: one stream for the session, open while someone listens. */
export class Live {
  readonly #deps: LiveDeps;
  readonly #listeners = new Set<(event: LiveEvent) => void>();
  readonly #seen = new Set<string>();
  #stop: AbortController | undefined;
  #reopened = new AbortController();
  #lastId = '';

  constructor(deps: LiveDeps) {
    this.#deps = deps;
    deps.onOpened(() => this.#reopened.abort());
  }

  /** Listens to a topic, or to all with `*`; returns the function that stops listening. */
  on(topic: LiveTopic, handler: (event: LiveEvent) => void, { fileId }: LiveFilter = {}): () => void {
    const listener = (event: LiveEvent) => {
      const wanted = (topic === '*' || topic === event.topic) && (!fileId || fileId === event.fileId);
      if (wanted || event === missed) handler(event);
    };
    this.#listeners.add(listener);
    if (!this.#stop) void this.#run((this.#stop = new AbortController()));
    return () => {
      if (!this.#listeners.delete(listener) || this.#listeners.size > 0) return;
      this.#stop?.abort();
      this.#stop = undefined;
      // What happens while nobody listens concerns nobody
      this.#lastId = '';
    };
  }

  async #run(stop: AbortController): Promise<void> {
    const { clock, closed } = this.#deps;
    const over = AbortSignal.any([stop.signal, closed]);
    for (let tries = 0; !over.aborted; tries += 1) {
      this.#reopened = new AbortController();
      const startedAt = clock.now();
      const verdict = await this.#follow(over).catch((error: unknown) =>
        error instanceof SessionEndedError ? 'refused' : undefined,
      );
      if (clock.now() - startedAt > longestPause) tries = 0;
      const wait = verdict === 'replaced' ? longestPause : Math.min(firstPause * 2 ** tries, longestPause);
      const reopened = AbortSignal.any([over, this.#reopened.signal]);
      // Refused: only a session that opens again can change that
      const waited =
        verdict === 'refused'
          ? unlessAborted(new Promise(() => undefined), reopened)
          : pause(clock, wait * (1 - Math.random() / 4), over);
      await waited.catch(() => undefined);
    }
  }

  /** One stream from its opening to its end; gives the reason when it matters. */
  async #follow(over: AbortSignal): Promise<string | undefined> {
    const { client, clock } = this.#deps;
    const lost = new AbortController();
    const signal = AbortSignal.any([over, lost.signal]);
    let timer: unknown;
    let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
    const alive = () => {
      clock.clearTimeout(timer);
      timer = clock.setTimeout(() => lost.abort(), silence);
    };
    try {
      const { response, data } = await client.GET('/v1/live', {
        params: { header: this.#lastId ? { 'Last-Event-ID': this.#lastId } : {} },
        parseAs: 'stream',
        signal,
        call: { retries: 0 },
      });
      const { status } = response;
      if (!response.ok || !data)
        return status < 500 && status !== 408 && status !== 429 ? 'refused' : undefined;
      reader = data.getReader();
      const decoder = new TextDecoder();
      let text = '';
      for (;;) {
        alive();
        const { done, value } = await unlessAborted(reader.read(), signal);
        if (done) return undefined;
        const blocks = (text + decoder.decode(value, { stream: true })).split('\n\n');
        text = blocks.pop()!;
        for (const block of blocks) {
          const reason = this.#hear(block);
          if (reason) return reason;
        }
      }
    } finally {
      clock.clearTimeout(timer);
      lost.abort();
      void reader?.cancel().catch(() => undefined);
    }
  }

  /** Takes one block of the stream; gives the reason of its end. */
  #hear(block: string): string | undefined {
    const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1];
    const event = field('event');
    const data = JSON.parse(field('data') ?? 'null') as (Told & { reason?: string }) | null;
    if (event === 'end') return data?.reason;
    if (event === 'missed') this.#tell(missed);
    else if (!event && data && !this.#seen.has(data.id)) {
      this.#seen.add(data.id);
      if (this.#seen.size > remembered) this.#seen.delete(this.#seen.values().next().value!);
      this.#tell(data);
    }
    this.#lastId = field('id') ?? this.#lastId;
    return undefined;
  }

  #tell(event: LiveEvent): void {
    for (const listener of this.#listeners) {
      // A handler that fails is not the others' affair
      void Promise.resolve().then(() => {
        if (this.#listeners.has(listener)) listener(event);
      });
    }
  }
}
