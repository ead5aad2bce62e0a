import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
  running.services.jobs.start();
});
afterAll(() => running.close());

interface Imported {
  id: string;
  status: string;
  version: number;
  kind: string | null;
  mapping: { sheets: { columns: { column: string; field: string | null }[] }[] } | null;
  counts: { before: number; total: number; written: number; refused: number; after: number } | null;
  job: { id: string; status: string; problem: string | null; endedAt: string | null } | null;
  can: Record<string, boolean>;
}

const people = [
  'Nom;Prénom;Date de naissance;Téléphone;Site',
  'DUPONT;Marie;12/03/1980;06 12 34 56 78;Nord',
  'MARTIN;Zoé;01/02/1975;;Nord',
  'PETIT;Luc;05/06/1990;;Sud',
  ';;;;Nord',
  'GRAND;;01/01/1970;;Nord',
].join('\n');

async function scene() {
  const tenant = await TestTenant.create(running.database);
  const north = await tenant.unit('Nord');
  const south = await tenant.unit('Sud');
  return { tenant, north, south, worker: await tenant.staff('SOCIAL_WORKER', { unitId: north }) };
}

const ask = async <T = Imported>(
  { token }: TestStaff,
  path: string,
  options: Parameters<typeof call>[3] & { status?: number } = {},
): Promise<T> => {
  const { status = 200, ...rest } = options;
  return expectJson<T>(await call(running.app, token, path, rest), status);
};

async function sent(who: TestStaff, content: string | Uint8Array, filename = 'liste.csv'): Promise<Imported> {
  const size = typeof content === 'string' ? Buffer.byteLength(content) : content.length;
  const opened = await ask(who, '/v1/imports', { method: 'POST', body: { filename, size }, status: 201 });
  const response = await running.app.request(`/v1/imports/${opened.id}/file`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/octet-stream' },
    body: content as string,
  });
  return expectJson(response, 200);
}

/** Asks for a job and waits for its end. */
async function done(who: TestStaff, verb: string, { id, version }: Imported): Promise<Imported> {
  await ask(who, `/v1/imports/${id}/${verb}`, { method: 'POST', headers: { 'if-match': `"${version}"` } });
  return ended(who, id);
}

async function ended(who: TestStaff, id: string): Promise<Imported> {
  let last: Imported | undefined;
  await expect
    .poll(async () => (last = await ask<Imported>(who, `/v1/imports/${id}`)).job?.endedAt ?? null, {
      timeout: 20_000,
    })
    .not.toBeNull();
  return last!;
}

describe('a list of persons', () => {
  test('is sent, understood, tried, imported and undone', async () => {
    const { worker, tenant } = await scene();
    const ready = await sent(worker, people);
    expect(ready).toMatchObject({ status: 'ready', kind: 'people' });
    const preview = await ask<{ sheets: { columns: unknown[]; sample: unknown[] }[] }>(
      worker,
      `/v1/imports/${ready.id}/preview`,
    );
    expect(preview.sheets[0]!.columns).toHaveLength(5);
    expect(preview.sheets[0]!.sample).toHaveLength(5);

    const checked = await done(worker, 'check', ready);
    expect(checked).toMatchObject({
      status: 'checked',
      job: { status: 'done' },
      counts: { before: 0, total: 2, written: 0, refused: 3, after: 2 },
    });
    const report = await ask<{ items: { row: string; level: string; code: string; message: string }[] }>(
      worker,
      `/v1/imports/${ready.id}/report`,
    );
    expect(
      report.items.filter(({ level }) => level === 'refused').map(({ row, code }) => [row, code]),
    ).toEqual([
      ['4', 'unitBeyondReach'],
      ['5', 'missingName'],
      ['6', 'missingFirstName'],
    ]);

    const imported = await done(worker, 'run', checked);
    expect(imported).toMatchObject({ status: 'done', job: { status: 'done' }, counts: { written: 2 } });
    const files = await ask<{ items: unknown[] }>(worker, '/v1/files');
    expect(files.items).toHaveLength(2);
    const undone = await done(worker, 'undo', imported);
    expect(undone).toMatchObject({ status: 'undone', counts: { written: 0 } });
    expect((await ask<{ items: unknown[] }>(worker, '/v1/files')).items).toEqual([]);
    expect(tenant.id).toBeDefined();
  });
});
