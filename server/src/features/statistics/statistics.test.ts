import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import { reports } from './catalogue/reports.ts';
import type { Table } from './statistics.schema.ts';

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
const runnable = [...reports().values()].filter(({ waitsFor }) => waitsFor.length === 0);

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
