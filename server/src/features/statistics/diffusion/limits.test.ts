import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../../testing/tenant.ts';
import type { Table } from '../statistics.schema.ts';
import { settle, times } from './town.testkit.ts';

let running: TestApp;
let admin: postgres.Sql;
let tenant: TestTenant;
let manager: TestStaff;
/** Units of few, many and too many communes. */
let few: string;
let many: string;
let crowd: string;

const months = times(12, (index) => `2025-${String(index + 1).padStart(2, '0')}-15`);
const period = { from: '2025-01-01', to: '2025-12-31' };
const spread = {
  measures: [{ kind: 'count', of: 'people' }],
  filters: ['activeInPeriod'],
  dimensions: ['commune', 'month'],
  period,
};

beforeAll(async () => {
  running = await startTestApp();
  admin = postgres(running.adminUrl, { max: 2, onnotice: () => undefined });
  tenant = await TestTenant.create(running.database);
  [few, many, crowd] = [await tenant.unit('Peu'), await tenant.unit('Plus'), await tenant.unit('Trop')];
  manager = await tenant.staff('TEAM_MANAGER');
  const communes = (unitId: string, count: number) =>
    times(count, (index) => ({ unitId, seenOn: months, communeCode: String(10_000 + index) }));
  await settle(running, tenant, [
    ...communes(few, 300),
    ...communes(many, 900),
    ...times(900, (index) => ({ unitId: crowd, seenOn: months, communeCode: String(20_000 + index) })),
  ]);
  // As a service's database is a minute later, by itself: how it counts depends on how much it believes there is
  await admin`analyze work_fact, profile_fact`;
}, 120_000);
afterAll(async () => {
  await admin.end();
  await running.close();
});

const ask = (body: object, by = manager) =>
  call(running.app, by.token, '/v1/statistics/query', { method: 'POST', body });

describe('thousands of rows and columns', () => {
  test('are refused with the limit, in either mode', async () => {
    for (const mode of ['internal', 'diffusion']) {
      const problem = await expectJson<{ errors: { pointer: string; detail: string }[] }>(
        await ask({ ...spread, mode }),
        422,
      );
      expect(problem.errors).toMatchObject([{ pointer: '/dimensions' }]);
      expect(problem.errors[0]!.detail).toContain('20000');
    }
  });

  test('are refused for diffusion with its own limit, and told inside', async () => {
    const problem = await expectJson<{ reason: string; detail: string }>(
      await ask({ ...spread, unitIds: [many], mode: 'diffusion' }),
      409,
    );
    expect(problem.reason).toBe('size');
    expect(problem.detail).toContain('10000');
    expect((await ask({ ...spread, unitIds: [many] })).status).toBe(200);
  });

  test('count a rate once, though it has two terms', async () => {
    const term = { of: 'work', filters: ['inPeriod'] };
    const rate = { kind: 'rate', of: 'work', numerator: term, denominator: term };
    const table = await expectJson<Table>(await ask({ ...spread, unitIds: [many], measures: [rate] }), 200);
    expect(table.cells.length).toBeGreaterThan(10_000);
  });

  test('are masked apart, while others are served', { timeout: 60_000 }, async () => {
    const begun = performance.now();
    let given = false;
    const asked = ask({ ...spread, unitIds: [few], mode: 'diffusion' }).finally(() => (given = true));
    let served = 0;
    let slowest = 0;
    while (!given) {
      const since = performance.now();
      expect((await call(running.app, manager.token, '/v1/me')).status).toBe(200);
      slowest = Math.max(slowest, performance.now() - since);
      served += 1;
    }
    const table = await expectJson<Table>(await asked, 200);
    console.info(
      `${String(table.cells.length)} cells masked in ${String(Math.round(performance.now() - begun))} ms; ${String(served)} calls beside, the slowest ${String(Math.round(slowest))} ms`,
    );
    // One person in each: nothing but the months
    expect(table.cells.filter(({ at, values }) => at[0] !== null && !values[0]!.masked)).toEqual([]);
    expect(served).toBeGreaterThan(1);
  });
});

describe('a question that does not end', () => {
  const waiting = async () => {
    for (;;) {
      const [row] = await admin<{ pid: number }[]>`
        select pid from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock' and query like '%fact%'`;
      if (row) return row.pid;
    }
  };
  const question = () => ({ ...spread, dimensions: ['sex'], unitIds: [few] });

  test('and is cancelled says to come again, and leaves nothing', async () => {
    for (const mode of ['internal', 'diffusion']) {
      const answer = await admin.begin(async (sql) => {
        await sql`lock table work_fact in access exclusive mode`;
        const asked = ask({ ...question(), mode });
        const pid = await waiting();
        await admin`select pg_cancel_backend(${pid})`;
        return asked;
      });
      expect(await expectJson(answer, 503)).toMatchObject({
        type: expect.stringMatching(/unavailable$/) as unknown,
      });
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    const [kept] = await admin`select 1 from publication where question ->> 'dimensions' = '["sex"]'`;
    expect(kept).toBeUndefined();
    // Control: nobody holds it any more
    expect((await ask({ ...question(), mode: 'diffusion' })).status).toBe(200);
  });

  test('behind another diffusion says to come again', { timeout: 30_000 }, async () => {
    const answer = await admin.begin(async (sql) => {
      await sql`select pg_advisory_xact_lock(4605, hashtext(${tenant.id}))`;
      return ask({ ...question(), dimensions: [], mode: 'diffusion' });
    });
    expect(answer.status).toBe(503);
    expect((await ask({ ...question(), dimensions: [], mode: 'diffusion' })).status).toBe(200);
  });
});
