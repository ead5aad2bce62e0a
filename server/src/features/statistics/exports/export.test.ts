import ExcelJS from 'exceljs';
import { readdirSync } from 'node:fs';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../../testing/tenant.ts';
import { reports } from '../catalogue/reports.ts';
import { partsOf } from '../files/archive.ts';
import { insideOnly } from '../files/named.ts';
import type { ExportShown } from './export.schema.ts';
import { tidyExports } from './export.tidy.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
  running.services.jobs.start();
});
afterAll(() => running.close());

const path = '/v1/statistics/exports';
const period = { from: '2026-01-01', to: '2026-12-31' };
const catalogue = [...reports().values()].filter(
  ({ waitsFor, audience }) => waitsFor.length === 0 && audience === 'service',
);

async function scene(on: TestApp = running) {
  const tenant = await TestTenant.create(on.database);
  const [north, south] = [await tenant.unit('Nord'), await tenant.unit('Sud')];
  const manager = await tenant.staff('TEAM_MANAGER', { unitId: north });
  return { tenant, north, south, manager };
}

const asked = (more: object = {}) => ({
  definitions: [{ reportCode: 'A08' }],
  format: 'xlsx',
  period,
  ...more,
});
const ask = async (who: TestStaff, body: object, on = running): Promise<ExportShown> =>
  expectJson(await call(on.app, who.token, path, { method: 'POST', body }), 201);
const listed = async (who: TestStaff, on = running): Promise<ExportShown[]> =>
  (await expectJson<{ items: ExportShown[] }>(await call(on.app, who.token, path), 200)).items;
const content = (who: TestStaff, id: string, on = running) =>
  call(on.app, who.token, `${path}/${id}/content`);

async function ended(who: TestStaff, id: string, on = running): Promise<ExportShown> {
  const find = async () => (await listed(who, on)).find((one) => one.id === id)!;
  await expect.poll(async () => (await find()).job.endedAt, { timeout: 30_000 }).not.toBeNull();
  return find();
}
async function made(who: TestStaff, body: object) {
  const { id } = await ask(who, body);
  const export_ = await ended(who, id);
  expect(export_.job).toMatchObject({ status: 'done', problem: null });
  const response = await content(who, id);
  expect(response.status).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect([bytes.length, response.headers.get('content-length')]).toEqual([
    export_.size,
    String(export_.size),
  ]);
  return { ...export_, response, bytes };
}
const problemOf = async (response: Response) =>
  expectJson<{ type: string; detail: string; errors?: { pointer: string; detail: string }[] }>(
    response,
    response.status,
  );
const asAdmin = async <T>(act: (sql: postgres.Sql) => Promise<T>, on = running): Promise<T> => {
  const sql = postgres(on.adminUrl, { max: 1 });
  return act(sql).finally(() => sql.end());
};

describe('a file of reports', () => {
  test('is made by a job, told of, given to its author, and says that it stays in the service', async () => {
    const { tenant, north, manager } = await scene();
    await tenant.file(north);
    const definitions = [
      { reportCode: 'A08' },
      { reportCode: 'A01', chart: 'bar', title: 'Ouvertures' },
      { question: { measures: [{ kind: 'count', of: 'files' }], dimensions: ['sex'] } },
    ];
    const { bytes, response, ...export_ } = await made(manager, asked({ definitions, title: 'Année 2026' }));
    expect(export_).toMatchObject({
      kind: 'reports',
      mode: 'internal',
      format: 'xlsx',
      count: 3,
      unitIds: [north],
      filename: 'Année 2026 - usage interne.xlsx',
      can: { download: true },
      job: { kind: 'statistics.export', step: 'writing', done: 3, total: 3 },
    });
    expect(Date.parse(export_.expiresAt) - Date.parse(export_.job.endedAt!)).toBeGreaterThan(
      6.9 * 86_400_000,
    );
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent(export_.filename)}`,
    );
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as unknown as ExcelJS.Buffer);
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      'Sommaire',
      expect.stringMatching(/^A08 /),
      'A01 Ouvertures',
      expect.stringMatching(/^Q3 /),
    ]);
    for (const sheet of book.worksheets) {
      expect(sheet.getCell(4, 1).value).toBe(insideOnly);
      expect(sheet.headerFooter.oddHeader).toBe(`&C${insideOnly}`);
    }
    const notices = await expectJson<{ items: { kind: string; facts: string[] }[] }>(
      await call(running.app, manager.token, '/v1/me/notices'),
      200,
    );
    expect(notices.items).toMatchObject([{ kind: 'exportReady', facts: [export_.id, 'reports', 'xlsx'] }]);
    const traces = await asAdmin(
      (sql) => sql<{ type: string; facts: Record<string, unknown> }[]>`
        select type, facts from audit_event where tenant_id = ${tenant.id} and record_id = ${export_.id} order by id`,
    );
    expect(traces.map(({ type }) => type)).toEqual([
      'statistics.exportAsked',
      'statistics.exported',
      'statistics.exportRead',
    ]);
    expect(traces[1]!.facts).toEqual({
      kind: 'reports',
      format: 'xlsx',
      mode: 'internal',
      ...period,
      units: 1,
      reports: ['A08', 'A01', 'question'],
      count: 3,
    });
  });

  test('is of each kind: a text of columns, an archive of several, a document', async () => {
    const { manager } = await scene();
    const one = await made(manager, asked({ format: 'csv' }));
    expect(one.filename).toMatch(/^[^/]+ - usage interne\.csv$/);
    expect(one.bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
    const several = await made(
      manager,
      asked({ format: 'csv', definitions: [{ reportCode: 'A08' }, { reportCode: 'A01' }] }),
    );
    expect(several.filename).toBe('Statistiques - usage interne.zip');
    expect([...partsOf(several.bytes).keys()]).toEqual(['1 A08.csv', '2 A01.csv']);
    const word = await made(manager, asked({ format: 'docx' }));
    const headers = [...partsOf(word.bytes)].filter(([name]) => name.startsWith('word/header'));
    // Of the first page, and of the others
    expect(headers.map(([, xml]) => String(xml).includes(insideOnly))).toEqual([true, true]);
  });

  test('exists for its author alone', async () => {
    const { tenant, north, manager } = await scene();
    const colleague = await tenant.staff('TEAM_MANAGER', { unitId: north });
    const { id } = await made(manager, asked());
    expect((await content(colleague, id)).status).toBe(404);
    expect(await listed(colleague)).toEqual([]);
  });

  test('is made once for a call that is sent twice', async () => {
    const { manager } = await scene();
    const headers = { 'idempotency-key': 'export-12345678' };
    const send = () => call(running.app, manager.token, path, { method: 'POST', body: asked(), headers });
    const [first, again] = [await expectJson(await send(), 201), await expectJson(await send(), 201)];
    expect(again).toEqual(first);
    expect(await listed(manager)).toHaveLength(1);
  });

  test('is erased after seven days, and what is left of it opens no more', async () => {
    const { tenant, manager } = await scene();
    const { id, expiresAt } = await made(manager, asked());
    const tidy = tidyExports(running.database, running.services.blobs);
    await tidy(tenant.id, new Date(Date.parse(expiresAt) - 1000));
    expect(await listed(manager)).toHaveLength(1);
    await tidy(tenant.id, new Date(expiresAt));
    expect(await listed(manager)).toEqual([]);
    expect((await content(manager, id)).status).toBe(404);
    expect(await asAdmin((sql) => sql`select 1 from blob where tenant_id = ${tenant.id}`)).toEqual([]);
  });
});

describe('what cannot be exported', () => {
  test.each([
    ['a report that does not exist', { definitions: [{ reportCode: 'Z99' }] }, '/definitions/0/reportCode'],
    [
      'a report that waits for a feature',
      { definitions: [{ reportCode: [...reports().values()].find((one) => one.waitsFor.length > 0)!.id }] },
      '/definitions/0/reportCode',
    ],
    ['neither report nor question', { definitions: [{ reportCode: 'A08' }, {}] }, '/definitions/1'],
    ['nothing', { definitions: [] }, '/definitions'],
    ['another kind of file', { format: 'exe' }, '/format'],
    ['a period that ends before it begins', { period: { from: period.to, to: period.from } }, '/period/to'],
  ])('%s is said, with where', async (_, more, pointer) => {
    const { manager } = await scene();
    const response = await call(running.app, manager.token, path, { method: 'POST', body: asked(more) });
    expect([response.status, (await problemOf(response)).errors?.[0]?.pointer]).toEqual([422, pointer]);
    expect(await listed(manager)).toEqual([]);
  });

  test('a unit out of reach does not exist, and whoever holds no statistics is refused', async () => {
    const { tenant, south, manager } = await scene();
    const response = await call(running.app, manager.token, path, {
      method: 'POST',
      body: asked({ unitIds: [south] }),
    });
    expect(response.status).toBe(404);
    const secretary = await tenant.staff('SECRETARY');
    expect((await call(running.app, secretary.token, path, { method: 'POST', body: asked() })).status).toBe(
      403,
    );
    expect((await call(running.app, secretary.token, path)).status).toBe(403);
  });

  test('a report that cannot be answered stops all: its sentence is said, and there is no file', async () => {
    const { manager } = await scene();
    const wrong = {
      question: { measures: [{ kind: 'count', of: 'files' }], dimensions: ['never'] },
      title: 'Le mien',
    };
    const { id } = await ask(manager, asked({ definitions: [{ reportCode: 'A08' }, wrong] }));
    const { job, can } = await ended(manager, id);
    expect(job).toMatchObject({
      status: 'failed',
      problem: expect.stringContaining('Rapport «\u00a0Le mien\u00a0»\u00a0:'),
    });
    expect(job.problem).toContain('Aucun fichier n’a été fait.');
    expect(can.download).toBe(false);
    const response = await content(manager, id);
    expect([response.status, (await problemOf(response)).type]).toEqual([
      409,
      expect.stringMatching(/conflict$/),
    ]);
  });
});

describe('rights that changed meanwhile', () => {
  const withdraw = (on: TestApp, staffId: string) =>
    asAdmin((sql) => sql`update access_grant set revoked_at = now() where staff_id = ${staffId}`, on);

  test('before the job: it fails, says why, and there is no file', async () => {
    const idle = await startTestApp();
    try {
      const { tenant, manager, south } = await scene(idle);
      const { id } = await ask(manager, asked(), idle);
      await withdraw(idle, manager.id);
      // Still one of the team, elsewhere
      await tenant.grant(manager.id, 'TEAM_MANAGER', { unitId: south });
      idle.services.jobs.start();
      const { job } = await ended(manager, id, idle);
      expect(job).toMatchObject({ status: 'failed' });
      expect(job.problem).toMatch(/^Vos droits ne couvrent plus toutes les entités de cet export/);
      expect(await asAdmin((sql) => sql`select 1 from blob where tenant_id = ${tenant.id}`, idle)).toEqual(
        [],
      );
      expect(() => readdirSync(`${idle.blobDir}/${tenant.id}`)).toThrow('ENOENT');
    } finally {
      await idle.close();
    }
  });

  test('after it: the file is not given', async () => {
    const { tenant, manager, south } = await scene();
    const { id } = await made(manager, asked());
    await withdraw(running, manager.id);
    await tenant.grant(manager.id, 'TEAM_MANAGER', { unitId: south });
    const response = await content(manager, id);
    expect([response.status, (await problemOf(response)).detail]).toEqual([
      403,
      'Vos droits ne couvrent plus cet export.',
    ]);
  });
});

describe('erased before its day', () => {
  const remove = (who: TestStaff, id: string) =>
    call(running.app, who.token, `${path}/${id}`, { method: 'DELETE' });

  test('an export is gone with its content, for its author alone, and it is traced', async () => {
    const { tenant, manager } = await scene();
    const other = await tenant.staff('TEAM_MANAGER');
    const { id } = await made(manager, asked());
    expect((await remove(other, id)).status).toBe(404);
    expect((await content(manager, id)).status).toBe(200);
    expect((await remove(manager, id)).status).toBe(204);
    expect([(await content(manager, id)).status, (await remove(manager, id)).status]).toEqual([404, 404]);
    expect(await listed(manager)).toEqual([]);
    // The key of the sealed bytes goes with its row
    const left = await asAdmin(
      (sql) => sql`select (select count(*)::int from blob where tenant_id = ${tenant.id}) as blobs,
        (select count(*)::int from audit_event where tenant_id = ${tenant.id} and type = 'statistics.exportRemoved' and record_id = ${id}) as traces`,
    );
    expect(left).toMatchObject([{ blobs: 0, traces: 1 }]);
  });

  test('one that waits for the database stops within a second, its statement too, and leaves no file', async () => {
    const { tenant, manager } = await scene();
    const held = postgres(running.adminUrl, { max: 1 });
    const waiting = () =>
      asAdmin(
        (sql) => sql`select pid from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and query like '%work_fact%'`,
      );
    try {
      await held.begin(async (sql) => {
        await sql`lock table work_fact in access exclusive mode`;
        const { id, job } = await ask(manager, asked({ definitions: [{ reportCode: 'E01' }] }));
        await expect.poll(async () => (await waiting()).length, { timeout: 10_000, interval: 20 }).toBe(1);
        const from = performance.now();
        expect((await remove(manager, id)).status).toBe(204);
        const status = async () =>
          (
            await expectJson<{ status: string }>(
              await call(running.app, manager.token, `/v1/jobs/${job.id}`),
              200,
            )
          ).status;
        await expect.poll(status, { timeout: 10_000, interval: 20 }).toBe('cancelled');
        console.log(`told to stop, stopped in ${Math.round(performance.now() - from)} ms`);
        expect(await waiting()).toEqual([]);
      });
    } finally {
      await held.end();
    }
    expect(await listed(manager)).toEqual([]);
    expect(await asAdmin((sql) => sql`select 1 from blob where tenant_id = ${tenant.id}`)).toEqual([]);
  });
});

describe('many reports', () => {
  const definitions = Array.from({ length: 200 }, (_, at) => ({
    reportCode: catalogue[at % catalogue.length]!.id,
  }));

  test('are told one by one; told to stop, it does within a second, and there is no file', async () => {
    const { tenant, manager } = await scene();
    const { id, job } = await ask(manager, asked({ definitions, format: 'docx' }));
    const read = async () =>
      expectJson<ExportShown['job']>(await call(running.app, manager.token, `/v1/jobs/${job.id}`), 200);
    await expect
      .poll(async () => (await read()).done, { timeout: 30_000, interval: 20 })
      .toBeGreaterThanOrEqual(5);
    expect(await read()).toMatchObject({ step: 'computing', total: 200, status: 'running' });
    const from = performance.now();
    await call(running.app, manager.token, `/v1/jobs/${job.id}/cancel`, { method: 'POST' });
    await expect.poll(async () => (await read()).status, { timeout: 10_000, interval: 20 }).toBe('cancelled');
    expect(performance.now() - from).toBeLessThan(10_000);
    expect((await ended(manager, id)).can.download).toBe(false);
    expect(await asAdmin((sql) => sql`select 1 from blob where tenant_id = ${tenant.id}`)).toEqual([]);
  });

  test('asked for too often are refused, with how many', async () => {
    const idle = await startTestApp();
    try {
      const { manager } = await scene(idle);
      for (let count = 0; count < 5; count += 1) await ask(manager, asked(), idle);
      const response = await call(idle.app, manager.token, path, { method: 'POST', body: asked() });
      expect([response.status, (await problemOf(response)).detail]).toEqual([
        409,
        expect.stringContaining('5 exports en cours'),
      ]);
    } finally {
      await idle.close();
    }
  });
});
