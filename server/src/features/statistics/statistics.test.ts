import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import { newId } from '../../db/ids.ts';
import { reports } from './catalogue/reports.ts';
import type { Table } from './statistics.schema.ts';
import { spellFact } from './statistics.table.ts';

let running: TestApp;
let tenant: TestTenant;
let manager: TestStaff;
beforeAll(async () => {
  running = await startTestApp();
  tenant = await TestTenant.create(running.database);
  manager = await tenant.staff('TEAM_MANAGER');
});
afterAll(() => running.close());

const period = { from: '2025-01-01', to: '2025-12-31' };
/** Those of the service and of the team; those that read the security log have tests of their own. */
const runnable = [...reports().values()].filter(
  ({ waitsFor, audience }) => waitsFor.length === 0 && audience !== 'security',
);

describe('the catalogue', () => {
  test('holds 212 reports, of which at least 100 run', () => {
    expect(reports().size).toBe(212);
    expect(runnable.length).toBeGreaterThanOrEqual(100);
  });

  test.each(runnable.map(({ id }) => id))('%s runs', async (id) => {
    const table = await expectJson<Table>(
      await call(running.app, manager.token, `/v1/reports/${id}/run`, { method: 'POST', body: { period } }),
      200,
    );
    expect(table.report).toBe(id);
  });
});

/**
 * By hand: one file opened in March; one opened the year before, closed in June, opened again in September; one that
 * came from another unit in May and was closed in June.
 */
describe('files that come and go', () => {
  const run = async (id: string) => {
    const table = await expectJson<Table>(
      await call(running.app, manager.token, `/v1/reports/${id}/run`, { method: 'POST', body: { period } }),
      200,
    );
    return table.cells.find(({ at }) => at.every((rank) => rank === null))!.values[0]!.value;
  };
  beforeAll(async () => {
    const one = { tenantId: tenant.id, forUnitId: tenant.root };
    const [first, second, third] = [1, 2, 3].map(() => ({ ...one, fileKey: newId(), personKey: newId() }));
    const rows = [
      { ...first!, since: '2025-03-03', begunBy: 'opened' as const, openedOn: '2025-03-03' },
      {
        ...second!,
        since: '2024-02-01',
        until: '2025-06-10',
        begunBy: 'opened' as const,
        endedBy: 'closed' as const,
        openedOn: '2024-02-01',
        followUpDays: 495,
      },
      { ...second!, since: '2025-09-01', begunBy: 'reopened' as const, openedOn: '2025-09-01' },
      {
        ...third!,
        since: '2025-05-05',
        until: '2025-06-30',
        begunBy: 'transferred' as const,
        endedBy: 'closed' as const,
        openedOn: '2025-01-06',
        followUpDays: 175,
      },
    ];
    await running.database.withTenant(tenant.id, [tenant.root], (tx) =>
      tx.insert(spellFact).values(rows.map((row) => ({ ...row, id: newId() }))),
    );
  });

  test.each([
    ['A01', 1],
    ['A03', 2],
    ['A05', 1],
    ['A06', 2],
    // Three distinct files moved, the second of them three times
    ['A07', 3],
    // From 1 February to 10 June of the year after, and from 6 January to 30 June: (495 + 175) / 2
    ['G04', 335],
  ])('%s gives %d', async (id, expected) => {
    expect(await run(id)).toBe(expected);
  });
});
