import { eq, sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orgUnit } from '../features/organisation/organisation.table.ts';
import { auditEvent } from '../features/audit/audit.table.ts';
import { partner } from '../features/tdm/tdm.table.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { TestTenant } from '../testing/tenant.ts';
import type { Context } from './database.ts';
import { newId } from './ids.ts';
import { insert, insertReturning, statement, textList } from './statement.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

type Run = <T>(work: (ctx: Context) => Promise<T>) => Promise<T>;
async function someone(): Promise<{ tenant: TestTenant; run: Run }> {
  const tenant = await TestTenant.create(running.database);
  const { sessionId } = await tenant.staff('SOCIAL_WORKER');
  const run: Run = async (work) => {
    const claims = { tenantId: tenant.id, sessionId };
    const call = { requestId: newId(), now: new Date() };
    return (await running.database.withActor(claims, 'write', call, work))!;
  };
  return { tenant, run };
}

const units = statement(['tenantId'], (db, { tenantId }) =>
  db.select({ tenantId: orgUnit.tenantId }).from(orgUnit).where(eq(orgUnit.tenantId, tenantId)),
);

test('a statement runs in the transaction it is given, with its values, among a hundred at once', async () => {
  const people = await Promise.all(Array.from({ length: 5 }, someone));
  const turns = Array.from({ length: 100 }, (_, turn) => people[turn % 5]!);
  const seen = await Promise.all(
    turns.map(({ tenant, run }) =>
      run(async ({ tx }) => {
        const [mine, others] = await Promise.all([
          units(tx, { tenantId: tenant.id }),
          units(tx, { tenantId: people.find((one) => one.tenant !== tenant)!.tenant.id }),
        ]);
        return { mine: new Set(mine.map(({ tenantId }) => tenantId)), others: others.length, of: tenant.id };
      }),
    ),
  );
  for (const { mine, others, of } of seen) {
    expect([...mine]).toEqual([of]);
    expect(others).toBe(0);
  }
});

test('rows are written with what they have: null, left out, objects, dates, several at once', async () => {
  const { tenant, run } = await someone();
  const at = new Date('2026-03-04T05:06:07.890Z');
  const row = (facts: Record<string, string | number | string[]>, fileId: string | null) => ({
    ...{ tenantId: tenant.id, id: newId(), at, type: 'file.opened', requestId: newId(), facts, fileId },
    sessionId: null,
  });
  const rows = [row({ fields: ['a', `l'"é\\`] }, null), row({}, newId()), row({ codes: 2 }, null)];
  await run(async ({ tx }) => {
    await insert(tx, auditEvent, rows[0]!);
    await insert(tx, auditEvent, ...rows.slice(1));
    await insert(tx, auditEvent);
  });
  const admin = postgres(running.adminUrl, { max: 1 });
  const written = await admin`
    select tenant_id as "tenantId", id, at, type, request_id as "requestId", facts, file_id as "fileId", session_id as "sessionId"
      from audit_event where tenant_id = ${tenant.id} and at = ${at} order by id`;
  await admin.end();
  expect([...written]).toEqual(rows);
});

test('what was written comes back, with the defaults of the table; many rows too', async () => {
  const { tenant, run } = await someone();
  const rows = Array.from({ length: 20 }, (_, number) => ({
    ...{ tenantId: tenant.id, id: newId(), kind: 'CAF', name: `CAF ${number}` },
  }));
  for (const some of [rows.slice(0, 3), rows.slice(3)]) {
    const back = await run(({ tx }) => insertReturning(tx, partner, some));
    expect(back).toEqual(some.map((one) => ({ ...one, active: true, version: 1 })));
  }
});

test('a list of texts arrives as it is', async () => {
  const texts = ['a,b', '{c}', '"d"', '\\', 'é\n', 'NULL', ''];
  const { run } = await someone();
  const [row] = await run(({ tx }) =>
    tx.execute<{ texts: string[] }>(sql`select ${textList(texts)}::text[] as texts`),
  );
  expect(row?.texts).toEqual(texts);
});
