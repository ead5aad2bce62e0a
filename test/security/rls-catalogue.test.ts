import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { tenantTables } from '../../server/src/db/tenant-table.ts';
import { createTestDatabase } from '../../server/src/testing/cluster.ts';
import type {} from '../../server/src/testing/app.ts';
import { openAdmin, rolledBack } from './support/admin.ts';
import { functionRules } from './support/catalogue-functions.ts';
import { exceptions, isException, rules } from './support/catalogue-rules.ts';

let created: Awaited<ReturnType<typeof createTestDatabase>>;
let admin: ReturnType<typeof openAdmin>;
beforeAll(async () => {
  created = await createTestDatabase(inject('clusterUrl'));
  admin = openAdmin(created.url);
});
afterAll(async () => {
  await admin.end();
  await created.drop();
});

describe('T-RLS-1 the catalogue of the database', () => {
  test('holds the tables declared', () => {
    expect(tenantTables().length).toBeGreaterThan(20);
  });

  const met = new Set<string>();
  describe.each([...rules, ...functionRules])('$title', ({ find, fault }) => {
    test('holds everywhere', async () => {
      const findings = await rolledBack(admin, find);
      for (const finding of findings) met.add(finding);
      expect(findings.filter((finding) => !isException(finding))).toEqual([]);
    });

    test('control: a planted fault is seen', async () => {
      const before = await rolledBack(admin, find);
      const after = await rolledBack(admin, async (tx) => {
        for (const statement of fault) await tx.unsafe(statement);
        return find(tx);
      });
      expect(after.length).toBeGreaterThan(before.length);
    });
  });

  test('each function that is handed a tenant with rights above the policies refuses one that was not entered', async () => {
    const functions = await admin<{ call: string }[]>`
      select format('select * from %I.%I(%s)', n.nspname, p.proname,
               (select string_agg(case when i = 1 then '$1::uuid' else 'null::' || format_type(t, null) end, ', ' order by i)
                  from unnest(p.proargtypes::oid[]) with ordinality as a(t, i))) as call
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where p.prosecdef and n.nspname in ('public', 'app') and p.pronargs > 0 and p.proargnames[1] = 'p_tenant'`;
    expect(functions.length).toBeGreaterThan(2);
    for (const { call } of functions) {
      const outcome = await rolledBack(admin, async (tx) => {
        await tx`set local role lastria_app`;
        await tx`select app.enter(${crypto.randomUUID()}::uuid, '{}'::uuid[])`;
        return tx
          .savepoint((inner) => inner.unsafe(call, [crypto.randomUUID()]))
          .then(
            (rows) => `${rows.length} rows`,
            (error: { code: string }) => error.code,
          );
      });
      expect([call, outcome]).toEqual([call, '42501']);
    }
  });

  test('the written exceptions all still stand', () => {
    expect(Object.keys(exceptions).filter((finding) => !met.has(finding))).toEqual([]);
  });
});
