import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import type { HistoryEntry } from './history.schema.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

interface Page {
  items: HistoryEntry[];
  nextCursor: string | null;
}

async function scene() {
  const tenant = await TestTenant.create(running.database);
  const worker = await tenant.staff('SOCIAL_WORKER');
  const fileId = await tenant.file();
  const patch = (path: string, version: number, body: object, who: TestStaff = worker) =>
    call(running.app, who.token, `/v1/files/${fileId}/${path}`, {
      method: 'PATCH',
      body,
      headers: { 'if-match': `"${version}"` },
    });
  const history = async (query = '', who: TestStaff = worker) =>
    expectJson<Page>(await call(running.app, who.token, `/v1/files/${fileId}/history${query}`), 200);
  return { tenant, worker, fileId, patch, history };
}

describe('history of a file', () => {
  test('tells each value before and after, by whom, and since when', async () => {
    const { worker, fileId, patch, history } = await scene();
    await expectJson(
      await patch('situation/personal', 0, {
        since: '2026-02-01',
        values: { familySituation: { codes: ['marie'] } },
      }),
      200,
    );
    await expectJson(
      await patch('situation/personal', 1, {
        since: '2026-05-01',
        values: { familySituation: { codes: ['divorce'] } },
      }),
      200,
    );
    await expectJson(
      await patch('situation/personal', 2, {
        since: '2026-05-01',
        values: { familySituation: { answer: 'refused' } },
      }),
      200,
    );
    await expectJson(await patch('identity', 1, { lastName: 'Durand', city: 'Nantes', phones: [] }), 200);

    const { items } = await history('?field=familySituation');
    expect(items.map(({ by, record, changes }) => ({ by: by.id, record, changes }))).toEqual(
      [
        {
          before: { codes: ['divorce'] },
          beforeSince: '2026-05-01',
          after: { answer: 'refused' },
          since: '2026-05-01',
        },
        {
          before: { codes: ['marie'] },
          beforeSince: '2026-02-01',
          after: { codes: ['divorce'] },
          since: '2026-05-01',
        },
        { before: null, beforeSince: null, after: { codes: ['marie'] }, since: '2026-02-01' },
      ].map((change) => ({
        by: worker.id,
        record: 'situation',
        changes: [{ field: 'familySituation', ...change }],
      })),
    );
    const changed = { beforeSince: null, since: null };
    expect((await history('?record=identity')).items).toMatchObject([
      {
        recordId: fileId,
        changes: [
          { field: 'lastName', before: { text: 'Dupont' }, after: { text: 'Durand' }, ...changed },
          { field: 'city', before: null, after: { text: 'Nantes' }, ...changed },
        ],
      },
    ]);
    expect((await history('?group=personal')).items).toHaveLength(3);
    expect((await history('?group=unknown')).items).toEqual([]);
    expect((await history('?field=phones')).items, 'sent, and unchanged').toEqual([]);
    expect(running.failures).toEqual([]);
  });

  test('keeps the entourage too, and what was known of who was removed', async () => {
    const { worker, fileId, history } = await scene();
    const at = (path: string, method: string, body?: object) =>
      call(running.app, worker.token, `/v1/files/${fileId}/relatives${path}`, {
        method,
        ...(body ? { body } : {}),
        headers: { 'if-match': '"1"' },
      });
    const file = await expectJson<{ relatives: { id: string }[] }>(
      await at('', 'POST', { kind: 'enfant', name: 'Paul', note: 'À Nantes' }),
      201,
    );
    await expectJson(await at(`/${file.relatives[0]!.id}`, 'DELETE'), 200);
    const { items } = await history('?record=relative');
    // A note is kept apart, for who may read words
    expect(items.map(({ changes }) => changes.map(({ field, after }) => [field, after]))).toEqual([
      [['note', null]],
      expect.arrayContaining([['name', null]]),
      [['note', { text: 'À Nantes' }]],
      expect.arrayContaining([['name', { text: 'Paul' }]]),
    ]);
    expect((await history('?record=relative&field=note')).items).toHaveLength(2);
  });

  test('tells why a file was closed and reopened, who followed it, and its warnings', async () => {
    const { tenant, worker, fileId, history } = await scene();
    const colleague = await tenant.staff('SOCIAL_WORKER');
    const act = async <T>(path: string, method: string, version: number, body?: object) =>
      expectJson<T>(
        await call(running.app, worker.token, `/v1/files/${fileId}/${path}`, {
          method,
          ...(body ? { body } : {}),
          headers: { 'if-match': `"${version}"` },
        }),
        path === 'flags' ? 201 : 200,
      );
    await act('lead-worker', 'POST', 1, { staffId: worker.id });
    await act('lead-worker', 'POST', 2, { staffId: colleague.id });
    const { flags } = await act<{ flags: { id: string }[] }>('flags', 'POST', 0, {
      flagCode: 'urgent',
      expiresOn: '2199-12-31',
    });
    await act(`flags/${flags[0]!.id}`, 'DELETE', 0);
    await act('close', 'POST', 3, { reason: 'objectif-atteint' });
    await act('reopen', 'POST', 4, { reason: 'La personne revient' });

    const { items } = await history();
    const today = items[0]!.changes[0]!.since;
    const name = (id: string) => ({ text: `C. Morel ${id.slice(-4)}` });
    const told = items.map(({ record, changes }) => [
      record,
      ...changes.map(({ field, before, after, since }) => [field, before, after, since]),
    ]);
    expect(told).toEqual([
      [
        'status',
        ['status', { codes: ['closed'] }, { codes: ['open'] }, today],
        ['reason', null, { text: 'La personne revient' }, today],
      ],
      [
        'status',
        ['status', { codes: ['open'] }, { codes: ['closed'] }, today],
        ['reason', null, { codes: ['objectif-atteint'] }, today],
      ],
      [
        'flag',
        ['flagCode', { codes: ['urgent'] }, null, null],
        ['expiresOn', { day: '2199-12-31' }, null, null],
      ],
      [
        'flag',
        ['flagCode', null, { codes: ['urgent'] }, null],
        ['expiresOn', null, { day: '2199-12-31' }, null],
      ],
      ['leadWorker', ['leadWorker', name(worker.id), name(colleague.id), null]],
      ['leadWorker', ['leadWorker', null, name(worker.id), null]],
      ['status', ['status', null, { codes: ['open'] }, '2026-01-05']],
    ]);
    expect(items.slice(0, -1).map(({ by }) => by.id)).toEqual(Array(6).fill(worker.id));
    const kept = async (query: string) => (await history(query)).items.map(({ record }) => record);
    expect(await kept('?record=status')).toEqual(['status', 'status', 'status']);
    expect(await kept('?record=leadWorker')).toEqual(['leadWorker', 'leadWorker']);
    expect(await kept(`?recordId=${items[1]!.recordId}`)).toEqual(['status']);
    expect((await history('?field=reason')).items.map(({ changes }) => changes.length)).toEqual([1, 1]);
    expect(await kept('?group=personal')).toEqual([]);
    expect(running.failures).toEqual([]);
  });

  test('goes by pages, each version once', async () => {
    const { patch, history } = await scene();
    for (const [version, city] of ['Lyon', 'Nantes', 'Lille'].entries())
      await expectJson(await patch('identity', version + 1, { city }), 200);
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await history(`?limit=1${cursor ? `&cursor=${cursor}` : ''}`);
      expect(page.items).toHaveLength(1);
      seen.push(page.items[0]?.changes[0]?.after);
      cursor = page.nextCursor;
    }
    expect(seen).toEqual([{ text: 'Lille' }, { text: 'Nantes' }, { text: 'Lyon' }, { codes: ['open'] }]);
  });

  test('keeps from the secretary what she may not read, and from strangers that there is a file', async () => {
    const { tenant, fileId, worker, patch, history } = await scene();
    await expectJson(
      await patch('situation/personal', 0, { values: { familySituation: { codes: ['marie'] } } }),
      200,
    );
    await expectJson(await patch('identity', 1, { city: 'Nantes' }), 200);
    const secretary = await tenant.staff('SECRETARY');
    expect((await history('', secretary)).items.map(({ record }) => record)).toEqual(['identity', 'status']);
    expect((await history('?field=familySituation', secretary)).items).toEqual([]);
    expect(
      (await history('')).items.map(({ record }) => record),
      'control: there is more',
    ).toEqual(['identity', 'situation', 'status']);
    const stranger = await tenant.staff('SOCIAL_WORKER', { unitId: await tenant.unit('Ailleurs') });
    expect((await call(running.app, stranger.token, `/v1/files/${fileId}/history`)).status).toBe(404);
    const trace = await expectJson<{ items: { type: string }[] }>(
      await call(running.app, worker.token, `/v1/files/${fileId}/audit`),
      200,
    );
    expect(trace.items.filter(({ type }) => type === 'file.historyRead')).toHaveLength(3);
  });
});

describe('why one sees a file', () => {
  interface Reason {
    role: string;
    via: string;
    unitPath: string[];
    validUntil: string | null;
  }
  test('names the rights of who asks that reach it now, and no one else’s', async () => {
    const tenant = await TestTenant.create(running.database);
    const [pole, other] = [await tenant.unit('Pôle'), await tenant.unit('Autre')];
    const ward = await tenant.unit('Bloc', pole);
    const fileId = await tenant.file(ward);
    const worker = await tenant.staff('SOCIAL_WORKER', { unitId: pole });
    await tenant.staff('TEAM_MANAGER', { unitId: ward });
    const until = new Date(Date.now() + 86_400_000);
    await tenant.grant(worker.id, 'SOCIAL_WORKER', { fileId, until });
    await tenant.grant(worker.id, 'SOCIAL_WORKER', { unitId: other });
    await tenant.grant(worker.id, 'SECRETARY', { unitId: tenant.root, withSubtree: false });
    await tenant.grant(worker.id, 'ADMINISTRATOR', { unitId: tenant.root });
    await tenant.grant(worker.id, 'SECRETARY', { unitId: ward, until: new Date('2021-01-01T00:00:00Z') });
    const why = async (who: TestStaff) =>
      (
        await expectJson<{ items: Reason[] }>(
          await call(running.app, who.token, `/v1/files/${fileId}/access`),
          200,
        )
      ).items;
    expect(await why(worker)).toMatchObject([
      { role: 'SOCIAL_WORKER', via: 'file', unitPath: [], validUntil: until.toISOString() },
      { role: 'SOCIAL_WORKER', via: 'unit', unitPath: ['Siège', 'Pôle'], validUntil: null },
    ]);
    const stranger = await tenant.staff('SOCIAL_WORKER', { unitId: other });
    expect((await call(running.app, stranger.token, `/v1/files/${fileId}/access`)).status).toBe(404);
  });
});

describe('printing', () => {
  test('leaves its trace among those who looked at the file; refused, it leaves none', async () => {
    const { tenant, fileId, worker } = await scene();
    const stranger = await tenant.staff('SOCIAL_WORKER', { unitId: await tenant.unit('Ailleurs') });
    const print = (who: TestStaff) =>
      call(running.app, who.token, `/v1/files/${fileId}/print`, { method: 'POST' });
    expect([(await print(stranger)).status, (await print(worker)).status]).toEqual([404, 204]);
    const { items } = await expectJson<{ items: { label: string; staff: { id: string } }[] }>(
      await call(running.app, worker.token, `/v1/files/${fileId}/audit`),
      200,
    );
    expect(items.filter(({ label }) => label === 'Dossier imprimé').map(({ staff }) => staff.id)).toEqual([
      worker.id,
    ]);
  });
});
