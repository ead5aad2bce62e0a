import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';

const now = new Date('2026-11-18T09:00:00Z');
let running: TestApp;
let tenant: TestTenant;
let admin: TestStaff;
beforeAll(async () => {
  running = await startTestApp({ clock: () => now });
  tenant = await TestTenant.create(running.database, { now: () => now });
  admin = await tenant.staff('ADMINISTRATOR');
});
afterAll(() => running.close());

const post = async (path: string, body: unknown): Promise<Response> =>
  call(running.app, admin.token, `/v1/organisation${path}`, { method: 'POST', body });
const patch = async (path: string, body: unknown, version: number): Promise<Response> =>
  call(running.app, admin.token, `/v1/organisation${path}`, {
    method: 'PATCH',
    body,
    headers: { 'if-match': `"${version}"` },
  });
interface Organisation {
  thresholds: { disclosureThreshold: number; inactivityDays: number; version: number };
  units: { id: string; version: number; headcount: number | null; history: object[] }[];
}
const read = async (): Promise<Organisation> =>
  expectJson(await call(running.app, admin.token, '/v1/organisation'), 200);

describe('thresholds and parameters', () => {
  test('the effect of a threshold is counted before it is saved, then files follow it', async () => {
    const ward = await tenant.unit('Service');
    for (const unit of [tenant.root, tenant.root, ward]) await tenant.file(unit);
    const worker = await tenant.staff('SOCIAL_WORKER');
    const file = await tenant.file(tenant.root);
    // Opened on 5 January 2026, 317 days ago, and never worked on
    const effect = async (unitId: string | null, inactivityDays: number | null) =>
      expectJson(await post('/inactivity-effect', { unitId, inactivityDays }), 200);
    expect(await effect(null, 317)).toEqual({ now: 4, then: 0 });
    expect(await effect(ward, 400)).toEqual({ now: 1, then: 0 });
    await expectJson(await patch(`/units/${ward}`, { inactivityDays: 400 }, 1), 200);
    expect(await effect(null, 316)).toEqual({ now: 3, then: 3 });
    expect(await effect(ward, null)).toEqual({ now: 0, then: 1 });
    expect((await post('/inactivity-effect', { unitId: null, inactivityDays: null })).status).toBe(422);
    const inactive = async () =>
      (
        await expectJson<{ inactive: boolean }>(
          await call(running.app, worker.token, `/v1/files/${file}`),
          200,
        )
      ).inactive;
    expect(await inactive()).toBe(true);
    await expectJson(await patch('/thresholds', { inactivityDays: 317 }, 1), 200);
    expect(await inactive()).toBe(false);
    expect(running.failures).toEqual([]);
  });

  test('thresholds keep their bounds and their version', async () => {
    const { thresholds } = await read();
    for (const body of [
      { disclosureThreshold: 4 },
      { disclosureThreshold: 101 },
      { inactivityDays: 0 },
      { inactivityDays: 3651 },
    ])
      expect((await patch('/thresholds', body, thresholds.version)).status).toBe(422);
    expect((await patch('/thresholds', { disclosureThreshold: 5 }, thresholds.version - 1)).status).toBe(412);
    expect((await read()).thresholds).toEqual(thresholds);
    await expectJson(await patch('/thresholds', { disclosureThreshold: 5 }, thresholds.version), 200);
    expect((await read()).thresholds).toEqual({
      ...thresholds,
      disclosureThreshold: 5,
      version: thresholds.version + 1,
    });
  });

  test('a parameter is true since a day: a past one stays, a correction of the past does not become today’s', async () => {
    const unit = await tenant.unit('Site');
    const of = async () => (await read()).units.find(({ id }) => id === unit)!;
    const change = async (body: object) => patch(`/units/${unit}`, body, (await of()).version);
    await expectJson(await change({ headcount: 1200, since: '2025-01-01' }), 200);
    await expectJson(await change({ headcount: 1300, fullTimeEquivalent: 2.5 }), 200);
    await expectJson(await change({ headcount: 1250, since: '2025-07-01' }), 200);
    expect(await of()).toMatchObject({ headcount: 1300, fullTimeEquivalent: 2.5 });
    expect((await of()).history).toEqual([
      { name: 'headcount', since: '2026-11-18', value: 1300 },
      { name: 'fullTimeEquivalent', since: '2026-11-18', value: 2.5 },
      { name: 'headcount', since: '2025-07-01', value: 1250 },
      { name: 'headcount', since: '2025-01-01', value: 1200 },
    ]);
    expect((await change({ headcount: 1, since: '2026-11-19' })).status).toBe(422);
    expect((await change({ overseasTerritory: 'atlantide' })).status).toBe(422);
    expect((await change({ fullTimeEquivalent: 10_000 })).status).toBe(422);
    expect((await of()).headcount).toBe(1300);
    await expectJson(await change({ headcount: null }), 200);
    expect(await of()).toMatchObject({ headcount: null });
    expect(running.failures).toEqual([]);
  });
});
