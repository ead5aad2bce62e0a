import type { Context, Database } from '../db/database.ts';
import { newId } from '../db/ids.ts';
import type { Log } from '../http/log.ts';
import { publish } from '../live/publish.ts';
import type { BlobStore } from '../vault/blobs.ts';
import type { Keyring } from '../vault/keyring.ts';
import type { JobRow } from './job.table.ts';
import * as store from './job.store.ts';
import { Queue } from './queue.ts';
import { Runner } from './runner.ts';
import type { Works } from './work.ts';

export interface JobsOptions {
  readonly database: Database;
  readonly url: string;
  readonly keyring: Keyring;
  readonly blobs: BlobStore;
  readonly works: Works;
  /** What is put in order for each tenant now and then. */
  readonly tidies: readonly ((tenantId: string, now: Date) => Promise<void>)[];
  readonly log: Log;
  readonly clock?: () => Date;
  /** Something was published for this tenant, and committed. */
  readonly published?: (tenantId: string) => void;
}

export interface NewJob {
  readonly kind: string;
  readonly subjectId: string;
  /** A unit of whoever asks: where its progress is told. */
  readonly forUnitId: string;
}

/** Jobs of this process at once: a long one must not keep the short ones waiting. */
const concurrency = 2;
/** How often a process at rest looks for what another left behind. */
const watching = 30_000;
const tidying = 60 * 60_000;
const firstTidying = 2 * 60_000;

/** Work behind requests: asked for in their transaction, done by this process or another, once. */
export class Jobs {
  readonly #options: JobsOptions;
  readonly #queue: Queue;
  readonly #runner: Runner;
  readonly #timers: NodeJS.Timeout[] = [];
  #serving = false;
  #closed = false;

  constructor(options: JobsOptions) {
    this.#options = options;
    this.#queue = new Queue({
      url: options.url,
      keyring: options.keyring,
      concurrency,
      onFailure: (error) => this.#failed(error),
    });
    this.#runner = new Runner({ ...options, clock: options.clock ?? (() => new Date()), queue: this.#queue });
  }

  /** Adds a job in this transaction: it runs if, and only if, it commits. */
  async enqueue(ctx: Context, wanted: NewJob): Promise<JobRow> {
    const { tenantId, staffId, sessionId } = ctx.actor;
    const row = await store.insertJob(ctx.tx, {
      tenantId,
      id: newId(),
      ...wanted,
      staffId,
      sessionId,
      createdAt: ctx.now,
    });
    await this.#queue.send(ctx.tx, { tenantId, staffId, jobId: row.id });
    await publish(ctx, 'job.changed', { unitId: wanted.forUnitId, recordId: row.id });
    if (this.#serving) await this.#work();
    return row;
  }

  /** Runs jobs from now on: first what waits, and what a process that is gone had begun. */
  start(): void {
    this.#serving = true;
    const soon = (run: () => Promise<void>) => void run().catch((error: unknown) => this.#failed(error));
    soon(() => this.#takeUp());
    this.#timers.push(
      setInterval(() => soon(() => this.#takeUp()), watching).unref(),
      setTimeout(() => soon(() => this.tidy()), firstTidying).unref(),
      setInterval(() => soon(() => this.tidy()), tidying).unref(),
    );
  }

  /** Puts in order what time has made useless, one tenant after the other. */
  async tidy(): Promise<void> {
    for (const tenantId of await this.#options.database.listTenants()) {
      if (this.#closed) return;
      const now = (this.#options.clock ?? (() => new Date()))();
      const all = [
        () => this.#runner.tidy(tenantId, now),
        ...this.#options.tidies.map((one) => () => one(tenantId, now)),
        () => this.#options.blobs.sweep(tenantId),
      ];
      // What cannot be put in order in one place does not keep the others waiting
      for (const one of all) await one().catch((error: unknown) => this.#failed(error));
    }
  }

  /** Takes no more jobs; those under way stop at a safe place, and go on in the next process. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#serving = false;
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#runner.close();
    await this.#queue.close();
  }

  async #takeUp(): Promise<void> {
    if (this.#closed || !(await this.#queue.hasJobs())) return;
    await this.#queue.takeUpAgain();
    await this.#work();
  }

  #work(): Promise<void> {
    return this.#queue.work((ticket, isLast) => this.#runner.run(ticket, isLast));
  }

  #failed(error: unknown): void {
    if (this.#closed) return;
    const { code, name } = error as { code?: unknown; name?: unknown };
    this.#options.log('warn', 'jobs', { code: String(code ?? name) });
  }
}
