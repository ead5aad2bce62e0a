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
});
