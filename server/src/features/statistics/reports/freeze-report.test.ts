import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../../testing/tenant.ts';
import type { ActivityReportShown } from './activity-report.schema.ts';

let running: TestApp;
let admin: postgres.Sql;
beforeAll(async () => {
  running = await startTestApp();
  running.services.jobs.start();
  admin = postgres(running.adminUrl, { max: 2, onnotice: () => undefined });
});
afterAll(async () => {
  await admin.end();
  await running.close();
});

const all = '/v1/activity-reports';
interface Job {
  readonly id: string;
  readonly status: string;
  readonly step: string | null;
  readonly done: number;
  readonly total: number | null;
  readonly problem: string | null;
}

async function scene(codes: readonly string[], mode = 'internal') {
  const tenant = await TestTenant.create(running.database);
  const manager = await tenant.staff('TEAM_MANAGER');
  const ask = (path: string, method = 'GET', body?: object, version?: number, who: TestStaff = manager) =>
    call(running.app, who.token, path, {
      method,
      body,
      ...(version === undefined ? {} : { headers: { 'if-match': `"${version}"` } }),
    });
  const report = await expectJson<ActivityReportShown>(
    await ask(all, 'POST', {
      ...{ title: 'Rapport', kind: 'free', mode, unitIds: [tenant.root] },
      period: { from: '2026-01-01', to: '2026-12-31' },
      chapters: codes.map((reportCode) => ({ definition: { reportCode } })),
    }),
    201,
  );
  const path = `${all}/${report.id}`;
  const asked = () => ask(`${path}/freezing`, 'POST', undefined, report.version);
  const job = async ({ id }: Job) => expectJson<Job>(await ask(`/v1/jobs/${id}`), 200);
  const read = async () => expectJson<ActivityReportShown>(await ask(path), 200);
  const ended = async (one: Job) => {
    await expect
      .poll(async () => ['queued', 'running'].includes((await job(one)).status), { timeout: 30_000 })
      .toBe(false);
    return job(one);
  };
  return { tenant, ask, report, path, asked, job, read, ended };
}

test('a report is frozen by a job, whole and once; another one is told that it is', async () => {
  const { asked, ended, read, ask, path, report } = await scene(['A08', 'E01', 'D01']);
  const job = await ended(await expectJson<Job>(await asked(), 201));
  expect(job).toMatchObject({ status: 'done', done: 3, total: 3, problem: null });
  const frozen = await read();
  expect(frozen).toMatchObject({ status: 'frozen', version: 2 });
  expect(frozen.chapters.map(({ table }) => table?.report)).toEqual(['A08', 'E01', 'D01']);
  expect((await asked()).status).toBe(409);
  expect((await ask(`${path}/freezing`, 'POST', undefined, report.version + 5)).status).toBe(409);
});

/** Holds the table of travaux while `work` goes on: what counts them waits. */
async function whileHeld(work: () => Promise<void>): Promise<void> {
  await admin.begin(async (sql) => {
    await sql`lock table work_fact in access exclusive mode`;
    await work();
  });
}
const waiting = () => admin`
  select pid from pg_stat_activity
   where datname = current_database() and wait_event_type = 'Lock' and query like '%work_fact%'`;
const isWaiting = () =>
  expect.poll(async () => (await waiting()).length, { timeout: 10_000, interval: 20 }).toBe(1);

test('told to stop, it does within a second, says how far it was, and nothing is frozen', async () => {
  const { asked, job, ended, read, ask } = await scene(['D01', 'A08', 'E01']);
  const one = await expectJson<Job>(await asked(), 201);
  await whileHeld(async () => {
    await isWaiting();
    expect((await asked()).status).toBe(409);
    await expect.poll(async () => (await job(one)).done, { timeout: 10_000 }).toBe(1);
    expect(await job(one)).toMatchObject({ step: 'computing', total: 3, status: 'running' });
    const from = performance.now();
    await ask(`/v1/jobs/${one.id}/cancel`, 'POST');
    expect(await ended(one)).toMatchObject({ status: 'cancelled' });
    console.log(`told to stop, stopped in ${Math.round(performance.now() - from)} ms`);
    expect(await waiting()).toEqual([]);
  });
  expect(await read()).toMatchObject({ status: 'draft', version: 1 });
  // And may be asked again
  expect(await ended(await expectJson<Job>(await asked(), 201))).toMatchObject({ status: 'done' });
});

test('whoever changes it meanwhile is not overtaken', async () => {
  const { asked, ended, read, ask, path } = await scene(['E01']);
  const one = await expectJson<Job>(await asked(), 201);
  await whileHeld(async () => {
    await isWaiting();
    const changed = await ask(path, 'PATCH', { title: 'Autre' }, 1);
    expect(changed.status).toBe(200);
  });
  expect(await ended(one)).toMatchObject({ status: 'failed' });
  expect(await read()).toMatchObject({ status: 'draft', title: 'Autre' });
});

test('of several for diffusion, what was diffused is held still only once all is counted', async () => {
  const { tenant, asked, ended, ask } = await scene(['A08', 'E01'], 'diffusion');
  const one = await expectJson<Job>(await asked(), 201);
  await whileHeld(async () => {
    await isWaiting();
    // Another diffusion of the tenant is answered meanwhile
    const other = await ask('/v1/statistics/query', 'POST', {
      measures: [{ kind: 'count', of: 'transfers' }],
      period: { from: '2026-01-01', to: '2026-12-31' },
      unitIds: [tenant.root],
      mode: 'diffusion',
    });
    expect(other.status).toBe(200);
  });
  expect(await ended(one)).toMatchObject({ status: 'done' });
});
