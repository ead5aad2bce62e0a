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

  test('search keys: whatever units are asked for, the keys of another tenant stay out of reach', async () => {
    const everywhere = world.tenants.flatMap(({ units }) => Object.values(units));
    const [home, ...foreign] = world.tenants;
    const found = (units: readonly string[]) =>
      rolledBack(admin, async (tx) => {
        await tx`alter table app.search_key drop constraint search_key_file_fk`;
        for (const { id, files } of world.tenants)
          for (const [unit, file] of Object.entries(files))
            await tx`insert into app.search_key (tenant_id, file_id, unit_id, use_name) values (${id}, ${file}, ${unit}, 'Dupont')`;
        await tx`set local role lastria_reader`;
        await tx`select app.enter(${home!.id}::uuid, '{}'::uuid[])`;
        const rows = await tx<
          { file_id: string }[]
        >`select file_id from app.search_files(${home!.id}, ${units}::uuid[], 'dupont', null, null, null, 50)`;
        return rows.map(({ file_id }) => file_id).sort();
      });
    expect(await found(everywhere)).toEqual(Object.values(home!.files).sort());
    expect(await found([home!.units.north])).toEqual([home!.files[home!.units.north]]);
    expect(await found(foreign.flatMap(({ units }) => Object.values(units)))).toEqual([]);
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
