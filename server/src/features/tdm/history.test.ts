import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant } from '../../testing/tenant.ts';
import type { Entry } from './tdm.schema.ts';

const start = Date.parse('2026-11-18T09:00:00Z');
let now = start;
let running: TestApp;
let admin: postgres.Sql;
beforeAll(async () => {
  running = await startTestApp({ clock: () => new Date(now) });
  admin = postgres(running.adminUrl, { max: 1 });
});
afterAll(async () => {
  await admin.end();
  await running.close();
});

const phone = { typeCode: 'entretien-telephonique', performedOn: '2026-11-17' };

async function scene() {
  now = start;
  const tenant = await TestTenant.create(running.database, { now: () => new Date(now) });
  const worker = await tenant.staff('SOCIAL_WORKER');
  const fileId = await tenant.file();
  const ask = (path: string, method = 'GET', body?: object, version?: number, token = worker.token) =>
    call(running.app, token, path, {
      method,
      ...(body ? { body } : {}),
      headers: version === undefined ? {} : { 'if-match': `"${version}"` },
    });
  /** One second later, for each act has its instant. */
  const sign = async (body: object) => {
    now += 1000;
    return expectJson<Entry>(await ask(`/v1/files/${fileId}/entries`, 'POST', body), 201);
  };
  const change = async (entry: Entry, patch: object) => {
    now += 1000;
    return expectJson<Entry>(await ask(`/v1/entries/${entry.id}`, 'PATCH', patch, entry.version), 200);
  };
  return { tenant, worker, fileId, ask, sign, change };
}

/** Every row of the file, but the history and the version numbers not to give again: they keep what was taken back. */
const rowsOf = async (fileId: string): Promise<unknown> => {
  const tables = await Promise.all(
    [
      'social_file',
      'work_entry',
      'work_entry_text',
      'work_entry_request',
      'work_entry_partner',
      'social_request',
      'support_action',
    ].map((table) =>
      admin.unsafe(
        `select * from ${table} where ${table === 'social_file' ? 'id' : 'file_id'} = $1 order by 1, 2, 3`,
        [fileId],
      ),
    ),
  );
  return tables.map((rows) => rows.map(({ spent_version: _, ...row }) => row));
};

interface Version {
  readonly at: string;
  readonly by: { readonly displayName: string };
  readonly changed: readonly string[];
  readonly minutes: number;
  readonly text: string | null;
  readonly textHidden: boolean;
  readonly requests: readonly { readonly typeCode: string; readonly actions: readonly object[] }[];
}

describe('tdm: versions of a travail', () => {
  test('say who wrote what and when, latest first, down to the first', async () => {
    const { ask, sign, change, fileId } = await scene();
    const first = await sign({
      ...phone,
      minutes: 20,
      text: 'Premier texte.',
      requests: [{ typeCode: 'impaye-loyer', actions: [{ typeCode: 'fsl' }] }],
    });
    const rent = first.requests[0]!.requestId;
    const second = await change(first, { text: 'Deuxième texte.', minutes: 35 });
    const third = await change(second, {
      requests: [{ requestId: rent, actions: [{ typeCode: 'fsl', outcome: 'abouti' }] }, { typeCode: 'aah' }],
    });
    // The moyen whose outcome is told stays the same one
    expect(third.requests[0]!.actions).toMatchObject([
      { id: first.requests[0]!.actions[0]!.id, outcome: 'abouti', version: 2 },
    ]);
    const { items } = await expectJson<{ items: Version[] }>(
      await ask(`/v1/entries/${first.id}/history`),
      200,
    );
    expect(items.map(({ changed, text, minutes }) => [changed, text, minutes])).toEqual([
      [['requests'], 'Deuxième texte.', 35],
      [['minutes', 'text'], 'Deuxième texte.', 35],
      [[], 'Premier texte.', 20],
    ]);
    expect(items.map(({ requests }) => requests.map(({ typeCode, actions }) => [typeCode, actions]))).toEqual(
      [
        [
          ['impaye-loyer', [{ typeCode: 'fsl', outcome: 'abouti' }]],
          ['aah', []],
        ],
        [['impaye-loyer', [{ typeCode: 'fsl', outcome: null }]]],
        [['impaye-loyer', [{ typeCode: 'fsl', outcome: null }]]],
      ],
    );
    expect(items.map(({ at }) => Date.parse(at))).toEqual([now, now - 1000, now - 2000]);
    const of = await expectJson<{ items: object[] }>(
      await ask(`/v1/files/${fileId}/requests/${rent}/history`),
      200,
    );
    expect(of.items).toMatchObject([
      { of: 'action', typeCode: 'fsl', before: { outcome: null }, after: { outcome: 'abouti' } },
    ]);
    const [trace] = await admin<{ n: number }[]>`
      select count(*)::int as n from audit_event where type = 'file.historyRead' and file_id = ${fileId}`;
    expect(trace!.n).toBe(2);
  });

  test('keep their words for those who may read them: the manager sees that they changed', async () => {
    const { ask, sign, change, tenant } = await scene();
    const entry = await sign({ ...phone, text: 'Mots réservés.' });
    await change(entry, { text: 'Autres mots réservés.' });
    const manager = await tenant.staff('TEAM_MANAGER');
    const answer = await ask(`/v1/entries/${entry.id}/history`, 'GET', undefined, undefined, manager.token);
    const body = await answer.text();
    expect(answer.status).toBe(200);
    expect(body).not.toMatch(/mots/i);
    expect((JSON.parse(body) as { items: Version[] }).items).toMatchObject([
      { changed: ['text'], text: null, textHidden: true },
      { changed: [], text: null, textHidden: true },
    ]);
  });
});

describe('tdm: a change undone within ten seconds', () => {
  const everything = {
    typeCode: 'visite-domicile',
    performedOn: '2026-11-10',
    startedAt: '09:30',
    minutes: 90,
    travelMinutes: 40,
    place: 'Domicile',
    text: 'Autre texte.',
    requests: [{ typeCode: 'aah', actions: [{ typeCode: 'droits-mdph' }] }],
  };

  test('leaves values, links, moyens, text and version as they were, bit for bit', async () => {
    const { ask, sign, change, fileId } = await scene();
    const entry = await sign({
      ...phone,
      text: 'Premier texte.',
      requests: [
        { typeCode: 'impaye-loyer', actions: [{ typeCode: 'fsl' }] },
        { typeCode: 'dossier-surendettement' },
      ],
    });
    const before = await rowsOf(fileId);
    const changed = await change(entry, everything);
    expect(await rowsOf(fileId)).not.toEqual(before);
    now += 9000;
    const restored = await expectJson<Entry>(
      await ask(`/v1/entries/${entry.id}/undo`, 'POST', undefined, changed.version),
      200,
    );
    expect(await rowsOf(fileId)).toEqual(before);
    expect(restored).toMatchObject({ text: 'Premier texte.', version: entry.version });
    const { items } = await expectJson<{ items: Version[] }>(
      await ask(`/v1/entries/${entry.id}/history`),
      200,
    );
    expect(items.map(({ text }) => text)).toEqual(['Premier texte.', 'Autre texte.', 'Premier texte.']);
    expect((await ask(`/v1/entries/${entry.id}/undo`, 'POST', undefined, restored.version)).status).toBe(409);
  });

  test('gives its version number to nobody else: what was read before stays stale', async () => {
    const { ask, sign, change } = await scene();
    const requests = [{ typeCode: 'impaye-loyer', actions: [{ typeCode: 'fsl' }] }];
    const entry = await sign({ ...phone, requests });
    const { requestId } = entry.requests[0]!;
    const settled = { requestId, actions: [{ typeCode: 'fsl', outcome: 'abouti' }] };
    const seen = await change(entry, { text: 'Autre texte.', requests: [settled] });
    const undone = await expectJson<Entry>(
      await ask(`/v1/entries/${entry.id}/undo`, 'POST', undefined, seen.version),
      200,
    );
    const again = await change(undone, { text: 'Encore un autre.', requests: [settled] });
    expect(again.version).toBeGreaterThan(seen.version);
    expect(again.requests[0]!.actions[0]!.version).toBeGreaterThan(seen.requests[0]!.actions[0]!.version);
    const late = await ask(`/v1/entries/${entry.id}`, 'PATCH', { text: 'Écrit sur l’annulé.' }, seen.version);
    expect(late.status).toBe(412);
  });

  test('is refused once a moyen of the travail was changed by itself', async () => {
    const { ask, sign, change, fileId } = await scene();
    const entry = await sign({
      ...phone,
      requests: [{ typeCode: 'impaye-loyer', actions: [{ typeCode: 'fsl' }] }],
    });
    const changed = await change(entry, { text: 'Autre texte.' });
    const action = changed.requests[0]!.actions[0]!;
    const path = `/v1/files/${fileId}/actions/${action.id}`;
    await expectJson(await ask(path, 'PATCH', { outcome: 'abouti' }, action.version), 200);
    const before = await rowsOf(fileId);
    expect((await ask(`/v1/entries/${entry.id}/undo`, 'POST', undefined, changed.version)).status).toBe(409);
    expect(await rowsOf(fileId)).toEqual(before);
  });

  test('is refused to another, after ten seconds, and for a travail that never changed', async () => {
    const { ask, sign, change, tenant, fileId } = await scene();
    const entry = await sign({ ...phone, text: 'Premier texte.' });
    expect((await ask(`/v1/entries/${entry.id}/undo`, 'POST', undefined, entry.version)).status).toBe(409);
    const changed = await change(entry, { text: 'Autre texte.' });
    const before = await rowsOf(fileId);
    const colleague = await tenant.staff('SOCIAL_WORKER');
    const path = `/v1/entries/${entry.id}/undo`;
    expect((await ask(path, 'POST', undefined, changed.version, colleague.token)).status).toBe(409);
    now += 11_000;
    expect((await ask(path, 'POST', undefined, changed.version)).status).toBe(409);
    expect(await rowsOf(fileId)).toEqual(before);
    expect(running.failures).toEqual([]);
  });
});
