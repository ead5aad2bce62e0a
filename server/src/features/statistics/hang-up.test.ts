import { createAdaptorServer } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, testOrigin, type TestStaff } from '../../testing/tenant.ts';

let running: TestApp;
let admin: postgres.Sql;
let server: ReturnType<typeof createAdaptorServer>;
let address: string;
let manager: TestStaff;
beforeAll(async () => {
  running = await startTestApp();
  admin = postgres(running.adminUrl, { max: 2, onnotice: () => undefined });
  manager = await (await TestTenant.create(running.database)).staff('TEAM_MANAGER');
  server = createAdaptorServer({ fetch: running.app.fetch });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await admin.end();
  await running.close();
});

const period = { from: '2025-01-01', to: '2025-12-31' };
const ask = (path: string, body: object, signal: AbortSignal) =>
  fetch(address + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${manager.token}`,
      origin: testOrigin,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
    signal,
  });
const busy = () => admin`select pid, state from pg_stat_activity
  where datname = current_database() and query like '%work_fact%' and query not like '%pg_stat_activity%'
    and query not like 'lock%' and state <> 'idle'`;

test.each([
  ['/v1/reports/E01/run', { period }],
  ['/v1/reports/E01/run', { period, mode: 'diffusion' }],
  ['/v1/statistics/query', { period, measures: [{ kind: 'count', of: 'work' }] }],
])('%s %o: who hangs up leaves no statement behind, and the next is served', async (path, body) => {
  const over = new AbortController();
  const left = Promise.withResolvers<void>();
  const held = admin.begin(async (sql) => {
    await sql`lock table work_fact in access exclusive mode`;
    await left.promise;
  });
  const answer = ask(path, body, over.signal).catch((error: unknown) => error);
  try {
    await expect.poll(async () => (await busy()).length, { timeout: 10_000, interval: 20 }).toBe(1);
    const from = performance.now();
    over.abort();
    await expect.poll(async () => (await busy()).length, { timeout: 10_000, interval: 10 }).toBe(0);
    console.log(`hung up: its statement is gone in ${Math.round(performance.now() - from)} ms`);
    expect(await answer).toMatchObject({ name: 'AbortError' });
  } finally {
    left.resolve();
    await held;
  }
  // As many as the pool holds, each on a connection that may have been cancelled
  const next = await Promise.all(
    Array.from({ length: 8 }, () => ask(path, body, new AbortController().signal)),
  );
  expect(next.map(({ status }) => status)).toEqual(Array(8).fill(200));
  expect(running.failures).toEqual([]);
});
