import { sql as fragment } from 'drizzle-orm';
import type { PgBoss } from 'pg-boss';
import { connectAs, type Tx } from '../db/database.ts';
import { codeOf } from '../http/failure.ts';
import type { Keyring } from '../vault/keyring.ts';
import { onPostgres, queueName } from './queue-schema.ts';

/** A database that restarts is back within these, five seconds apart; what fails each time fails for good. */
const mostTries = 10;

/** What the queue carries: ids, and nothing else. */
export interface Ticket {
  readonly tenantId: string;
  readonly staffId: string;
  readonly jobId: string;
}

export interface QueueOptions {
  readonly url: string;
  readonly keyring: Keyring;
  /** Jobs of this process at once. */
  readonly concurrency: number;
  readonly onFailure: (error: unknown) => void;
}

/** pg-boss, loaded when there is a job and not before: a server at rest does without its memory. */
export class Queue {
  readonly #options: QueueOptions;
  readonly #sql;
  #boss: Promise<PgBoss> | undefined;
  #working = false;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#sql = connectAs('jobs', options.url, options.keyring, 2);
  }

  /** Adds a job in the transaction of whoever asks for it: there is one if, and only if, that commits. */
  async send(tx: Tx, ticket: Ticket): Promise<void> {
    const boss = await this.#load();
    const { fromDrizzle } = await import('pg-boss');
    await boss.send(queueName, ticket, { db: fromDrizzle(tx as never, fragment) });
  }

  /** Hands each job to `handle`, with whether it has been tried enough; a failure is tried again later. */
  async work(handle: (ticket: Ticket, isLast: boolean) => Promise<void>): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      const boss = await this.#load();
      await boss.work<Ticket>(
        queueName,
        {
          pollingIntervalSeconds: 0.5,
          batchSize: 1,
          localConcurrency: this.#options.concurrency,
          includeMetadata: true,
        },
        async ([job]) => {
          await handle(job!.data, job!.retryCount + 1 >= mostTries).catch((error: unknown) => {
            // The queue keeps what it is told, and what failed may name persons
            throw new Error(codeOf(error) ?? 'stopped');
          });
        },
      );
    } catch (error) {
      // Asked again, it begins again
      this.#working = false;
      throw error;
    }
  }

  /** Whether something waits or is under way, without loading anything. */
  async hasJobs(): Promise<boolean> {
    const [row] = await this.#sql<{ some: boolean }[]>`
      select exists (select 1 from pgboss.job where name = ${queueName} and state < 'completed') as some`;
    return row!.some;
  }

  /** Those of these jobs that nothing hands out any more. */
  async withoutTicket(jobIds: readonly string[]): Promise<string[]> {
    const waiting = await this.#sql<{ id: string }[]>`
      select data->>'jobId' as id from pgboss.job where name = ${queueName} and state < 'completed'`;
    const ids = new Set(waiting.map(({ id }) => id));
    return jobIds.filter((id) => !ids.has(id));
  }

  /** Sends again what a process that is gone had taken: its hold fell with its connection. */
  async takeUpAgain(): Promise<void> {
    const taken = await this.#sql<{ data: Ticket }[]>`
      select data from pgboss.job where name = ${queueName} and state = 'active'`;
    for (const { data } of taken) {
      const release = await this.hold(data.jobId);
      if (!release) continue;
      await release();
      await (await this.#load()).send(queueName, data);
    }
  }

  /** Holds a job so that no other process runs it, for as long as this one lives; undefined when another holds it. */
  async hold(jobId: string): Promise<(() => Promise<void>) | undefined> {
    // A connection of its own: what ends it ends the hold, whether it still stands or was cut
    const own = connectAs('jobs', this.#options.url, this.#options.keyring, 1, { fetch_types: false });
    const release = () => own.end({ timeout: 1 });
    try {
      const [row] = await own<
        { free: boolean }[]
      >`select pg_try_advisory_lock(hashtextextended(${`job ${jobId}`}, 0)) as free`;
      if (row!.free) return release;
    } catch (error) {
      await release();
      throw error;
    }
    await release();
    return undefined;
  }

  /** Takes no more jobs and waits for those under way, which were told to stop. */
  async close(): Promise<void> {
    const boss = await this.#boss?.catch(() => undefined);
    await boss?.stop({ graceful: true, timeout: 10_000 });
    await this.#sql.end({ timeout: 5 });
  }

  #load(): Promise<PgBoss> {
    this.#boss ??= this.#start().catch((error: unknown) => {
      this.#boss = undefined;
      throw error;
    });
    return this.#boss;
  }

  async #start(): Promise<PgBoss> {
    const { PgBoss } = await import('pg-boss');
    const boss = new PgBoss({
      db: onPostgres(this.#sql),
      migrate: false,
      createSchema: false,
      schedule: false,
      reindex: false,
      monitorVacuum: false,
    });
    boss.on('error', this.#options.onFailure);
    return boss.start();
  }
}
