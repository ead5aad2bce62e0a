import type { Job } from '@lastria/sdk';
import { Exports } from '@lastria/sdk/reports';
import { Statistics } from '@lastria/sdk/statistics';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reached, working, type Working } from './support/working.ts';

const patience = 120_000;

let product: Working;
beforeAll(async () => {
  product = await working('TEAM_MANAGER');
}, 120_000);
afterAll(() => product.close(), 60_000);

test(
  'an export killed half-way is made after the next start: one file, once, and its author is told once',
  async () => {
    const { asAdmin, tenantId } = product;
    let session = product.open();
    const catalogue = (await new Statistics(session).listReports()).items.filter(({ runnable }) => runnable);
    const definitions = Array.from({ length: 200 }, (_, at) => ({
      reportCode: catalogue[at % catalogue.length]!.id,
    }));
    const asked = await new Exports(session).export({
      definitions,
      format: 'csv',
      period: { from: '2026-01-01', to: '2026-12-31' },
    });
    const isHalf = ({ done }: Job) => done >= definitions.length / 2;
    const half = await reached(session, asked.job.id, isHalf, patience);
    expect(half).toMatchObject({ status: 'running', step: 'computing', total: 200 });
    session.close();
    await product.kill('SIGKILL');
    expect(await asAdmin((admin) => admin`select 1 from blob where tenant_id = ${tenantId}`)).toEqual([]);

    await product.restart();
    session = product.open();
    const job = await reached(session, asked.job.id, ({ endedAt }) => endedAt !== null, patience);
    expect(job).toMatchObject({ status: 'done', problem: null });
    const exports = new Exports(session);
    const all = [];
    for await (const one of exports.listExports()) all.push(one);
    expect(all).toMatchObject([{ id: asked.id, count: 200, can: { download: true } }]);
    const file = await exports.readExport(asked.id);
    expect(file.size).toBe(all[0]!.size);
    session.close();
    const [told] = await asAdmin(
      (admin) => admin<{ blobs: number; notices: number; exported: number }[]>`
        select (select count(*)::int from blob where tenant_id = ${tenantId}) as blobs,
               (select count(*)::int from notice where tenant_id = ${tenantId} and kind = 'exportReady') as notices,
               (select count(*)::int from audit_event where tenant_id = ${tenantId} and type = 'statistics.exported') as exported`,
    );
    expect(told).toEqual({ blobs: 1, notices: 1, exported: 1 });
  },
  patience * 2,
);
