import { describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { newId } from '../db/ids.ts';
import { issueToken } from '../http/token.ts';
import { call } from '../testing/app.ts';
import { testKeyring } from '../testing/cluster.ts';
import { testOrigin } from '../testing/tenant.ts';
import { heartbeat } from './stream.ts';
import {
  running,
  tenant,
  worker,
  process,
  startProcess,
  scene,
  Reader,
  write,
  admin,
  useApp,
} from './live.testkit.ts';

useApp();

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
