import { init, type CallOptions, type Client } from './client.ts';
import { pause, type Clock } from './clock.ts';
import { retryAfterOf } from './errors.ts';
import type { Live } from './events.ts';
import type { Job } from './types.ts';
import { dataOf, unwrap } from './unwrap.ts';

export interface WaitOptions extends CallOptions {
  /** Hears how far the job is, each time that is known. */
  readonly onProgress?: ((job: Job) => void) | undefined;
}

/** Work behind a request: how far it is, its end, and stopping it. */
export class Jobs {
  readonly #client: Client;
  readonly #live: Live;
  readonly #clock: Clock;

  constructor(client: Client, live: Live, clock: Clock) {
    this.#client = client;
    this.#live = live;
    this.#clock = clock;
  }

  async read(jobId: string, options: CallOptions = {}): Promise<Job> {
    return (await this.#read(jobId, options)).job;
  }

  /** Asks it to stop; it does within a second, at a safe place. One that has ended stays as it is. */
  cancel(jobId: string, options: CallOptions = {}): Promise<Job> {
    return dataOf(
      this.#client.POST('/v1/jobs/{jobId}/cancel', { params: { path: { jobId } }, ...init(options) }),
    );
  }

  /**
   * The job once it has ended, as `done`, `failed` or `cancelled`. Asks as often as the server says, and at once when
   * the live stream tells of it. Aborting the signal ends the waiting, not the job.
   */
  async wait(jobId: string, { onProgress, ...options }: WaitOptions = {}): Promise<Job> {
    const signal = options.signal ?? new AbortController().signal;
    let told = new AbortController();
    const stop = this.#live.on('job.changed', ({ recordId }) => {
      if (recordId === null || recordId === jobId) told.abort();
    });
    try {
      for (;;) {
        told = new AbortController();
        const { job, again } = await this.#read(jobId, options);
        onProgress?.(job);
        if (job.endedAt !== null) return job;
        await pause(this.#clock, again * 1000, AbortSignal.any([signal, told.signal])).catch(() =>
          signal.throwIfAborted(),
        );
      }
    } finally {
      stop();
    }
  }

  async #read(jobId: string, options: CallOptions): Promise<{ job: Job; again: number }> {
    const call = this.#client.GET('/v1/jobs/{jobId}', { params: { path: { jobId } }, ...init(options) });
    const { data } = await unwrap(call);
    return { job: data, again: retryAfterOf((await call).response, this.#clock.now()) ?? 1 };
  }
}
