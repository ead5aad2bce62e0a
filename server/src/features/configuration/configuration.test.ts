import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant } from '../../testing/tenant.ts';
import { defaultFields } from './default-fields.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

interface List {
  version: number;
  items: { code: string; label: string; active: boolean }[];
}

describe('configuration', () => {
  test('an item is renamed and put aside; what was recorded with it stays legible, and it is offered no more', async () => {
    const tenant = await TestTenant.create(running.database);
    const [worker, admin] = [await tenant.staff('SOCIAL_WORKER'), await tenant.staff('ADMINISTRATOR')];
    const fileId = await tenant.file();
    const entry = { typeCode: 'entretien-telephonique', performedOn: '2026-11-02' };
    await expectJson(
      await call(running.app, worker.token, `/v1/files/${fileId}/entries`, { method: 'POST', body: entry }),
      201,
    );
    const at = '/v1/configuration/lists/workTypes/items/entretien-telephonique';
    expect(await expectJson(await call(running.app, admin.token, `${at}/effect`), 200)).toEqual({ uses: 1 });
    const patch = async (version: number, token: string) =>
      call(running.app, token, at, {
        method: 'PATCH',
        body: { label: 'Appel', active: false },
        headers: { 'if-match': `"${version}"` },
      });
    expect((await patch(1, worker.token)).status).toBe(403);
    const list = await expectJson<List>(await patch(1, admin.token), 200);
    expect(list.items.find(({ code }) => code === 'entretien-telephonique')).toMatchObject({
      label: 'Appel',
      active: false,
    });
    expect((await patch(1, admin.token)).status).toBe(412);
    expect(
      (await call(running.app, worker.token, `/v1/files/${fileId}/entries`, { method: 'POST', body: entry }))
        .status,
    ).toBe(422);
    const timeline = await expectJson<{ items: { typeCode: string }[] }>(
      await call(running.app, worker.token, `/v1/files/${fileId}/timeline`),
      200,
    );
    expect(timeline.items).toMatchObject([{ typeCode: 'entretien-telephonique' }]);
    expect(running.failures).toEqual([]);
  });

  test('a field is published only with a purpose, and is then answered', async () => {
    const tenant = await TestTenant.create(running.database);
    const [worker, admin] = [await tenant.staff('SOCIAL_WORKER'), await tenant.staff('ADMINISTRATOR')];
    const field = { groupCode: 'personal', label: 'Animal de compagnie', kind: 'yesNo' };
    const publish = async (body: object) =>
      call(running.app, admin.token, '/v1/configuration/fields', { method: 'POST', body });
    expect((await publish(field)).status).toBe(422);
    expect((await publish({ ...field, purpose: '  ' })).status).toBe(422);
    const made = await expectJson<{ code: string }>(
      await publish({ ...field, purpose: 'Trouver un hébergement qui accepte les animaux' }),
      201,
    );
    expect(made.code).toBe('animal-de-compagnie');
    const fileId = await tenant.file();
    const answered = await call(running.app, worker.token, `/v1/files/${fileId}/situation/personal`, {
      method: 'PATCH',
      body: { values: { [made.code]: { yes: true } } },
      headers: { 'if-match': '"0"' },
    });
    await expectJson(answered, 200);
    expect(
      await expectJson(
        await call(running.app, admin.token, `/v1/configuration/fields/${made.code}/effect`),
        200,
      ),
    ).toEqual({ uses: 1 });
    expect(running.failures).toEqual([]);
  });

  test('every field of the file that a dimension reads is in the default configuration', () => {
    const dimensions = JSON.parse(
      readFileSync(new URL('../../../../test/samples/dimensions.json', import.meta.url), 'utf8'),
    ) as Record<string, { from: string }>;
    // Columns of the file itself, not answers of its situation; dates of the retention cycle come with it.
    const ofTheFile = new Set([
      'orgUnitId',
      'openedOn',
      'closedOn',
      'closeReason',
      'reopenedOn',
      'leadWorkerId',
      'status',
      'anonymizeOn',
      'archiveOn',
    ]);
    const read = new Set(
      Object.values(dimensions).flatMap(({ from }) =>
        [...from.matchAll(/SocialFile\.(\w+)/g)].map(([, field]) => field!),
      ),
    );
    const known = new Set(defaultFields.map(({ code }) => code));
    const missing = [...read].filter((field) => !ofTheFile.has(field) && !known.has(field));
    expect(read.size).toBeGreaterThan(20);
    expect(missing).toEqual([]);
  });
});
