import { readdirSync } from 'node:fs';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../../testing/tenant.ts';
import type { ExportShown } from '../exports/export.schema.ts';
import { partsOf } from '../files/archive.ts';
import { sampleSet } from '../files/sample-reports.ts';
import type { ActivityReportShown } from '../reports/activity-report.schema.ts';
import { frenchBase, landscapeBase, ofOffice, wordFile } from './bases.testkit.ts';
import type { Letterhead } from './letterhead.schema.ts';
import { tidyLetterheads } from './letterhead.tidy.ts';

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

const path = '/v1/statistics/letterhead';
const french = wordFile(frenchBase);
const landscape = wordFile(landscapeBase);
const logo = Buffer.from(sampleSet.logo!.bytes);
const macros = wordFile({
  ...frenchBase,
  relations: [{ id: 'rIdV', type: ofOffice('vbaProject'), target: 'v.bin' }],
});

async function scene() {
  const tenant = await TestTenant.create(running.database);
  const north = await tenant.unit('Nord');
  const keeper = await tenant.staff('ADMINISTRATOR');
  const other = await tenant.staff('ADMINISTRATOR');
  const manager = await tenant.staff('TEAM_MANAGER', { unitId: north });
  const ask = (who: TestStaff, address: string, method = 'GET', body?: object) =>
    call(running.app, who.token, address, { method, ...(body ? { body } : {}) });
  const put = (kind: string, bytes: Uint8Array, who = keeper) =>
    running.app.request(`${path}/${kind}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/octet-stream' },
      body: new Uint8Array(bytes),
    });
  const send = async (kind: string, bytes: Uint8Array, who = keeper) =>
    expectJson<Letterhead>(await put(kind, bytes, who), 200);
  const read = async () => expectJson<Letterhead>(await ask(keeper, path), 200);
  const remove = async (kind: string, who = keeper) =>
    expectJson<Letterhead>(await ask(who, `${path}/${kind}`, 'DELETE'), 200);
  const report = async () =>
    expectJson<ActivityReportShown>(
      await ask(manager, '/v1/activity-reports', 'POST', {
        ...{ title: 'Rapport 2026', kind: 'free', mode: 'internal', unitIds: [north] },
        period: { from: '2026-01-01', to: '2026-12-31' },
        chapters: [{ title: 'Dossiers', definition: { reportCode: 'A08', chart: 'bar' } }],
      }),
      201,
    );
  const freeze = async ({ id, version }: ActivityReportShown) => {
    const response = await call(running.app, manager.token, `/v1/activity-reports/${id}/freeze`, {
      method: 'POST',
      body: {},
      headers: { 'if-match': `"${version}"` },
    });
    return expectJson<ActivityReportShown>(response, 200);
  };
  const exported = async ({ id }: ActivityReportShown, format = 'docx') => {
    const asked = await expectJson<ExportShown>(
      await ask(manager, `/v1/activity-reports/${id}/exports`, 'POST', { format }),
      201,
    );
    const find = async () =>
      (
        await expectJson<{ items: ExportShown[] }>(await ask(manager, '/v1/statistics/exports'), 200)
      ).items.find((one) => one.id === asked.id)!;
    await expect.poll(async () => (await find()).job.endedAt, { timeout: 30_000 }).not.toBeNull();
    expect((await find()).job).toMatchObject({ status: 'done', problem: null });
    const response = await ask(manager, `/v1/statistics/exports/${asked.id}/content`);
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  };
  return { tenant, keeper, other, manager, ask, put, send, read, remove, report, freeze, exported };
}

const documentOf = (docx: Buffer) => partsOf(docx).get('word/document.xml')!.toString();
const headersOf = (docx: Buffer) =>
  [...partsOf(docx)]
    .filter(([name]) => name.startsWith('word/header'))
    .map(([, xml]) => String(xml))
    .join('');
interface Refused {
  readonly type: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}
const refusalOf = async (response: Response) => expectJson<Refused>(response, response.status);

describe('the Word file and the logo of reports', () => {
  test('are put, replaced and removed by whoever keeps the configuration, who is told by whom and when', async () => {
    const { keeper, other, ask, send, read, remove } = await scene();
    expect(await read()).toMatchObject({ base: null, logo: null, history: [] });
    const first = await send('base', french);
    expect(first.base).toMatchObject({ place: 'mark', landscape: false, addedBy: { id: keeper.id } });
    const second = await send('base', landscape, other);
    expect(second.base).toMatchObject({ place: 'end', landscape: true, addedBy: { id: other.id } });
    expect((await send('logo', logo)).logo).toMatchObject({ type: 'png', width: 1, height: 1 });
    const kept = await ask(keeper, `${path}/base/content`);
    expect([kept.status, Number(kept.headers.get('content-length'))]).toEqual([200, second.base!.size]);
    const removed = await remove('base', keeper);
    expect(removed).toMatchObject({ base: null, logo: { type: 'png' } });
    expect(removed.history.map(({ kind, act, by }) => [kind, act, by.id])).toEqual([
      ['base', 'removed', keeper.id],
      ['logo', 'added', keeper.id],
      ['base', 'replaced', other.id],
      ['base', 'added', keeper.id],
    ]);
    expect((await refusalOf(await ask(keeper, `${path}/base/content`))).type).toContain('conflict');
    expect((await remove('base')).history).toHaveLength(4);
  });

  test('sent again as they are change nothing', async () => {
    const { tenant, send } = await scene();
    const first = await send('base', french);
    expect(await send('base', french)).toEqual(first);
    const [row] = await admin<{ blobs: number }[]>`
      select count(*)::int as blobs from blob where tenant_id = ${tenant.id}`;
    expect(row!.blobs).toBe(1);
  });

  test('that cannot serve are refused, said why, and nothing changes', async () => {
    const { tenant, put, send, read } = await scene();
    const before = await send('base', french);
    for (const [kind, bytes] of [
      ['base', macros],
      ['base', Buffer.from('Bonjour')],
      ['base', Buffer.alloc(0)],
      ['base', logo],
      ['logo', french],
      ['logo', logo.subarray(0, 40)],
    ] as const) {
      const response = await put(kind, bytes);
      const { type, errors } = await refusalOf(response);
      expect([response.status, type, errors?.map(({ pointer }) => pointer)]).toEqual([
        422,
        expect.stringContaining('invalid-request'),
        ['#file'],
      ]);
    }
    expect((await put('logo', Buffer.alloc(2 * 1024 * 1024 + 1))).status).toBe(413);
    expect(await read()).toEqual(before);
    const sealed = readdirSync(`${running.blobDir}/${tenant.id}`);
    expect(sealed).toHaveLength(1);
  });

  test('are for nobody else, and a tenant has its own', async () => {
    const { manager, ask, put, send } = await scene();
    const elsewhere = await scene();
    await send('base', french);
    for (const [address, method] of [
      [path, 'GET'],
      [`${path}/base`, 'DELETE'],
      [`${path}/base/content`, 'GET'],
      [`${path}/sample?format=docx`, 'GET'],
    ] as const)
      expect((await ask(manager, address, method)).status).toBe(403);
    expect((await put('base', landscape, manager)).status).toBe(403);
    expect(await elsewhere.read()).toMatchObject({ base: null, history: [] });
  });

  test('are seen in a sample before any report is written with them', async () => {
    const { keeper, ask, send } = await scene();
    const sample = async (format: string) => {
      const response = await ask(keeper, `${path}/sample?format=${format}`);
      expect(response.status).toBe(200);
      return Buffer.from(await response.arrayBuffer());
    };
    expect(documentOf(await sample('docx'))).not.toContain('Le mot de la direction');
    await send('base', french);
    await send('logo', logo);
    expect(documentOf(await sample('docx'))).toContain('Le mot de la direction');
    const pdf = await sample('pdf');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.includes('/Subtype /Image')).toBe(true);
  });
});

describe('an activity report', () => {
  test('is written in the base of the day; once frozen, in that it was frozen with, to the byte', async () => {
    const { tenant, send, remove, report, freeze, exported } = await scene();
    await send('base', french);
    await send('logo', logo);
    const draft = await report();
    const frozen = await freeze(await report());
    const then = await exported(frozen);
    const pdfThen = await exported(frozen, 'pdf');
    expect(documentOf(then)).toContain('Le mot de la direction');
    expect(headersOf(then)).toContain('Usage interne au service');
    expect(pdfThen.includes('/Subtype /Image')).toBe(true);
    expect(documentOf(await exported(draft))).toContain('Le mot de la direction');

    await send('base', landscape);
    expect((await exported(frozen)).equals(then)).toBe(true);
    // Control: what is not frozen follows
    expect(documentOf(await exported(draft))).toContain('Conseil départemental');

    await remove('base');
    await remove('logo');
    // Long after, what is out of use is swept, but for what a frozen report needs
    const later = new Date(Date.now() + 40 * 86_400_000);
    await tidyLetterheads(running.database, running.services.blobs)(tenant.id, later);
    const left = await admin<{ kind: string; kept: boolean }[]>`
      select kind, blob_id is not null as kept from letterhead_piece
       where tenant_id = ${tenant.id} order by added_at`;
    expect(left.map(({ kind, kept }) => [kind, kept])).toEqual([
      ['base', true],
      ['logo', true],
      ['base', false],
    ]);
    expect((await exported(frozen)).equals(then)).toBe(true);
    expect((await exported(frozen, 'pdf')).equals(pdfThen)).toBe(true);
    expect(documentOf(await exported(draft))).not.toContain('Conseil départemental');
  });

  test('whose base is no frozen report’s any more lets it go, a day after at least', async () => {
    const { tenant, manager, send, remove, report, freeze } = await scene();
    const tidy = (days: number) =>
      tidyLetterheads(running.database, running.services.blobs)(
        tenant.id,
        new Date(Date.now() + days * 86_400_000),
      );
    const blobs = async () => {
      const rows =
        await admin`select 1 from blob where tenant_id = ${tenant.id} and purpose like 'letterhead.%'`;
      return rows.length;
    };
    await send('base', french);
    const frozen = await freeze(await report());
    await remove('base');
    await tidy(2);
    expect(await blobs()).toBe(1);
    const removed = await call(running.app, manager.token, `/v1/activity-reports/${frozen.id}`, {
      method: 'DELETE',
      headers: { 'if-match': `"${frozen.version}"` },
    });
    expect(removed.status).toBe(204);
    await tidy(0);
    expect(await blobs()).toBe(1);
    await tidy(2);
    expect(await blobs()).toBe(0);
  });
});
