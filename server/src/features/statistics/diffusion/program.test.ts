import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../../testing/app.ts';
import { TestTenant } from '../../../testing/tenant.ts';
import { partsOf } from '../files/archive.ts';
import type { Table } from '../statistics.schema.ts';
import { settle, sexes, times } from './town.testkit.ts';

let running: TestApp;
let tenant: TestTenant;
let north: string;
let south: string;
beforeAll(async () => {
  running = await startTestApp();
  tenant = await TestTenant.create(running.database);
  [north, south] = [await tenant.unit('Nord'), await tenant.unit('Sud')];
  const seen = (unitId: string, sex?: string) => ({ unitId, seenOn: ['2025-03-03'], sex });
  await settle(running, tenant, [
    ...times(40, () => seen(north, sexes[0])),
    ...times(4, () => seen(north, sexes[1])),
    ...times(20, () => seen(north)),
    ...times(30, () => seen(south)),
  ]);
});
afterAll(() => running.close());

/** A program that reads statistics of the north, as two administrators let it. */
async function program(scopes = ['READ_STATISTICS'], granted = true) {
  const [first, second] = [await tenant.staff('ADMINISTRATOR', {}), await tenant.staff('ADMINISTRATOR', {})];
  const post = (who: { token: string }, path: string, body: unknown = {}) =>
    call(running.app, who.token, path, { method: 'POST', body });
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const { account, secret } = await expectJson<{ account: { id: string; clientId: string }; secret: string }>(
    await post(first, '/v1/organisation/service-accounts', {
      name: 'Tableau de bord',
      scopes,
      unitIds: [north],
      expiresAt: inDays(30),
    }),
    201,
  );
  if (granted) {
    const files = `/v1/organisation/service-accounts/${account.id}/files`;
    await expectJson(await post(first, files, { reason: 'Tableau de bord', until: inDays(10) }), 200);
    await expectJson(await post(second, `${files}/grant`), 200);
  }
  const token = await expectJson<{ access_token: string }>(
    await running.app.request('/v1/token', {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Basic ${Buffer.from(`${account.clientId}:${secret}`).toString('base64')}`,
      },
      body: 'grant_type=client_credentials',
    }),
    200,
  );
  return (path: string, body?: unknown) =>
    running.app.request(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${token.access_token}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
}

const period = { from: '2025-01-01', to: '2025-12-31' };
const question = {
  measures: [{ kind: 'count', of: 'people' }],
  filters: ['activeInPeriod'],
  dimensions: ['sex'],
  period,
};

test('a program reads figures for diffusion, of its units alone', async () => {
  const ask = await program();
  const table = await expectJson<Table>(
    await ask('/v1/statistics/query', { ...question, mode: 'diffusion' }),
    200,
  );
  expect(table.unitIds).toEqual([north]);
  const figures = table.cells.map(({ values: [figure] }) => (figure!.masked ? 'masked' : figure!.value));
  expect(figures.filter((figure) => figure === 'masked').length).toBe(2);
  expect(figures).toContain(64);
  const report = await ask('/v1/reports/A08/run', { period, mode: 'diffusion' });
  expect((await expectJson<Table>(report, 200)).mode).toBe('diffusion');
  expect((await ask('/v1/reports')).status).toBe(200);
  expect((await ask('/v1/statistics/publications')).status).toBe(200);
  expect(
    (await ask('/v1/statistics/query', { ...question, mode: 'diffusion', unitIds: [south] })).status,
  ).toBe(404);
});

test('a program makes files for diffusion, and reads its own alone', async () => {
  running.services.jobs.start();
  const ask = await program();
  const wanted = { definitions: [{ reportCode: 'A08' }, { reportCode: 'A13' }], format: 'csv', period };
  interface Made {
    readonly id: string;
    readonly job: { readonly id: string; readonly status: string };
  }
  for (const mode of [{}, { mode: 'internal' }])
    expect(await expectJson(await ask('/v1/statistics/exports', { ...wanted, ...mode }), 403)).toMatchObject({
      errors: [{ pointer: '/mode' }],
    });
  const made = await expectJson<Made>(
    await ask('/v1/statistics/exports', { ...wanted, mode: 'diffusion' }),
    201,
  );
  const job = async () => (await expectJson<Made['job']>(await ask(`/v1/jobs/${made.job.id}`), 200)).status;
  await expect.poll(job, { timeout: 30_000, interval: 50 }).toBe('done');
  const content = await ask(`/v1/statistics/exports/${made.id}/content`);
  expect(content.status).toBe(200);
  const parts = partsOf(Buffer.from(await content.arrayBuffer()));
  const text = [...parts.values()].map((bytes) => bytes.toString()).join('\n');
  // Of its units; and by worker, nothing
  expect(text).toContain('64');
  expect(text).toContain('Ce rapport n’est pas diffusé.');
  const other = await program();
  const listed = async (who: typeof ask) =>
    (await expectJson<{ items: { id: string }[] }>(await who('/v1/statistics/exports'), 200)).items;
  expect([await listed(ask), await listed(other)]).toMatchObject([[{ id: made.id }], []]);
  expect((await other(`/v1/statistics/exports/${made.id}/content`)).status).toBe(404);
  const lines = { columns: ['day'], format: 'csv', period };
  expect((await ask('/v1/statistics/row-exports', lines)).status).toBe(403);
});

test('what hides nothing is refused to it, and so are the files', async () => {
  const ask = await program();
  for (const mode of [{}, { mode: 'internal' }])
    for (const [path, body] of [
      ['/v1/statistics/query', question],
      ['/v1/reports/A08/run', { period }],
    ] as const) {
      const problem = await expectJson<{ errors: { pointer: string }[] }>(
        await ask(path, { ...body, ...mode }),
        403,
      );
      expect(problem.errors).toMatchObject([{ pointer: '/mode' }]);
    }
  const files = { definition: { reportCode: 'A08' }, period, at: [], mode: 'diffusion' };
  expect((await ask('/v1/statistics/files', files)).status).toBe(403);
  expect((await ask('/v1/files')).status).toBe(403);
});

test('before two administrators agreed, and without the scope, it reads nothing', async () => {
  const asked = { ...question, mode: 'diffusion' };
  const early = await program(['READ_STATISTICS'], false);
  expect((await early('/v1/statistics/query', asked)).status).toBe(403);
  const other = await program(['READ_FILES']);
  expect((await other('/v1/statistics/query', asked)).status).toBe(403);
});
