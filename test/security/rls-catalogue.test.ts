import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { tenantTables } from '../../server/src/db/tenant-table.ts';
import { createTestDatabase } from '../../server/src/testing/cluster.ts';
import type {} from '../../server/src/testing/app.ts';
import { openAdmin, rolledBack } from './support/admin.ts';
import { exceptions, rules } from './support/catalogue-rules.ts';

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
  describe.each(rules)('$title', ({ find, fault }) => {
    test('holds everywhere', async () => {
      const findings = await rolledBack(admin, find);
      for (const finding of findings) met.add(finding);
      expect(findings.filter((finding) => !(finding in exceptions))).toEqual([]);
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

  test('the written exceptions all still stand', () => {
    expect(Object.keys(exceptions).filter((finding) => !met.has(finding))).toEqual([]);
  });
});
