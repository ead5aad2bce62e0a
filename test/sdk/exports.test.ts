import { ConnectionError, type Session } from '@lastria/sdk';
import { Exports } from '@lastria/sdk/reports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../server/src/testing/app.ts';
import { TestTenant } from '../../server/src/testing/tenant.ts';
import { sessionOn } from './support.ts';

let running: TestApp;
let session: Session;
let exports: Exports;
beforeAll(async () => {
  running = await startTestApp();
  running.services.jobs.start();
  const tenant = await TestTenant.create(running.database);
  session = sessionOn(running, (await tenant.staff('DATA_EXPORTER')).token);
  exports = new Exports(session);
});
afterAll(async () => {
  session.close();
  await running.close();
});

const period = { from: '2026-01-01', to: '2026-06-30' };
const definitions = [{ reportCode: 'A08' }];

describe('exports', () => {
  it('are asked for, waited for with their progress, and given whole', async () => {
    const told: string[] = [];
    const { export: made, file } = await exports.make(
      { definitions, format: 'csv', period },
      { onProgress: ({ status }) => told.push(status) },
    );
    expect(made.job.status).toBe('done');
    expect(told.at(-1)).toBe('done');
    expect(await file!.text()).toMatch(/^\ufeff?[^\n]*;/);
    const listed = [];
    for await (const one of exports.listExports()) listed.push(one);
    expect(listed).toMatchObject([{ id: made.id, size: file!.size, can: { download: true } }]);
  });

  it('of lines too', async () => {
    const columns = (await exports.listRowColumns()).map(({ code }) => code);
    const { export: made, file } = await exports.make({ columns, format: 'xlsx', period });
    expect(made).toMatchObject({ kind: 'rows', job: { status: 'done' } });
    expect(Buffer.from(await file!.slice(0, 2).arrayBuffer()).toString()).toBe('PK');
  });

  it('that break off half-way are no file', async () => {
    const { export: made } = await exports.make({ definitions, format: 'csv', period });
    const broken = {
      client: {
        GET: () => {
          const data = new ReadableStream({
            start(to) {
              to.enqueue(new Uint8Array(3));
              to.error(new TypeError('terminated'));
            },
          });
          return Promise.resolve({ data, response: new Response(null, { status: 200 }) });
        },
      },
    };
    const cut = new Exports({ jobs: session.jobs, ...broken } as never);
    await expect(cut.readExport(made.id)).rejects.toBeInstanceOf(ConnectionError);
  });
});
