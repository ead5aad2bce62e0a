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

  test('is created by whoever may, whatever he searched: the right comes first', async () => {
    const tenant = await TestTenant.create(running.database);
    const [here, elsewhere] = [await tenant.unit('Ici'), await tenant.unit('Ailleurs')];
    const create = async (who: { token: string }, unitId: string) =>
      (
        await call(running.app, who.token, '/v1/files', {
          method: 'POST',
          body: { unitId, identity: { lastName: 'Zola', firstNames: 'Émile' }, searchReceipt: 'rien' },
        })
      ).status;
    const worker = await tenant.staff('SOCIAL_WORKER', { unitId: here });
    const administrator = await tenant.staff('ADMINISTRATOR');
    const psychologist = await tenant.staff('PSYCHOLOGIST', { unitId: here });
    expect([
      await create(worker, here),
      await create(worker, elsewhere),
      await create(administrator, here),
      await create(psychologist, here),
    ]).toEqual([409, 404, 403, 403]);
    for (const nobody of [administrator, psychologist]) {
      const list = await expectJson<{ items: unknown[] }>(
        await call(running.app, nobody.token, '/v1/files'),
        200,
      );
      expect(list.items).toEqual([]);
    }
  });

  test('is found open before closed, among those that answer as well', async () => {
    const tenant = await TestTenant.create(running.database);
    const worker = await tenant.staff('SOCIAL_WORKER');
    const made: string[] = [];
    for (const firstNames of ['Anna', 'Berthe', 'Claire']) {
      const { receipt } = await expectJson<Found>(
        await call(running.app, worker.token, '/v1/files/search', {
          method: 'POST',
          body: { query: 'Quenard' },
        }),
        200,
      );
      const file = await expectJson<SocialFile>(
        await call(running.app, worker.token, '/v1/files', {
          method: 'POST',
          body: {
            unitId: tenant.root,
            identity: { lastName: 'Quenard', firstNames },
            searchReceipt: receipt,
          },
        }),
        201,
      );
      made.push(file.id);
    }
    const turn = (verb: string, version: number, reason: string) =>
      call(running.app, worker.token, `/v1/files/${made[0]}/${verb}`, {
        method: 'POST',
        body: { reason },
        headers: { 'if-match': `"${version}"` },
      });
    const found = async () =>
      (
        await expectJson<Found>(
          await call(running.app, worker.token, '/v1/files/search', {
            method: 'POST',
            body: { query: 'quenard' },
          }),
          200,
        )
      ).items.map(({ id }) => made.indexOf(id));
    expect(await found()).toEqual([0, 1, 2]);
    const reason = await closeReason(worker.token);
    await expectJson(await turn('close', 1, reason), 200);
    expect(await found()).toEqual([1, 2, 0]);
    // Reopened with a reason, and only with one
    expect((await turn('reopen', 2, '  ')).status).toBe(422);
    const file = await expectJson<SocialFile>(await turn('reopen', 2, 'La personne revient'), 200);
    expect(file).toMatchObject({ status: 'open', closedOn: null, closeReason: null, version: 3 });
    expect(await found()).toEqual([0, 1, 2]);
  });

  test('shows a warning until its last day, and no longer', async () => {
    let now = new Date('2026-11-18T09:00:00Z');
    const later = await startTestApp({ clock: () => now });
    try {
      const tenant = await TestTenant.create(later.database, { now: () => now });
      const worker = await tenant.staff('SOCIAL_WORKER');
      const fileId = await tenant.file();
      const at = (path: string, body?: object) =>
        call(later.app, worker.token, path, body ? { method: 'POST', body } : {});
      expect(
        (await at(`/v1/files/${fileId}/flags`, { flagCode: 'urgent', expiresOn: '2026-11-18' })).status,
      ).toBe(422);
      await expectJson(
        await at(`/v1/files/${fileId}/flags`, { flagCode: 'urgent', expiresOn: '2026-11-20' }),
        201,
      );
      const shown = async () => {
        const token = (await tenant.session(worker.id)).token;
        const file = await expectJson<SocialFile>(await call(later.app, token, `/v1/files/${fileId}`), 200);
        const list = await expectJson<{ items: { flags: string[] }[] }>(
          await call(later.app, token, '/v1/files'),
          200,
        );
        return [file.flags.map(({ flagCode }) => flagCode), list.items[0]?.flags];
      };
      expect(await shown()).toEqual([['urgent'], ['urgent']]);
      now = new Date('2026-11-20T22:30:00Z');
      expect(await shown(), 'its last day, in the tenant’s zone').toEqual([['urgent'], ['urgent']]);
      now = new Date('2026-11-20T23:30:00Z');
      expect(await shown()).toEqual([[], []]);
    } finally {
      await later.close();
    }
  });
});

async function closeReason(token: string): Promise<string> {
  const { lists } = await expectJson<{ lists: { code: string; items: { code: string }[] }[] }>(
    await call(running.app, token, '/v1/configuration'),
    200,
  );
  return lists.find(({ code }) => code === 'closeReason')!.items[0]!.code;
}
