import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant } from '../../testing/tenant.ts';
import type { SocialFile } from './social-file.schema.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

interface Found {
  items: { id: string; lastName: string }[];
  receipt: string;
}

describe('social file', () => {
  test('is created only after its name was searched, and is then found by any spelling', async () => {
    const tenant = await TestTenant.create(running.database);
    const worker = await tenant.staff('SOCIAL_WORKER');
    const search = async (query: string) =>
      expectJson<Found>(
        await call(running.app, worker.token, '/v1/files/search', { method: 'POST', body: { query } }),
        200,
      );
    const create = async (receipt: string) =>
      call(running.app, worker.token, '/v1/files', {
        method: 'POST',
        body: {
          unitId: tenant.root,
          identity: {
            lastName: 'Łukasiewicz',
            firstNames: 'Żaneta',
            birthDate: '1984-03-12',
            sex: 'feminin',
          },
          searchReceipt: receipt,
        },
      });

    const other = await search('durand');
    expect((await create(other.receipt)).status).toBe(409);
    const { receipt } = await search('lukasiewicz zaneta');
    const file = await expectJson<SocialFile>(await create(receipt), 201);
    expect(running.failures).toEqual([]);
    expect(file).toMatchObject({
      status: 'open',
      identity: { lastName: 'Łukasiewicz', version: 1 },
      leadWorker: { id: worker.id },
    });
    expect((await search('zaneta LUKASIEWIC')).items.map(({ id }) => id)).toEqual([file.id]);
    const secretary = await tenant.staff('SECRETARY', { unitId: await tenant.unit('Autre') });
    const unseen = await expectJson<Found>(
      await call(running.app, secretary.token, '/v1/files/search', {
        method: 'POST',
        body: { query: 'lukasiewicz' },
      }),
      200,
    );
    expect(unseen.items).toEqual([]);
  });

  test('moves to another unit with all that hangs on it, and back within ten seconds', async () => {
    const tenant = await TestTenant.create(running.database);
    const [from, to] = [await tenant.unit('Départ'), await tenant.unit('Arrivée')];
    const worker = await tenant.staff('SOCIAL_WORKER');
    const fileId = await tenant.file(from);
    await call(running.app, worker.token, `/v1/files/${fileId}/entries`, {
      method: 'POST',
      body: {
        typeCode: 'entretien-telephonique',
        performedOn: '2026-11-02',
        requests: [{ typeCode: 'impaye-loyer', actions: [{ typeCode: 'fsl' }] }],
        text: 'Bonjour.',
      },
    });
    const transfer = await expectJson<{ id: string; status: string }>(
      await call(running.app, worker.token, `/v1/files/${fileId}/transfers`, {
        method: 'POST',
        body: { toUnitId: to, reason: 'Mutation' },
        headers: { 'if-match': '"1"' },
      }),
      201,
    );
    expect(transfer.status).toBe('done');
    const there = await tenant.staff('SOCIAL_WORKER', { unitId: to });
    const seen = await expectJson<{ items: { text: string; forUnitId: string; unitId: string }[] }>(
      await call(running.app, there.token, `/v1/files/${fileId}/timeline`),
      200,
    );
    expect(seen.items).toMatchObject([{ text: 'Bonjour.', forUnitId: from, unitId: to }]);
    await expectJson(
      await call(running.app, worker.token, `/v1/transfers/${transfer.id}/undo`, {
        method: 'POST',
        body: {},
      }),
      200,
    );
    expect((await call(running.app, there.token, `/v1/files/${fileId}`)).status).toBe(404);
    expect(running.failures).toEqual([]);
  });

  test('is asked for where one has no right, and the other unit accepts', async () => {
    const tenant = await TestTenant.create(running.database);
    const [from, to] = [await tenant.unit('Départ'), await tenant.unit('Arrivée')];
    const [giver, taker] = [
      await tenant.staff('SOCIAL_WORKER', { unitId: from }),
      await tenant.staff('SOCIAL_WORKER', { unitId: to }),
    ];
    const fileId = await tenant.file(from);
    const asked = await expectJson<{ id: string; status: string }>(
      await call(running.app, giver.token, `/v1/files/${fileId}/transfers`, {
        method: 'POST',
        body: { toUnitId: to, reason: 'Mutation' },
        headers: { 'if-match': '"1"' },
      }),
      201,
    );
    expect(asked.status).toBe('requested');
    expect((await call(running.app, taker.token, `/v1/files/${fileId}`)).status).toBe(404);
    await expectJson(
      await call(running.app, taker.token, `/v1/transfers/${asked.id}/accept`, { method: 'POST', body: {} }),
      200,
    );
    expect(running.failures).toEqual([]);
    expect((await call(running.app, taker.token, `/v1/files/${fileId}`)).status).toBe(200);
    expect((await call(running.app, giver.token, `/v1/files/${fileId}`)).status).toBe(404);
  });

  test('keeps each answer since its day; the latest not after today is shown', async () => {
    const tenant = await TestTenant.create(running.database);
    const worker = await tenant.staff('SOCIAL_WORKER');
    const fileId = await tenant.file();
    const change = async (version: number, since: string, values: object) =>
      call(running.app, worker.token, `/v1/files/${fileId}/situation/personal`, {
        method: 'PATCH',
        body: { since, values },
        headers: { 'if-match': `"${version}"` },
      });
    await expectJson(await change(0, '2026-05-01', { familySituation: { codes: ['divorce'] } }), 200);
    expect((await change(0, '2026-05-02', {})).status).toBe(412);
    const file = await expectJson<SocialFile>(
      await change(1, '2026-02-01', {
        familySituation: { codes: ['marie'] },
        dependentChildren: { answer: 'refused' },
      }),
      200,
    );
    expect(file.situation.find(({ code }) => code === 'personal')).toMatchObject({
      version: 2,
      values: expect.arrayContaining([
        { fieldCode: 'familySituation', since: '2026-05-01', value: { codes: ['divorce'] } },
        { fieldCode: 'dependentChildren', since: '2026-02-01', value: { answer: 'refused' } },
      ]),
    });
    expect(file.completeness.answered).toBe(2);
    expect(running.failures).toEqual([]);
  });
});
