import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { tenantTables } from '../../server/src/db/tenant-table.ts';
import type {} from '../../server/src/testing/app.ts';
import { createTestDatabase } from '../../server/src/testing/cluster.ts';
import { openAdmin, rolledBack } from './support/admin.ts';
import { checkTable } from './support/matrix-check.ts';
import { buildWorld, type World } from './support/matrix-world.ts';
import { tableRules } from './support/oracle.ts';

let created: Awaited<ReturnType<typeof createTestDatabase>>;
let admin: ReturnType<typeof openAdmin>;
let world: World;
beforeAll(async () => {
  created = await createTestDatabase(inject('clusterUrl'));
  admin = openAdmin(created.url);
  world = await buildWorld(admin);
});
afterAll(async () => {
  await admin.end();
  await created.drop();
});

describe('T-RLS-2 every person, every table, every verb', () => {
  test('the oracle speaks of each table, and of no other', () => {
    expect(Object.keys(tableRules).sort()).toEqual(
      tenantTables()
        .map(({ name }) => name)
        .sort(),
    );
  });

  test.each(tenantTables().map(({ name }) => name))('%s', async (name) => {
    const table = world.tables.find((one) => one.name === name)!;
    expect(world.rows.get(name)!.length, 'rows in each tenant').toBeGreaterThanOrEqual(3);
    expect(await rolledBack(admin, (tx) => checkTable(tx, world, table))).toEqual([]);
  });

  test('control: without the policies the matrix fails for each table', async () => {
    for (const table of world.tables) {
      const findings = await rolledBack(admin, async (tx) => {
        await tx.unsafe(`alter table "${table.name}" disable row level security`);
        return checkTable(tx, world, table, { people: world.people.slice(0, 2), first: true });
      });
      expect(findings, table.name).not.toEqual([]);
    }
  });
});
