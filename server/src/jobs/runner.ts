import type { Context, Database, StaffClaims, Tx } from '../db/database.ts';
import { staffIds } from '../features/organisation/organisation.service.ts';
import { codeOf, isPassing } from '../http/failure.ts';
import type { Log } from '../http/log.ts';
import { typeset } from '../http/typeset.ts';
import { publish } from '../live/publish.ts';
import type { BlobStore } from '../vault/blobs.ts';
import type { JobRow } from './job.table.ts';
import * as store from './job.store.ts';
import type { Queue, Ticket } from './queue.ts';
import { Stopped, WorkRefused, type JobRun, type Works } from './work.ts';

export interface RunnerOptions {
  readonly database: Database;
  readonly queue: Queue;
  readonly blobs: BlobStore;
  readonly works: Works;
  readonly log: Log;
  readonly clock: () => Date;
  readonly published?: (tenantId: string) => void;
}

/** How often a running job says how far it is, and hears whether it is to stop. */
const beat = 500;

/** How long it is said why a job failed. */
const keptFor = 30 * 24 * 60 * 60_000;

const revoked =
  'Votre session a été fermée ou vos droits ont changé : le traitement s’est arrêté. Ce qui était enregistré le reste.';
const broken =
  'Le traitement s’est arrêté sur une erreur chez nous. Ce qui était enregistré le reste ; relancez-le, et si cela se reproduit, donnez cet identifiant au support.';

/** Runs one job after the other, each held so that no other process runs it at the same time. */
export class Runner {
  readonly #options: RunnerOptions;
  readonly #running = new Map<string, AbortController>();
  #closing = false;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  close(): void {
    this.#closing = true;
    for (const controller of this.#running.values()) controller.abort(new Stopped('closing'));
  }

  /** Runs a job to its end, or throws so that the queue hands it out again, unless this is its last try. */
  async run(ticket: Ticket, isLast: boolean): Promise<void> {
    if (this.#closing) throw new Stopped('closing');
    const release = await this.#options.queue.hold(ticket.jobId);
    // Whoever holds it runs it
    if (!release) return;
    const controller = new AbortController();
    this.#running.set(ticket.jobId, controller);
    try {
      const job = await this.#asSystem(ticket, (tx) =>
        store.takeJob(tx, ticket.tenantId, ticket.jobId, this.#options.clock()),
      );
      // It ended already: this ticket is a repetition
      if (job) await this.#runTaken(job, controller, isLast);
    } finally {
      this.#running.delete(ticket.jobId);
      await release();
    }
  }

  /** Ends the jobs that nothing will hand out any more, and erases why those of a month ago failed. */
  async tidy(tenantId: string, now: Date): Promise<void> {
    const { database, queue } = this.#options;
    for (const staffId of await staffIds(database, tenantId)) {
      const old = await this.#asSystem({ tenantId, staffId }, async (tx) => {
        await store.forgetProblems(tx, tenantId, staffId, new Date(now.getTime() - keptFor));
        return store.unendedJobs(tx, tenantId, staffId);
      });
      if (old.length === 0) continue;
      const lost = new Set(await queue.withoutTicket(old.map(({ id }) => id)));
      for (const job of old) {
        const release = lost.has(job.id) && (await queue.hold(job.id));
        if (!release) continue;
        try {
          await this.#end(job, 'failed', `${broken} (${job.id})`);
        } finally {
          await release();
        }
      }
    }
  }

  async #runTaken(job: JobRow, controller: AbortController, isLast: boolean): Promise<void> {
    const work = this.#options.works[job.kind];
    const last: { step: string | null; done: number; total: number | null } = {
      step: job.step,
      done: job.done,
      total: job.total,
    };
    const watch = this.#watch(job, last, controller);
    try {
      if (!work) throw new Error(`no work for jobs of kind ${job.kind}`);
      if (job.cancelAskedAt) throw new Stopped('cancelled');
      const run: JobRun = {
        job,
        blobs: this.#options.blobs,
        now: this.#options.clock,
        signal: controller.signal,
        enter: (act) => this.#asRequester(job, act, controller.signal),
        first: (what) => what.work(this.#options.database, job.tenantId, this.#options.clock()),
        progress: (step, done, total) => void Object.assign(last, { step, done, total }),
      };
      const finish = await work.run(run);
      await watch.end();
      controller.signal.throwIfAborted();
      await this.#asRequester(job, async (ctx) => {
        const result = await finish(ctx);
        const ended = await store.endJob(ctx.tx, job.tenantId, job.id, {
          ...last,
          status: 'done',
          endedAt: ctx.now,
          resultBlobId: result?.resultBlobId ?? null,
        });
        if (!ended) throw new Stopped('cancelled');
        await tell(ctx, job);
      });
      this.#options.published?.(job.tenantId);
    } catch (error) {
      await watch.end();
      await this.#ended(job, controller.signal.aborted ? controller.signal.reason : error, isLast);
    }
  }

  /** What becomes of a job that did not reach its end. */
  async #ended(job: JobRow, error: unknown, isLast: boolean): Promise<void> {
    const reason = error instanceof Stopped ? error.reason : undefined;
    // A statement of its own that takes too long takes as long the next time
    const mayPass = isPassing(error) && codeOf(error) !== '57014';
    if (reason === 'closing' || (!reason && mayPass && !isLast)) {
      await this.#asSystem(job, (tx) =>
        store.endJob(tx, job.tenantId, job.id, { status: 'queued', endedAt: null }),
      ).catch(() => undefined);
      throw error;
    }
    const refused = error instanceof WorkRefused;
    if (!reason && !refused)
      this.#options.log('error', 'job failed', {
        jobId: job.id,
        kind: job.kind,
        code: codeOf(error) ?? (error as Error).name,
      });
    const outOfRights = reason === 'revoked' || codeOf(error) === '42501';
    const problem = refused ? error.message : outOfRights ? revoked : reason ? null : `${broken} (${job.id})`;
    await this.#end(job, reason ? 'cancelled' : 'failed', problem);
  }

  async #end(job: JobRow, status: 'cancelled' | 'failed', problem: string | null): Promise<void> {
    const now = this.#options.clock();
    await this.#asSystem(job, async (tx) => {
      if (
        !(await store.endJob(tx, job.tenantId, job.id, {
          status,
          endedAt: now,
          problem: problem && typeset(problem),
        }))
      )
        return;
      await this.#options.works[job.kind]?.ended?.(tx, job, now);
    });
    // Whoever left is told nothing
    await this.#asRequester(job, (ctx) => tell(ctx, job)).catch(() => undefined);
    this.#options.published?.(job.tenantId);
  }

  /** Says how far a job is and hears whether it is to stop, until its end. */
  #watch(
    job: JobRow,
    last: { step: string | null; done: number; total: number | null },
    controller: AbortController,
  ): { end(): Promise<void> } {
    let said = '';
    let under: Promise<void> = Promise.resolve();
    let ended = false;
    const look = async () => {
      const now = JSON.stringify(last);
      const isNews = now !== said;
      const row = await this.#asRequester(job, async (ctx) => {
        const noted = await store.noteProgress(ctx.tx, job.tenantId, job.id, last);
        if (noted && isNews) await tell(ctx, job);
        return noted;
      });
      if (isNews) this.#options.published?.(job.tenantId);
      said = now;
      if (!row || row.cancelAskedAt) controller.abort(new Stopped('cancelled'));
    };
    const timer = setInterval(() => {
      under = under.then(async () => {
        if (ended) return;
        await look().catch((error: unknown) => {
          if (error instanceof Stopped) controller.abort(error);
        });
      });
    }, beat);
    return {
      async end() {
        ended = true;
        clearInterval(timer);
        await under;
      },
    };
  }

  async #asRequester<T>(job: JobRow, work: (ctx: Context) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const who: StaffClaims = job;
    const call = { requestId: job.id, now: this.#options.clock(), signal };
    const outcome = await this.#options.database.withStaff(who, call, async (ctx) => ({
      value: await work(ctx),
    }));
    if (!outcome) throw new Stopped('revoked');
    return outcome.value;
  }

  #asSystem<T>(
    { tenantId, staffId }: { tenantId: string; staffId: string },
    work: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    return this.#options.database.withTenant(tenantId, [], work, staffId);
  }
}

const tell = (ctx: Context, job: JobRow) =>
  publish(ctx, 'job.changed', { unitId: job.forUnitId, recordId: job.id });
