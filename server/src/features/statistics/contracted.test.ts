import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import type { TestStaff } from '../../testing/tenant.ts';
import { agendaScene } from '../agenda/agenda.testkit.ts';
import type { ContractedTime } from './contracted.schema.ts';

let running: TestApp;
let admin: postgres.Sql;
beforeAll(async () => {
  running = await startTestApp();
  admin = postgres(running.adminUrl, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await admin?.end();
  await running?.close();
});

test('the time sold, and the on-site sessions planned and held, by entity and month', async () => {
  const { tenant, north, south, worker, secretary, ask, booked } = await agendaScene(running);
  const manager = await tenant.staff('TEAM_MANAGER');
  const read = async (who: TestStaff, year = 2026) =>
    expectJson<ContractedTime>(
      await call(running.app, who.token, `/v1/statistics/contracted-time?year=${year}`),
      200,
    );
  await admin`update org_unit set kind = 'clientCompany', contracted_minutes = 2400 where id = ${north}`;
  // Sold from June on only
  await admin`
    insert into unit_parameter (tenant_id, unit_id, name, since, value)
    values (${tenant.id}, ${tenant.root}, 'contractedMinutes', '2026-06-15', 1200)`;
  const session = (startsAt: string, endsAt: string, more: object = {}) =>
    booked(worker, { kind: 'onSiteSession', startsAt, endsAt, ...more });
  const settle = async (one: { id: string; version: number }, outcome: string) =>
    expectJson(await ask(worker, `/v1/appointments/${one.id}/settle`, 'POST', { outcome }, one.version), 200);
  await settle(await session('2026-02-02T09:00', '2026-02-02T12:00'), 'honoured');
  await settle(await session('2026-02-09T09:00', '2026-02-09T10:30'), 'noShow');
  await session('2026-03-31T22:30', '2026-04-01T00:30');
  const gone = await session('2026-03-02T09:00', '2026-03-02T12:00');
  const cancel = { by: 'service', reason: 'Absence' };
  await expectJson(
    await ask(worker, `/v1/appointments/${gone.id}/cancel`, 'POST', cancel, gone.version),
    200,
  );
  const trashed = await session('2026-03-03T09:00', '2026-03-03T12:00');
  await ask(worker, `/v1/appointments/${trashed.id}`, 'DELETE', undefined, trashed.version);
  await session('2026-03-04T09:00', '2026-03-04T12:00', { private: true });
  await booked(worker, { startsAt: '2026-03-05T09:00' });
  await session('2025-12-31T09:00', '2025-12-31T12:00');

  const { items, year } = await read(manager);
  expect(year).toBe(2026);
  expect(items.map(({ unitId }) => unitId).toSorted()).toEqual([north, tenant.root].toSorted());
  const sold = items.find(({ unitId }) => unitId === north)!;
  expect(sold).toMatchObject({
    contractedMinutes: 2400,
    plannedMinutes: 390,
    heldMinutes: 180,
    remainingMinutes: 2220,
  });
  expect(sold.months).toHaveLength(12);
  expect(sold.months[1]).toMatchObject({
    month: '2026-02',
    contractedMinutes: 200,
    plannedMinutes: 270,
    heldMinutes: 180,
    remainingMinutes: 20,
  });
  // The day where it takes place
  expect(sold.months[2]).toMatchObject({ plannedMinutes: 120, heldMinutes: 0 });
  const house = items.find(({ unitId }) => unitId === tenant.root)!;
  expect(house.months.map(({ contractedMinutes }) => contractedMinutes)).toEqual([
    ...Array<null>(5).fill(null),
    ...Array<number>(7).fill(100),
  ]);
  expect(house).toMatchObject({ contractedMinutes: 700, plannedMinutes: 0, workMinutes: 0 });

  // Of entities held whole alone: of others, some sessions would lack; for who answers for the team alone
  const elsewhere = await tenant.staff('TEAM_MANAGER', { unitId: south });
  expect((await read(elsewhere)).items).toEqual([]);
  for (const who of [worker, secretary])
    expect((await call(running.app, who.token, '/v1/statistics/contracted-time')).status).toBe(403);
  expect((await call(running.app, manager.token, '/v1/statistics/contracted-time?year=abc')).status).toBe(
    422,
  );
});
