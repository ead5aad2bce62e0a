import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant } from '../../testing/tenant.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

describe('organisation', () => {
  test('moving a unit says who gains and loses sight, and then they do', async () => {
    const tenant = await TestTenant.create(running.database);
    const [north, south] = [await tenant.unit('Nord'), await tenant.unit('Sud')];
    const ward = await tenant.unit('Service', north);
    const [admin, norma, sylvie] = [
      await tenant.staff('ADMINISTRATOR'),
      await tenant.staff('SOCIAL_WORKER', { unitId: north }),
      await tenant.staff('SOCIAL_WORKER', { unitId: south }),
    ];
    const fileId = await tenant.file(ward);
    const at = `/v1/organisation/units/${ward}`;
    const effect = await expectJson<{ gain: { staffId: string }[]; lose: { staffId: string }[] }>(
      await call(running.app, admin.token, `${at}/move-preview`, {
        method: 'POST',
        body: { parentId: south },
      }),
      200,
    );
    expect([effect.gain.map(({ staffId }) => staffId), effect.lose.map(({ staffId }) => staffId)]).toEqual([
      [sylvie.id],
      [norma.id],
    ]);
    const sees = async (token: string) => (await call(running.app, token, `/v1/files/${fileId}`)).status;
    expect([await sees(norma.token), await sees(sylvie.token)]).toEqual([200, 404]);
    await expectJson(
      await call(running.app, admin.token, `${at}/move`, {
        method: 'POST',
        body: { parentId: south },
        headers: { 'if-match': '"1"' },
      }),
      200,
    );
    expect([await sees(norma.token), await sees(sylvie.token)]).toEqual([404, 200]);
    const cycle = await call(running.app, admin.token, `/v1/organisation/units/${south}/move-preview`, {
      method: 'POST',
      body: { parentId: ward },
    });
    expect(cycle.status).toBe(422);
    expect(running.failures).toEqual([]);
  });

  test('a right opens and closes to the minute, ends on the very next call, and nobody gives himself one', async () => {
    let now = new Date('2026-11-18T09:00:00Z');
    const timed = await startTestApp({ clock: () => now });
    const tenant = await TestTenant.create(timed.database, { now: () => now });
    const admin = await tenant.staff('ADMINISTRATOR');
    const worker = await tenant.staff('SOCIAL_WORKER', { unitId: await tenant.unit('Ailleurs') });
    const fileId = await tenant.file();
    const grant = async (staffId: string) =>
      call(timed.app, admin.token, '/v1/organisation/grants', {
        method: 'POST',
        body: {
          staffId,
          role: 'SOCIAL_WORKER',
          unitId: tenant.root,
          validFrom: '2026-11-18T09:05:00Z',
          validUntil: '2026-11-18T09:08:00Z',
          reason: 'Remplacement',
        },
      });
    const sees = async () => (await call(timed.app, worker.token, `/v1/files/${fileId}`)).status;
    expect((await grant(admin.id)).status).toBe(403);
    const { id } = await expectJson<{ id: string }>(await grant(worker.id), 201);
    const seen: number[] = [];
    for (const minute of ['09:04:59', '09:05:00', '09:07:59', '09:08:00', '09:06:00']) {
      now = new Date(`2026-11-18T${minute}Z`);
      seen.push(await sees());
    }
    expect(seen).toEqual([404, 200, 200, 404, 200]);
    expect(
      (await call(timed.app, admin.token, `/v1/organisation/grants/${id}`, { method: 'DELETE' })).status,
    ).toBe(204);
    expect(await sees()).toBe(404);
    expect(timed.failures).toEqual([]);
    await timed.close();
  });

  test('what is said of a move counts all the rights of a person, in force today, that open files', async () => {
    const tenant = await TestTenant.create(running.database);
    const [north, south] = [await tenant.unit('Nord'), await tenant.unit('Sud')];
    const ward = await tenant.unit('Service', north);
    const admin = await tenant.staff('ADMINISTRATOR', {});
    const [keeps, partly, left] = [
      await tenant.staff('SOCIAL_WORKER', { unitId: north }),
      await tenant.staff('SOCIAL_WORKER', { unitId: north }),
      await tenant.staff('SOCIAL_WORKER', { unitId: north }),
    ];
    await tenant.grant(keeps.id, 'SOCIAL_WORKER', { unitId: ward });
    await tenant.grant(partly.id, 'SECRETARY', { unitId: ward });
    await tenant.staff('DPO', { unitId: south });
    const coming = await tenant.staff('SECRETARY', { unitId: tenant.root });
    await tenant.grant(coming.id, 'TEAM_MANAGER', { unitId: south, from: new Date('2130-01-01') });
    const fileId = await tenant.file(ward);
    await expectJson(
      await call(running.app, admin.token, `/v1/organisation/staff/${left.id}`, {
        method: 'PATCH',
        body: { leftOn: '2026-01-05' },
        headers: { 'if-match': '"1"' },
      }),
      200,
    );
    const preview = async () =>
      expectJson(
        await call(running.app, admin.token, `/v1/organisation/units/${ward}/move-preview`, {
          method: 'POST',
          body: { parentId: south },
        }),
        200,
      );
    const one = (staffId: string, role: string) => expect.objectContaining({ staffId, role }) as unknown;
    expect(await preview()).toEqual({
      gain: [],
      lose: [one(partly.id, 'SOCIAL_WORKER')],
      coming: { gain: [one(coming.id, 'TEAM_MANAGER')], lose: [] },
    });
    expect((await call(running.app, keeps.token, `/v1/files/${fileId}`)).status).toBe(200);
  });

  test('a right on one file is given on a file that exists; the administrator sees nothing of it', async () => {
    const [tenant, foreign] = [
      await TestTenant.create(running.database),
      await TestTenant.create(running.database),
    ];
    const admin = await tenant.staff('ADMINISTRATOR', {});
    const worker = await tenant.staff('SOCIAL_WORKER', { unitId: await tenant.unit('Ailleurs') });
    const [fileId, theirs] = [await tenant.file(), await foreign.file()];
    const give = (on: string, role = 'SOCIAL_WORKER') =>
      call(running.app, admin.token, '/v1/organisation/grants', {
        method: 'POST',
        body: { staffId: worker.id, role, fileId: on, reason: 'Relais' },
      });
    const refused = { status: 422, errors: [{ pointer: '/fileId', detail: "Ce dossier n'existe pas." }] };
    for (const on of [theirs, crypto.randomUUID()])
      expect(await expectJson(await give(on), 422)).toMatchObject(refused);
    for (const role of ['ADMINISTRATOR', 'DPO'])
      expect(await expectJson(await give(fileId, role), 422)).toMatchObject({
        errors: [{ pointer: '/fileId' }],
      });
    const reads = async (token: string) => (await call(running.app, token, `/v1/files/${fileId}`)).status;
    expect(await reads(worker.token)).toBe(404);
    await expectJson(await give(fileId), 201);
    expect([await reads(worker.token), await reads(admin.token)]).toEqual([200, 404]);
    expect(running.failures).toEqual([]);
  });

  test('a closed unit takes nothing new, keeps what it has, and is known as closed', async () => {
    const tenant = await TestTenant.create(running.database);
    const [north, south] = [await tenant.unit('Nord'), await tenant.unit('Sud')];
    const admin = await tenant.staff('ADMINISTRATOR', {});
    const worker = await tenant.staff('SOCIAL_WORKER', { unitId: north });
    const giver = await tenant.staff('SOCIAL_WORKER', { unitId: south });
    const [kept, given] = [await tenant.file(north), await tenant.file(south)];
    const ask = (token: string, path: string, body: unknown, headers = {}) =>
      call(running.app, token, path, { method: 'POST', body, headers });
    const transfer = await expectJson<{ id: string }>(
      await ask(
        giver.token,
        `/v1/files/${given}/transfers`,
        { toUnitId: north, reason: 'Mutation' },
        { 'if-match': '"1"' },
      ),
      201,
    );
    const { receipt } = await expectJson<{ receipt: string }>(
      await ask(worker.token, '/v1/files/search', { query: 'Martin Zoe' }),
      200,
    );
    const file = {
      unitId: north,
      identity: { lastName: 'Martin', firstNames: 'Zoe' },
      searchReceipt: receipt,
    };
    const meeting = { unitId: north, typeCode: 'reunion-service', performedOn: '2026-03-02' };
    const setClosed = async (closed: boolean, version: number) =>
      expectJson(
        await call(running.app, admin.token, `/v1/organisation/units/${north}`, {
          method: 'PATCH',
          body: { closed },
          headers: { 'if-match': `"${version}"` },
        }),
        200,
      );
    await setClosed(true, 1);
    const unitRefused = { errors: [{ pointer: '/unitId' }] };
    expect(await expectJson(await ask(worker.token, '/v1/files', file), 422)).toMatchObject(unitRefused);
    expect(await expectJson(await ask(worker.token, '/v1/entries', meeting), 422)).toMatchObject(unitRefused);
    expect((await ask(worker.token, `/v1/transfers/${transfer.id}/accept`, {})).status).toBe(409);
    const { units } = await expectJson<{ units: { id: string; closed: boolean }[] }>(
      await call(running.app, worker.token, '/v1/configuration'),
      200,
    );
    expect(units).toEqual([expect.objectContaining({ id: north, closed: true })]);
    expect((await call(running.app, worker.token, `/v1/files/${kept}`)).status).toBe(200);
    await setClosed(false, 2);
    await expectJson(await ask(worker.token, '/v1/files', file), 201);
    await expectJson(await ask(worker.token, '/v1/entries', meeting), 201);
    await expectJson(await ask(worker.token, `/v1/transfers/${transfer.id}/accept`, {}), 200);
    expect(running.failures).toEqual([]);
  });
});
