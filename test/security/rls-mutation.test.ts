import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { tenantTables } from '../../server/src/db/tenant-table.ts';
import type {} from '../../server/src/testing/app.ts';
import { createTestDatabase } from '../../server/src/testing/cluster.ts';
import { openAdmin, rolledBack } from './support/admin.ts';
import { checkTable } from './support/matrix-check.ts';
import { buildWorld, type World } from './support/matrix-world.ts';

interface Policy {
  readonly table: string;
  readonly name: string;
  readonly reads: string | null;
  readonly writes: string | null;
  readonly roles: string;
}

const tenantTest = `tenant_id = nullif(current_setting('app.tenant', true), '')::uuid`;
let created: Awaited<ReturnType<typeof createTestDatabase>>;
let admin: ReturnType<typeof openAdmin>;
let world: World;
let policies: Policy[];
let bareTest: string;
beforeAll(async () => {
  created = await createTestDatabase(inject('clusterUrl'));
  admin = openAdmin(created.url);
  world = await buildWorld(admin);
  policies = await admin<Policy[]>`
    select tablename as table, policyname as name, qual as reads, with_check as writes, array_to_string(roles, ',') as roles
      from pg_policies where schemaname = 'public' order by 1, 2`;
  bareTest = policies.find(({ name }) => name === 'partner_select')!.reads!;
});
afterAll(async () => {
  await admin.end();
  await created.drop();
});

/** Whether a test is that of the tenant alone: to open it to the whole tenant changes nothing. */
const isBare = (test: string) => test.replace(/^\((.*) AND true\)$/, '$1') === bareTest;

/** Each way a policy can rot: gone, open to all, open to the whole tenant; for reading and for writing apart. */
function mutantsOf({ table, name, reads, writes }: Policy): string[] {
  const alter = `alter policy "${name}" on "${table}"`;
  return [
    `drop policy "${name}" on "${table}"`,
    ...(reads === null ? [] : [`${alter} using (true)`]),
    ...(writes === null ? [] : [`${alter} with check (true)`]),
    ...(reads === null || isBare(reads) ? [] : [`${alter} using (${tenantTest})`]),
    ...(writes === null || isBare(writes) ? [] : [`${alter} with check (${tenantTest})`]),
  ];
}

const killed = (table: string, mutant: string) =>
  rolledBack(admin, async (tx) => {
    await tx.unsafe(mutant);
    const findings = await checkTable(
      tx,
      world,
      world.tables.find(({ name }) => name === table)!,
      { first: true },
    );
    return findings.length > 0;
  });

describe('T-RLS-3 a policy that rots is seen', () => {
  test('control: with the policies as they are, the matrix finds nothing', async () => {
    const table = world.tables.find(({ name }) => name === 'work_entry_text')!;
    expect(await rolledBack(admin, (tx) => checkTable(tx, world, table, { first: true }))).toEqual([]);
  });

  test.each(tenantTables().map(({ name }) => name))(
    '%s: each mutant of its policies is killed',
    async (table) => {
      const own = policies.filter((policy) => policy.table === table && policy.roles === 'public');
      const mutants = own.flatMap(mutantsOf);
      const survivors: string[] = [];
      for (const mutant of mutants) if (!(await killed(table, mutant))) survivors.push(mutant);
      expect(mutants.length).toBeGreaterThanOrEqual(own.length * 2);
      expect(survivors).toEqual([]);
    },
  );

  test('a policy for one role alone is needed by the functions of that role', async () => {
    const own = policies.filter(({ roles }) => roles !== 'public');
    expect([...new Set(own.map(({ roles }) => roles))].sort()).toEqual([
      'lastria_auditor',
      'lastria_counter',
      'lastria_directory',
      'lastria_sealer',
      'lastria_undo',
    ]);
    const listed = await rolledBack(admin, async (tx) => {
      const before = await tx`select * from app.list_tenants()`;
      await tx`drop policy tenant_directory on tenant`;
      return [before.length, (await tx`select * from app.list_tenants()`).length];
    });
    expect(listed).toEqual([3, 0]);
  });
});
