import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../app.ts';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { testKeyring } from '../../testing/cluster.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import { blob } from '../../vault/blob.table.ts';
import { socialFile } from '../social-file/social-file.table.ts';
import { runImport } from './import.service.ts';
import { tidyImports } from './import.tidy.ts';

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
    const { worker } = await scene();
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
  });

  test('is not imported twice, and not over another state than the one seen', async () => {
    const { worker } = await scene();
    const ready = await sent(worker, people);
    await done(worker, 'run', ready);
    const again = await done(worker, 'run', await sent(worker, people));
    expect(again).toMatchObject({ status: 'ready', job: { status: 'failed' } });
    expect(again.job!.problem).toMatch(/déjà été importé/);
    expect(again.job!.problem).not.toContain('--');

    const other = await sent(worker, `${people}\nLEROY;Anne;02/03/1981;;Nord`);
    const stale = await call(running.app, worker.token, `/v1/imports/${other.id}/run`, {
      method: 'POST',
      headers: { 'if-match': `"${other.version - 1}"` },
    });
    expect(stale.status).toBe(412);
    const undoing = await call(running.app, worker.token, `/v1/imports/${other.id}/undo`, {
      method: 'POST',
      headers: { 'if-match': `"${other.version}"` },
    });
    expect(undoing.status).toBe(409);
    expect(await ask(worker, `/v1/imports/${other.id}`)).toMatchObject({ status: 'ready', job: null });
  });

  test('says nothing of what lies beyond reach: neither names, nor how many, nor that it is there', async () => {
    const { tenant, south, worker } = await scene();
    const colleague = await tenant.staff('SOCIAL_WORKER', { unitId: south });
    const same = people.split('\n').slice(0, 2).join('\n').replace(';Nord', ';Sud');
    await done(colleague, 'run', await sent(colleague, same));
    const [file] = (await ask<{ items: { id: string }[] }>(colleague, '/v1/files')).items;
    const theirs = file!.id;
    const beyond = await done(worker, 'check', await sent(worker, people));
    const other = await scene();
    const without = await done(other.worker, 'check', await sent(other.worker, people));
    expect(beyond.counts).toEqual(without.counts);
    const report = async (person: TestStaff, { id }: Imported) =>
      ask<object>(person, `/v1/imports/${id}/report`);
    expect(await report(worker, beyond)).toEqual(await report(other.worker, without));
    expect(JSON.stringify(await report(worker, beyond))).not.toContain(theirs);

    // Control: within reach it is pointed out
    const near = await tenant.staff('SOCIAL_WORKER', { unitId: tenant.root });
    const seen = await done(near, 'check', await sent(near, people));
    expect(JSON.stringify(await report(near, seen))).toContain(theirs);
    expect(seen.counts).toMatchObject({ before: 1, total: 3 });
  });

  test('is not told to be there by a colleague who imported the same', async () => {
    const { tenant, north, south, worker } = await scene();
    const same = 'Nom;Prénom\nDUPONT;Marie';
    const into = async (who: TestStaff, defaultUnitId: string) => {
      const { id, version } = await sent(who, same);
      const ready = await ask(who, `/v1/imports/${id}`, {
        method: 'PATCH',
        body: { defaultUnitId },
        headers: { 'if-match': `"${version}"` },
      });
      return done(who, 'run', ready);
    };
    const colleague = await tenant.staff('SOCIAL_WORKER', { unitId: south });
    const theirs = await into(colleague, south);
    expect(theirs).toMatchObject({ status: 'done', counts: { written: 1 } });
    const own = await into(worker, north);
    expect(own).toMatchObject({ status: 'done', job: { problem: null }, counts: { written: 1 } });
    expect((await into(worker, north)).job!.problem, 'control: one’s own').toMatch(/déjà été importé/);
    expect(await done(colleague, 'undo', theirs)).toMatchObject({ status: 'undone' });
    expect((await ask<{ items: unknown[] }>(worker, '/v1/files')).items).toHaveLength(1);
  });

  test('adds no field to the configuration, and says what it leaves out', async () => {
    const { tenant, worker } = await scene();
    const withNote = 'Nom;Prénom;Site;Observations\nDUPONT;Marie;Nord;Vient de loin.';
    const fields = () =>
      running.database.withTenant(tenant.id, [], async (tx) => [
        ...(await tx.execute(
          sql`select code from situation_field where tenant_id = ${tenant.id} and code = 'importNote'`,
        )),
      ]);
    const leftOut = async ({ id }: Imported) =>
      (
        await ask<{ items: { row: string; code: string }[] }>(worker, `/v1/imports/${id}/report`)
      ).items.flatMap(({ row, code }) => (code === 'fieldMissing' ? [row] : []));
    const kept = async () =>
      (await running.database.withActor(
        { tenantId: tenant.id, sessionId: worker.sessionId },
        'read',
        { requestId: 'kept', now: new Date() },
        async ({ tx }) => [
          ...(await tx.execute(sql`select text from situation_value where tenant_id = ${tenant.id}`)),
        ],
      ))!;
    expect(await fields()).toHaveLength(1);
    const first = await done(worker, 'run', await sent(worker, withNote));
    expect([await leftOut(first), await kept()], 'control').toEqual([[], [{ text: 'Vient de loin.' }]]);
    await done(worker, 'undo', first);

    // A tenant made before the field was among the default ones
    const admin = postgres(running.adminUrl, { max: 1 });
    await admin`delete from situation_field where tenant_id = ${tenant.id} and code = 'importNote'`;
    await admin.end();
    const ready = await sent(worker, withNote);
    const imported = await done(worker, 'run', ready);
    expect(imported).toMatchObject({ status: 'done', counts: { written: 1 } });
    expect([await fields(), await leftOut(imported), await kept()]).toEqual([[], ['2'], []]);

    // Control: whoever holds the database adds it
    await runImport(running.database, {
      tenantId: tenant.id,
      bytes: Buffer.from(withNote),
      filename: 'liste.csv',
      mapping: ready.mapping,
      by: worker.id,
      now: new Date(),
    });
    expect([await fields(), await kept()]).toEqual([[{ code: 'importNote' }], [{ text: 'Vient de loin.' }]]);
  });

  test('goes where its author may write, and nowhere else', async () => {
    const { worker, south, north } = await scene();
    const ready = await sent(worker, people);
    const change = (body: unknown) =>
      call(running.app, worker.token, `/v1/imports/${ready.id}`, {
        method: 'PATCH',
        body,
        headers: { 'if-match': `"${ready.version}"` },
      });
    const refused = await expectJson<{ errors: { pointer: string }[] }>(
      await change({ defaultUnitId: south }),
      422,
    );
    expect(refused.errors[0]!.pointer).toBe('/defaultUnitId');
    expect(await expectJson(await change({ defaultUnitId: north, asOf: '2026-10-01' }), 200)).toMatchObject({
      status: 'ready',
      defaultUnitId: north,
      asOf: '2026-10-01',
    });
  });

  test('is refused to whoever may not write both who a person is and what is done', async () => {
    const { tenant, north } = await scene();
    for (const role of ['TEAM_MANAGER', 'SECRETARY', 'ADMINISTRATOR', 'DPO'] as const) {
      const person = await tenant.staff(role, { unitId: north });
      const response = await call(running.app, person.token, '/v1/imports', {
        method: 'POST',
        body: { filename: 'liste.csv', size: 10 },
      });
      expect([role, response.status]).toEqual([role, 403]);
    }
  });

  test('stopped on its way can be gone on with, or undone', async () => {
    const { tenant, north, worker } = await scene();
    const rows = Array.from({ length: 1500 }, (_, at) => `${name(at)};${name(at * 31 + 7)};;;Nord`);
    const ready = await sent(worker, ['Nom;Prénom;Date de naissance;Téléphone;Site', ...rows].join('\n'));
    const asked = await ask(worker, `/v1/imports/${ready.id}/run`, {
      method: 'POST',
      headers: { 'if-match': `"${ready.version}"` },
    });
    expect(asked.can).toMatchObject({ run: false, undo: false, change: false });
    const files = () => tenant.database.withTenant(tenant.id, [north], (tx) => tx.$count(socialFile));
    await expect.poll(files, { timeout: 30_000, interval: 10 }).toBeGreaterThan(0);
    await ask(worker, `/v1/jobs/${asked.job!.id}/cancel`, { method: 'POST' });
    const stopped = await ended(worker, ready.id);
    expect(stopped).toMatchObject({
      status: 'stopped',
      job: { status: 'cancelled' },
      can: { run: true, undo: true },
    });
    const written = await files();
    expect(written).toBeLessThan(1500);
    const whole = await done(worker, 'run', stopped);
    expect(whole).toMatchObject({ status: 'done', counts: { written: 1500 } });
    expect(await files()).toBe(1500);
    expect(await done(worker, 'undo', whole)).toMatchObject({ status: 'undone' });
    expect(await files()).toBe(0);
  }, 90_000);
});

describe('the file', () => {
  test('that cannot be read is refused with the reason, and nothing of it is kept', async () => {
    const { worker, tenant } = await scene();
    const opened = await ask(worker, '/v1/imports', {
      method: 'POST',
      body: { filename: 'liste.csv', size: 5 },
      status: 201,
    });
    const put = (body: string, headers: Record<string, string> = {}) =>
      running.app.request(`/v1/imports/${opened.id}/file`, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${worker.token}`,
          'content-type': 'application/octet-stream',
          ...headers,
        },
        body,
      });
    for (const [content, reason] of [
      ['', /vide/],
      ['%PDF-1.7', /n’est pas lu/],
    ] as const) {
      const refused = await expectJson<{ errors: { pointer: string; detail: string }[] }>(
        await put(content),
        422,
      );
      expect(refused.errors[0]).toMatchObject({
        pointer: '#file',
        detail: expect.stringMatching(reason) as string,
      });
    }
    expect((await put(people, { 'content-type': 'text/csv' })).status).toBe(415);
    expect((await put('x'.repeat(20_000_001))).status).toBe(413);
    const kept = await tenant.database.withTenant(tenant.id, [], (tx) => tx.$count(blob));
    expect(kept).toBe(0);
    expect(await ask(worker, `/v1/imports/${opened.id}`)).toMatchObject({ status: 'empty' });
  });

  test('has a name that no log and no trace holds', async () => {
    const { worker, tenant } = await scene();
    await done(worker, 'run', await sent(worker, people, 'Bénéficiaires de Mme Secret.csv'));
    const traces = await tenant.database.withTenant(tenant.id, [tenant.root], (tx) =>
      tx.execute(sql`select facts, request_id from audit_event where tenant_id = ${tenant.id}`),
    );
    expect(JSON.stringify([running.logs, traces])).not.toMatch(/Secret|DUPONT|Dupont/);
    const { items } = await ask<{ items: { filename: string }[] }>(worker, '/v1/imports');
    expect(
      items.map(({ filename }) => filename),
      'control: its author sees it',
    ).toEqual(['Bénéficiaires de Mme Secret.csv']);
  });

  test('is erased when the import is given up, and a day after it was left', async () => {
    const { worker, tenant } = await scene();
    const files = () => tenant.database.withTenant(tenant.id, [], (tx) => tx.$count(blob));
    const given = await sent(worker, people);
    const left = await sent(worker, `${people}\n`);
    expect(await files()).toBe(4);
    await ask(worker, `/v1/imports/${given.id}`, { method: 'DELETE', status: 204 });
    expect(await files()).toBe(2);
    const tidy = tidyImports(running.database, running.services.blobs);
    await tidy(tenant.id, new Date(Date.now() + 23 * 3_600_000));
    expect(await ask(worker, `/v1/imports/${left.id}`)).toMatchObject({ status: 'ready' });
    await tidy(tenant.id, new Date(Date.now() + 25 * 3_600_000));
    expect(await files()).toBe(0);
    expect(await ask(worker, `/v1/imports/${left.id}`)).toMatchObject({ status: 'abandoned', mapping: null });
  });
});

/** A name of its own for each number. */
function name(number: number): string {
  const letters = [...String(number + 100_000)].map(
    (digit) => 'bdfglmnprs'[Number(digit)]! + 'ae'[number % 2]!,
  );
  return letters.join('');
}

describe('what is refused, and what is kept', () => {
  test('a right on one file alone imports nothing', async () => {
    const { tenant, north } = await scene();
    const guest = await tenant.staff('SOCIAL_WORKER', { fileId: await tenant.file(north) });
    const open = (who: TestStaff) =>
      call(running.app, who.token, '/v1/imports', { method: 'POST', body: { filename: 'a.csv', size: 9 } });
    expect((await open(guest)).status).toBe(403);
    expect((await call(running.app, guest.token, '/v1/imports')).status).toBe(403);
    await tenant.grant(guest.id, 'SOCIAL_WORKER', { unitId: north });
    expect((await open(guest)).status, 'control').toBe(201);
  });

  test('a file is still there when the answer to its commit was lost', async () => {
    const { worker } = await scene();
    const size = Buffer.byteLength(people);
    const opened = await ask(worker, '/v1/imports', {
      method: 'POST',
      body: { filename: 'liste.csv', size },
      status: 201,
    });
    let loses = 0;
    const lossy = createApp({
      database: {
        ...running.database,
        async withActor(...given: Parameters<typeof running.database.withActor>) {
          const done = await running.database.withActor(...given);
          // The first lets the file in, the second keeps it
          if ((loses += 1) === 2) throw Object.assign(new Error('cut'), { code: 'CONNECTION_CLOSED' });
          return done;
        },
      } as typeof running.database,
      services: running.services,
      keyring: testKeyring,
      contract: '{}',
      log: () => undefined,
    });
    const lost = await lossy.request(`/v1/imports/${opened.id}/file`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${worker.token}`, 'content-type': 'application/octet-stream' },
      body: people,
    });
    expect(lost.status).toBe(503);
    const preview = await ask<{ sheets: { rows: number }[] }>(worker, `/v1/imports/${opened.id}/preview`);
    expect(preview.sheets[0]!.rows).toBe(5);
  });
});
