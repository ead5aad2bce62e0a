import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, startTestApp, type TestApp } from '../../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../../testing/tenant.ts';
import { referenceData } from '../../configuration/defaults.service.ts';
import { reports } from '../catalogue/reports.ts';
import { dice } from '../disclosure/disclosure.testkit.ts';
import type { Table } from '../statistics.schema.ts';
import { contact, families, housing, settle, sexes, times } from './town.testkit.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

const period = { from: '2024-07-01', to: '2025-06-30' };
const runnable = [...reports().values()].filter(
  ({ waitsFor, audience }) => waitsFor.length === 0 && audience !== 'security',
);
const types = referenceData().lists['requestTypes']!.items.map(({ code }) => code);
const travaux = referenceData().lists['workTypes']!.items.map(({ code }) => code);

/** A tenant whose facts are of every kind, seen several times over three years. */
async function populated(seed: number): Promise<{ tenant: TestTenant; manager: TestStaff; north: string }> {
  const roll = dice(seed);
  const upTo = (limit: number) => Math.floor(roll() * limit);
  const pick = <T>(from: readonly T[]) => from[Math.floor(from.length * roll() ** 2)]!;
  const day = () => new Date(Date.UTC(2023, 0, 1) + upTo(900) * 86_400_000).toISOString().slice(0, 10);
  const tenant = await TestTenant.create(running.database);
  const north = await tenant.unit('Nord');
  for (const typeCode of [contact, ...travaux.slice(0, 3)])
    await settle(
      running,
      tenant,
      times(60, () => ({
        unitId: pick([north, tenant.root]),
        seenOn: times(1 + upTo(4), day),
        sex: pick([...sexes, undefined]),
        bornOn: `${String(1950 + upTo(55))}-05-05`,
        values: { housingStatus: pick(housing), familySituation: pick(families) },
        requests: times(upTo(3), () => ({ on: day(), typeCode: pick(types.slice(0, 8)) })),
      })),
      { typeCode, minutes: 45 },
    );
  return { tenant, north, manager: await tenant.staff('TEAM_MANAGER') };
}

test('every report that runs is given masked, or refused with a reason', async () => {
  const { manager } = await populated(7);
  const answers = new Map<string, number>();
  for (const { id } of runnable) {
    const answer = await call(running.app, manager.token, `/v1/reports/${id}/run`, {
      method: 'POST',
      body: { period, compare: 1, mode: 'diffusion' },
    });
    answers.set(id, answer.status);
    if (answer.status === 409) expect(await answer.json(), id).toHaveProperty('reason');
    if (answer.status !== 200) continue;
    const table = (await answer.json()) as Table;
    for (const { values, before } of table.cells)
      for (const [at, figure] of values.entries()) {
        const isCount = table.measures[at]!.kind === 'count';
        if (isCount && figure.value !== null) expect(figure.value === 0 || figure.value >= 11, id).toBe(true);
        for (const year of before)
          if (isCount && year[at]!.value !== null)
            expect(year[at]!.value === 0 || year[at]!.value! >= 11, id).toBe(true);
        if (figure.masked) expect(figure).toEqual({ value: null, share: null, excluded: 0, masked: true });
      }
  }
  expect([...answers].filter(([, status]) => status !== 200 && status !== 409)).toEqual([]);
  expect([...answers.values()].filter((status) => status === 200).length).toBeGreaterThan(
    runnable.length / 3,
  );
}, 300_000);
