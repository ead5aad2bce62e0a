import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp, type App } from '../app.ts';
import type { Database } from '../db/database.ts';
import { newId } from '../db/ids.ts';
import { accessGrant, embedSession } from '../features/access/access.table.ts';
import { issueToken } from '../http/token.ts';
import { call, expectJson, startTestApp, type TestApp } from '../testing/app.ts';
import { testKeyring } from '../testing/cluster.ts';
import { TestTenant, testOrigin, type TestStaff } from '../testing/tenant.ts';
import { openLive, type Live } from './live.ts';
import { idAt } from './position.ts';
import { publish } from './publish.ts';
import { heartbeat, type Timers } from './stream.ts';

let running: TestApp;
let tenant: TestTenant;
let worker: TestStaff;
let fileId: string;
let process: TestProcess;
beforeAll(async () => {
  running = await startTestApp({ poolSize: 6 });
});
afterAll(() => running.close());

/** Timers in the test's hand: short ones run at once, unless held; the others when told. */
class TestTimers implements Timers {
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

interface TestProcess {
  readonly app: App;
  readonly live: Live;
  readonly timers: TestTimers;
}

/** One more process on the same database. */
function startProcess(database: Database = running.database, clock?: () => Date): TestProcess {
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

async function scene<T>(work: () => Promise<T>): Promise<void> {
  tenant = await TestTenant.create(running.database);
  worker = await tenant.staff('SOCIAL_WORKER');
  fileId = await tenant.file();
  process = startProcess();
  await work();
  await process.live.close();
}

interface Received {
  readonly id?: string;
  readonly event?: string;
  readonly data?: Record<string, string | null>;
}

/** A stream as a program reads it. */
class Reader {
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
  /** Events up to the one about this record. */
  async until(recordId: string): Promise<string[]> {
    const seen: string[] = [];
    do seen.push(String((await this.next()).data!['recordId']));
    while (seen.at(-1) !== recordId);
    return seen;
  }
  leave = () => this.#reader.cancel();
}

async function write(on: TestProcess = process, where: string = fileId): Promise<string> {
  const body = { typeCode: 'entretien-telephonique', performedOn: '2026-11-17', text: 'Texte.' };
  return (
    await expectJson<{ id: string }>(
      await call(on.app, worker.token, `/v1/files/${where}/entries`, { method: 'POST', body }),
      201,
    )
  ).id;
}

const claims = (who: TestStaff) => ({ tenantId: tenant.id, sessionId: who.sessionId });

/** Publishes in a transaction that stays open until told. */
async function publishSlowly(recordId: string): Promise<{ commit: () => Promise<void> }> {
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

const revoke = (sessionId: string) =>
  running.database.withTenant(tenant.id, [], (tx) =>
    tx.update(embedSession).set({ revokedAt: new Date() }).where(eq(embedSession.id, sessionId)),
  );

const admin = async <T>(work: (sql: import('postgres').Sql) => Promise<T>): Promise<T> => {
  const { default: postgres } = await import('postgres');
  const sql = postgres(running.adminUrl, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
};

describe('what a stream says', () => {
  test('what is committed within reach, as ids', () =>
    scene(async () => {
      const reader = await Reader.open();
      const entryId = await write();
      const { id, data } = await reader.next();
      expect(data).toEqual({
        id,
        topic: 'entry.created',
        fileId,
        unitId: tenant.root,
        recordId: entryId,
        staffId: worker.id,
      });
      await reader.leave();
      expect(process.live.size).toBe(0);
    }));

  test('who did it, but to whoever sees identities alone', () =>
    scene(async () => {
      const secretary = await tenant.staff('SECRETARY');
      const reader = await Reader.open(process, secretary);
      const control = await Reader.open(process, await tenant.staff('TEAM_MANAGER'));
      await write();
      expect((await reader.next()).data).toMatchObject({ topic: 'entry.created', staffId: null });
      expect((await control.next()).data, 'control: it is known').toMatchObject({ staffId: worker.id });
    }));

  test('nothing of a unit out of reach, nor of another tenant', () =>
    scene(async () => {
      const [north, south] = [await tenant.unit('Nord'), await tenant.unit('Sud')];
      const [there, here] = [await tenant.file(south), await tenant.file(north)];
      const reader = await Reader.open(process, await tenant.staff('SOCIAL_WORKER', { unitId: north }));
      const everywhere = await Reader.open();
      const other = await TestTenant.create(running.database);
      const stranger = await Reader.open(process, await other.staff('SOCIAL_WORKER'));
      const hidden = await write(process, there);
      const shown = await write(process, here);
      expect(await reader.until(shown)).toEqual([shown]);
      expect(await everywhere.until(shown), 'control: it was published').toEqual([hidden, shown]);
      process.live.wake(other.id);
      process.timers.fire(heartbeat);
      expect((await stranger.block())?.data).toBeUndefined();
    }));

  test('nothing any more once a right is lost', () =>
    scene(async () => {
      const away = await tenant.unit('Ailleurs');
      const leaver = await tenant.staff('SOCIAL_WORKER', { unitId: away });
      const grant = await tenant.grant(leaver.id, 'SOCIAL_WORKER', { fileId });
      const reader = await Reader.open(process, leaver);
      const first = await write();
      expect(await reader.until(first)).toEqual([first]);
      await running.database.withTenant(tenant.id, [], (tx) =>
        tx.update(accessGrant).set({ revokedAt: new Date() }).where(eq(accessGrant.id, grant)),
      );
      await write();
      const own = await write(process, await tenant.file(away));
      expect(await reader.until(own)).toEqual([own]);
    }));

  test('nothing before the commit; two that commit in the other order than their ids both arrive', () =>
    scene(async () => {
      const reader = await Reader.open();
      const recordId = newId();
      const slow = await publishSlowly(recordId);
      const quick = await write();
      const after = await reader.next();
      expect(after.data!['recordId']).toBe(quick);
      await slow.commit();
      const late = await reader.next();
      expect(late.data!['recordId']).toBe(recordId);
      expect(late.id! < after.id!, 'control: whoever asks for ids after the last one misses it').toBe(true);
      const last = await write();
      expect(await reader.until(last), 'and once').toEqual([last]);
    }));
});

describe('a stream that is taken up again', () => {
  test('says each thing that was missed, once', () =>
    scene(async () => {
      const before = await Reader.open();
      const [first, second] = [await write(), await write()];
      await before.until(second);
      await before.leave();
      const slow = newId();
      const held = await publishSlowly(slow);
      const missed = await write();
      const reader = await Reader.open(process, worker, { 'last-event-id': before.position });
      await held.commit();
      const last = await write();
      const seen = await reader.until(last);
      expect(seen.filter((id) => id !== first).toSorted()).toEqual([missed, slow, last].toSorted());
      expect(
        seen.filter((id) => id === first).length,
        'comes again at most once, with its id',
      ).toBeLessThanOrEqual(1);
    }));

  test('goes on from the last sign of life when nothing had happened', () =>
    scene(async () => {
      const before = await Reader.open();
      await before.block();
      await before.leave();
      const missed = await write();
      const reader = await Reader.open(process, worker, { 'last-event-id': before.position });
      expect(await reader.until(missed)).toEqual([missed]);
    }));

  test.each([
    ['too long ago', idAt(Date.now() - 3_700_000)],
    ['from a place that never was', 'x'],
    ['from the future', idAt(Date.now() + 1e9)],
  ])('says that something was missed when it left off %s', (title, lastEventId) =>
    scene(async () => {
      const reader = await Reader.open(process, worker, { 'last-event-id': lastEventId });
      if (!title.includes('future')) expect(await reader.next()).toMatchObject({ event: 'missed' });
      const entryId = await write();
      expect(await reader.until(entryId)).toEqual([entryId]);
    }),
  );

  test('opened afresh, it says nothing of the past', () =>
    scene(async () => {
      await write();
      const reader = await Reader.open();
      const entryId = await write();
      expect(await reader.until(entryId)).toEqual([entryId]);
    }));
});

describe('a stream ends', () => {
  const ended = async (reader: Reader, reason: string) => {
    expect(await reader.next()).toMatchObject({ event: 'end', data: { reason } });
    expect(await reader.block()).toBeUndefined();
  };

  test('with a session that was revoked, at the next thing that happens, which it does not say', () =>
    scene(async () => {
      const reader = await Reader.open();
      await revoke(worker.sessionId);
      const colleague = await tenant.staff('SOCIAL_WORKER');
      const body = { typeCode: 'entretien-telephonique', performedOn: '2026-11-17' };
      await expectJson(
        await call(process.app, colleague.token, `/v1/files/${fileId}/entries`, { method: 'POST', body }),
        201,
      );
      await ended(reader, 'session');
      expect(process.live.size).toBe(0);
    }));

  test('with a session that was revoked or has expired, at the heartbeat', () =>
    scene(async () => {
      let now = new Date();
      const late = startProcess(running.database, () => now);
      const [revoked, expired] = [await Reader.open(), await Reader.open(late)];
      await revoke(worker.sessionId);
      process.timers.fire(heartbeat);
      await ended(revoked, 'session');
      now = new Date(now.getTime() + 660_000);
      late.timers.fire(heartbeat);
      await ended(expired, 'session');
      await late.live.close();
    }));

  test('when the session opens another', () =>
    scene(async () => {
      const older = await Reader.open();
      const newer = await Reader.open();
      await ended(older, 'replaced');
      const entryId = await write();
      expect(await newer.until(entryId)).toEqual([entryId]);
      expect(process.live.size).toBe(1);
    }));

  test('when the server stops, which then opens none', () =>
    scene(async () => {
      const reader = await Reader.open();
      await process.live.close();
      await ended(reader, 'closing');
      const refused = await call(process.app, worker.token, '/v1/live');
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
      expect(process.timers.pending).toEqual([]);
    }));

  test('when nobody reads it; until then the database is left in peace and nothing is lost', () =>
    scene(async () => {
      let reads = 0;
      const counted = startProcess({
        ...running.database,
        withActor: (...given) => ((reads += 1), running.database.withActor(...given)),
      } as Database);
      const reader = await Reader.open(counted);
      await reader.block();
      const many = Array.from({ length: 300 }, newId);
      await running.database.withActor(
        claims(worker),
        'write',
        { requestId: 'many', now: new Date() },
        async (ctx) => {
          for (const recordId of many)
            await publish(ctx, 'entry.changed', { fileId, unitId: tenant.root, recordId });
        },
      );
      // Reads of the opening are over once a heartbeat has been read.
      counted.live.wake(tenant.id);
      await reader.next();
      const before = reads;
      for (let wakes = 0; wakes < 5; wakes += 1) counted.live.wake(tenant.id);
      expect(reads).toBe(before);
      expect((await reader.until(many.at(-1)!)).length).toBe(299);

      const slow = await Reader.open(counted);
      await running.database.withActor(
        claims(worker),
        'write',
        { requestId: 'many', now: new Date() },
        async (ctx) => {
          for (const recordId of many)
            await publish(ctx, 'entry.changed', { fileId, unitId: tenant.root, recordId });
        },
      );
      counted.live.wake(tenant.id);
      await slow.next();
      for (let beats = 0; beats < 2; beats += 1) counted.timers.fire(heartbeat);
      expect(counted.live.size).toBe(0);
      await counted.live.close();
    }));
});

describe('a call that opens no stream', () => {
  test('is refused as everywhere', () =>
    scene(async () => {
      const refusal = async (headers: Record<string, string>, path = '/v1/live', method = 'GET') => {
        const response = await process.app.request(path, { method, headers });
        const text = await response.text();
        return [
          response.status,
          text === ''
            ? ''
            : String((JSON.parse(text) as { type: string }).type)
                .split('/')
                .at(-1),
        ];
      };
      const good = { authorization: `Bearer ${worker.token}`, origin: testOrigin };
      expect(await refusal({})).toEqual([401, 'unauthenticated']);
      expect(
        await refusal({
          authorization: `Bearer ${issueToken(testKeyring, { tenantId: tenant.id, sessionId: newId() })}`,
        }),
      ).toEqual([401, 'unauthenticated']);
      expect(await refusal({ ...good, origin: 'https://ailleurs.example' })).toEqual([403, 'origin-refused']);
      expect(await refusal(good, '/v1/live?surplus=1')).toEqual([422, 'invalid-request']);
      expect(await refusal(good, '/v1/live', 'POST')).toEqual([405, 'method-not-allowed']);
      expect((await process.app.request('/v1/live', { method: 'HEAD', headers: good })).status).toBe(405);
      const [event] = await admin(
        (sql) =>
          sql<
            { type: string; facts: object }[]
          >`select type, facts from audit_event where tenant_id = ${tenant.id}`,
      );
      expect(event).toMatchObject({
        type: 'access.refused',
        facts: { operation: 'live.stream', type: 'origin-refused' },
      });
      expect(process.live.size).toBe(0);
    }));

  test('control: the same call opens one, as documented', () =>
    scene(async () => {
      const response = await call(process.app, worker.token, '/v1/live', {
        headers: { 'x-request-id': 'live-12345678' },
      });
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'cache-control': 'no-store',
        'x-request-id': 'live-12345678',
        'x-content-type-options': 'nosniff',
        'x-accel-buffering': 'no',
        'access-control-allow-origin': testOrigin,
      });
      expect(process.live.size).toBe(1);
      // The stream reads now and then, in a transaction that ends; held over the network, one would never end.
      await becomes(async () => {
        const [open] = await admin(
          (sql) =>
            sql<
              { count: number }[]
            >`select count(*)::int from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
        );
        return open?.count === 0;
      });
    }));
});

/** Asks until the answer is yes. */
async function becomes(check: () => Promise<boolean>): Promise<void> {
  while (!(await check()));
}

describe('several processes', () => {
  const listening = () =>
    admin(
      (sql) =>
        sql<
          { pid: number }[]
        >`select pid from pg_stat_activity where datname = current_database() and query = 'listen lastria_live'`,
    );

  test('wake each other with one notification for all that was written meanwhile', () =>
    scene(async () => {
      const told: string[] = [];
      const ready = Promise.withResolvers<void>();
      const stop = running.database.listen('lastria_live', {
        hear: (payload) => told.push(payload),
        ready: () => ready.resolve(),
      });
      await ready.promise;
      const writing = startProcess();
      writing.timers.hold = true;
      const reader = await Reader.open();
      await becomes(async () => (await listening()).length === 2);
      const entries = [await write(writing), await write(writing), await write(writing)];
      expect(writing.timers.pending.filter(({ ms }) => ms === 200).length).toBe(1);
      writing.timers.fire(200);
      expect(await reader.until(entries[2]!)).toEqual(entries);
      expect(told).toEqual([expect.stringMatching(new RegExp(`^[\\w-]{36},${tenant.id}$`))]);
      await stop();
      await writing.live.close();
    }));

  test('hear each other again after the database cut the connection', () =>
    scene(async () => {
      const reader = await Reader.open();
      const writing = startProcess();
      await becomes(async () => (await listening()).length === 1);
      const [{ pid } = { pid: 0 }] = await listening();
      await admin((sql) => sql`select pg_terminate_backend(${pid})`);
      await becomes(async () => (await listening()).some((one) => one.pid !== pid));
      const entryId = await write(writing);
      expect(await reader.until(entryId)).toEqual([entryId]);
      await writing.live.close();
    }));

  test('a notification that is lost only delays', () =>
    scene(async () => {
      const writing = startProcess({
        ...running.database,
        notify: () => Promise.reject(new Error('lost')),
      } as Database);
      const reader = await Reader.open();
      await reader.block();
      const entryId = await write(writing);
      process.timers.fire(heartbeat);
      expect(await reader.until(entryId)).toEqual([entryId]);
      await writing.live.close();
    }));
});
