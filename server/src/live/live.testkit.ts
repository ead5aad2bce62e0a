import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect } from 'vitest';
import { createApp, type App } from '../app.ts';
import type { Database } from '../db/database.ts';
import { accessSession } from '../features/access/session.table.ts';
import { call, expectJson, startTestApp, type TestApp } from '../testing/app.ts';
import { testKeyring } from '../testing/cluster.ts';
import { TestTenant, type TestStaff } from '../testing/tenant.ts';
import { openLive, type Live } from './live.ts';
import { publish } from './publish.ts';
import { type Timers } from './stream.ts';

export let running: TestApp;
export let tenant: TestTenant;
export let worker: TestStaff;
export let fileId: string;
export let process: TestProcess;
/** Asked for by each file: this module is loaded once for all of them. */
export function useApp(): void {
  beforeAll(async () => {
    running = await startTestApp({ poolSize: 6 });
  });
  afterAll(() => running.close());
}

/** Timers in the test's hand: short ones run at once, unless held; the others when told. */
export class TestTimers implements Timers {
  ahead = 0;
  hold = false;
  pending: { run: () => void; ms: number }[] = [];
  now = () => Date.now() + this.ahead;
  setTimeout(run: () => void, ms: number): unknown {
    const timer = { run, ms };
    this.pending.push(timer);
    if (ms <= 1000 && !this.hold) setImmediate(() => this.#fire(timer));
    return timer;
  }
  clearTimeout(timer: unknown): void {
    this.pending = this.pending.filter((one) => one !== timer);
  }
  fire(ms: number): void {
    for (const timer of this.pending.filter((one) => one.ms === ms)) this.#fire(timer);
  }
  #fire(timer: { run: () => void; ms: number }): void {
    if (!this.pending.includes(timer)) return;
    this.clearTimeout(timer);
    timer.run();
  }
}

export interface TestProcess {
  readonly app: App;
  readonly live: Live;
  readonly timers: TestTimers;
}

/** One more process on the same database. */
export function startProcess(database: Database = running.database, clock?: () => Date): TestProcess {
  const timers = new TestTimers();
  const log = () => undefined;
  const live = openLive({ database, log, timers, ...(clock ? { clock } : {}) });
  const app = createApp({
    database,
    keyring: testKeyring,
    contract: '{}',
    log,
    live,
    rate: { perSecond: 1e6, burst: 1e6 },
    ...(clock ? { clock } : {}),
  });
  return { app, live, timers };
}

export async function scene<T>(work: () => Promise<T>): Promise<void> {
  tenant = await TestTenant.create(running.database);
  worker = await tenant.staff('SOCIAL_WORKER');
  fileId = await tenant.file();
  process = startProcess();
  await work();
  await process.live.close();
}

export interface Received {
  readonly id?: string;
  readonly event?: string;
  readonly data?: Record<string, string | null>;
}

/** A stream as a program reads it. */
export class Reader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #decoder = new TextDecoder();
  readonly #blocks: Received[] = [];
  #rest = '';
  position = '';

  constructor(response: Response) {
    this.#reader = response.body!.getReader();
  }
  static async open(
    on: TestProcess = process,
    who: TestStaff = worker,
    headers: Record<string, string> = {},
  ): Promise<Reader> {
    const response = await call(on.app, who.token, '/v1/live', { headers });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    const reader = new Reader(response);
    return reader;
  }
  /** The next block, signs of life included; undefined at the end. */
  async block(): Promise<Received | undefined> {
    while (this.#blocks.length === 0) {
      const { done, value } = await this.#reader.read();
      if (done) return undefined;
      const parts = (this.#rest + this.#decoder.decode(value, { stream: true })).split('\n\n');
      this.#rest = parts.pop()!;
      for (const part of parts) {
        const fields = Object.fromEntries(
          part
            .split('\n')
            .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
        );
        if (fields['id']) this.position = fields['id'];
        this.#blocks.push({
          ...fields,
          ...(fields['data'] ? { data: JSON.parse(fields['data']) as Received['data'] } : {}),
        } as Received);
      }
    }
    return this.#blocks.shift();
  }
  /** The next event. */
  async next(): Promise<Received> {
    for (;;) {
      const block = await this.block();
      if (!block) throw new Error('the stream has ended');
      if (block.data) return block;
    }
  }
  /** Records of the events up to the one about this record; the particular ones by their names. */
  async until(recordId: string): Promise<string[]> {
    const seen: string[] = [];
    do {
      const { data, event } = await this.next();
      seen.push(data!['recordId'] ?? event!);
    } while (seen.at(-1) !== recordId);
    return seen;
  }
  leave = () => this.#reader.cancel();
}

export async function write(on: TestProcess = process, where: string = fileId): Promise<string> {
  const body = { typeCode: 'entretien-telephonique', performedOn: '2026-11-17', text: 'Texte.' };
  return (
    await expectJson<{ id: string }>(
      await call(on.app, worker.token, `/v1/files/${where}/entries`, { method: 'POST', body }),
      201,
    )
  ).id;
}

export const claims = (who: TestStaff) => ({ tenantId: tenant.id, sessionId: who.sessionId });

/** Publishes in a transaction that stays open until told. */
export async function publishSlowly(recordId: string): Promise<{ commit: () => Promise<void> }> {
  const hold = Promise.withResolvers<void>();
  const published = Promise.withResolvers<void>();
  const done = running.database.withActor(
    claims(worker),
    'write',
    { requestId: 'slow', now: new Date() },
    async (ctx) => {
      await publish(ctx, 'entry.changed', { fileId, unitId: tenant.root, recordId });
      published.resolve();
      await hold.promise;
    },
  );
  await published.promise;
  return {
    async commit() {
      hold.resolve();
      await done;
      process.live.wake(tenant.id);
    },
  };
}

export const revoke = (sessionId: string) =>
  running.database.withTenant(tenant.id, [], (tx) =>
    tx.update(accessSession).set({ revokedAt: new Date() }).where(eq(accessSession.id, sessionId)),
  );

export const admin = async <T>(work: (sql: import('postgres').Sql) => Promise<T>): Promise<T> => {
  const { default: postgres } = await import('postgres');
  const sql = postgres(running.adminUrl, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
};
