import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reports } from '../../server/src/features/statistics/catalogue/reports.ts';
import { dice } from '../../server/src/features/statistics/disclosure/disclosure.testkit.ts';
import type { Table } from '../../server/src/features/statistics/statistics.schema.ts';
import { call, expectJson, startTestApp, type TestApp } from '../../server/src/testing/app.ts';
import { TestTenant, type TestStaff } from '../../server/src/testing/tenant.ts';
import { untold } from './faults.ts';
import { compared } from './product.ts';
import { differences, openRecount, recountFiles, type Recount } from './recount.ts';
import { liveSecurely } from './security-cases.ts';

/** The reports that count the security log, on tenants whose acts are drawn: no generator makes a log. */
const files = recountFiles().filter(({ id }) => reports().get(id)!.audience === 'security');
const roll = dice(Number(process.env['SEED'] ?? 41));

let running: TestApp;
let admin: postgres.Sql;
let recount: Recount;
const tenants: { readonly tenant: TestTenant; readonly officer: TestStaff }[] = [];
beforeAll(async () => {
  running = await startTestApp();
  admin = postgres(running.adminUrl, { max: 1, onnotice: () => undefined });
  for (const timeZone of ['Europe/Paris', 'Indian/Reunion']) {
    const tenant = await TestTenant.create(running.database, { timeZone });
    await liveSecurely(tenant, admin, roll);
    tenants.push({ tenant, officer: await tenant.staff('DPO', {}) });
  }
  recount = await openRecount(running.adminUrl);
}, 120_000);
afterAll(async () => {
  await recount.close();
  await admin.end();
  await running.close();
});

test('every report of the security review is recounted', () => {
  expect(files.map(({ id }) => id)).toEqual(['Z18', 'Z19', 'Z20', 'Z21']);
});

const periods = [
  ['2025-09-01', '2026-06-30'],
  ['2025-11-10', '2026-02-20'],
  ['2026-01-01', '2026-01-31'],
  ['2026-03-31', '2026-03-31'],
  ['2026-01-01', '2027-12-31'],
] as const;

test.each(files.map(({ id, title }) => [id, title]))(
  '%s %s: the product and the recount are equal',
  async (id) => {
    const file = files.find((one) => one.id === id)!;
    const seen = new Set<string>();
    for (const { tenant, officer } of tenants)
      for (const [from, to] of periods) {
        const body = { period: { from, to } };
        const answer = await call(running.app, officer.token, `/v1/reports/${id}/run`, {
          method: 'POST',
          body,
        });
        const counted = await recount.run(file, { tenantId: tenant.id, unitIds: [], from, to });
        expect(
          differences(compared(await expectJson<Table>(answer, 200), 0), counted),
          `${from} ${to}`,
        ).toEqual([]);
        for (const { keys } of counted.rows) seen.add(String(keys[1]));
      }
    // Control: months, rights, natures and factors differ, « Non renseigné » among those that may be unknown
    expect(seen.size).toBeGreaterThan(2);
    expect(seen.has('null')).toBe(id === 'Z19' || id === 'Z20');
  },
);

test.each(files.map(({ id, title }) => [id, title]))(
  'control: a fault planted in %s %s is told by what was drawn',
  async (id) => {
    const questions = tenants.flatMap(({ tenant }) =>
      periods.map(([from, to]) => ({ tenantId: tenant.id, unitIds: [], from, to })),
    );
    expect(
      await untold(
        recount,
        files.find((one) => one.id === id)!,
        questions,
      ),
    ).toEqual([]);
  },
);

test('control: the zone of another place gives other figures', async () => {
  const zoned = async (zone: string) => {
    const { tenant } = tenants[1]!;
    await admin`update tenant set time_zone = ${zone} where tenant_id = ${tenant.id}`;
    const day = { from: '2025-11-01', to: '2025-11-30' };
    return recount.run(files[0]!, { tenantId: tenant.id, unitIds: [], ...day });
  };
  const [here, there] = [await zoned('Indian/Reunion'), await zoned('America/Martinique')];
  expect(differences(here, there)).not.toEqual([]);
});
