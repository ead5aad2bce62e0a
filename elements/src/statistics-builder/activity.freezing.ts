import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ActivityCalls, ActivityReport, Job } from './activity.data.ts';

/** The freezing of a rapport d’activité by a job: how far it is, and its stop. It goes on when nobody looks. */
export class Freezing implements ReactiveController {
  /** As it was last told; undefined when nothing is being frozen. */
  job: Job | undefined;
  isStopping = false;
  readonly #host: ReactiveControllerHost;
  readonly #calls: () => ActivityCalls;
  #watching = new AbortController();

  constructor(host: ReactiveControllerHost, calls: () => ActivityCalls) {
    this.#host = host;
    this.#calls = calls;
    host.addController(this);
  }

  hostConnected(): void {
    this.#watching = new AbortController();
  }
  hostDisconnected(): void {
    this.#watching.abort();
  }

  /** Asks for it and waits until it has ended; undefined when one left meanwhile. */
  async run(report: ActivityReport): Promise<Job | undefined> {
    const { signal } = this.#watching;
    const put = (job: Job): void => {
      if (!signal.aborted) this.#put(job);
    };
    try {
      const asked = await this.#calls().askToFreeze(report);
      put(asked);
      return await this.#calls().follow(asked.id, put, signal);
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    } finally {
      this.isStopping = false;
      this.#put(undefined);
    }
  }

  /** It stops at a safe place: nothing of the report is frozen then. */
  async stop(): Promise<void> {
    if (!this.job || this.isStopping) return;
    this.isStopping = true;
    this.#host.requestUpdate();
    try {
      await this.#calls().cancel(this.job.id);
    } catch {
      // Not stopped: the way to stop it is there again
      this.isStopping = false;
      this.#host.requestUpdate();
    }
  }

  #put(job: Job | undefined): void {
    this.job = job;
    this.#host.requestUpdate();
  }
}
