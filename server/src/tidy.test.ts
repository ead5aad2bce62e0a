import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from './db/ids.ts';
import { draft } from './features/tdm/tdm.table.ts';
import { idempotencyRecord } from './http/idempotency.table.ts';
import { outbox } from './live/outbox.table.ts';
import { idAt } from './live/position.ts';
import { startTestApp, type TestApp } from './testing/app.ts';
import { TestTenant } from './testing/tenant.ts';
import { tidyTenant } from './tidy.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

const hour = 3_600_000;

test('what time has made useless goes, of this tenant alone; the rest stays', async () => {
  const [tenant, other] = [
    await TestTenant.create(running.database),
    await TestTenant.create(running.database),
  ];
  const now = new Date('2026-11-22T12:00:00Z');
  const ago = (hours: number) => new Date(now.getTime() - hours * hour);
  for (const one of [tenant, other]) {
    const { id: staffId } = await one.staff('SOCIAL_WORKER');
    const bytes = Buffer.from('x');
    await running.database.withTenant(
      one.id,
      [one.root],
      async (tx) => {
        for (const [key, createdAt] of [
          ['old', ago(25)],
          ['new', ago(23)],
        ] as const)
          await tx.insert(idempotencyRecord).values({
            tenantId: one.id,
            staffId,
            operation: 'test.tidy',
            key,
            fingerprint: bytes,
            status: 200,
            reply: bytes,
            createdAt,
          });
        for (const [revision, savedAt] of [
          [1, ago(24 * 31)],
          [2, ago(24 * 29)],
        ] as const)
          await tx
            .insert(draft)
            .values({ tenantId: one.id, id: newId(), authorId: staffId, revision, content: bytes, savedAt });
        for (const [topic, at] of [
          ['old', ago(2)],
          ['new', ago(0.5)],
        ] as const)
          await tx
            .insert(outbox)
            .values({ tenantId: one.id, id: idAt(at.getTime()), topic, unitId: one.root, at });
      },
      staffId,
    );
  }
  const admin = postgres(running.adminUrl, { max: 1, onnotice: () => undefined });
  const left = async (one: TestTenant) => {
    const rows = await admin<{ what: string }[]>`
      select key as what from idempotency_record where tenant_id = ${one.id}
      union all select revision::text from draft where tenant_id = ${one.id}
      union all select topic from outbox where tenant_id = ${one.id} order by what`;
    return rows.map(({ what }) => what);
  };
  expect(await left(tenant)).toEqual(['1', '2', 'new', 'new', 'old', 'old']);
  await tidyTenant(running.database)(tenant.id, now);
  expect(await left(tenant)).toEqual(['2', 'new', 'new']);
  expect(await left(other)).toEqual(['1', '2', 'new', 'new', 'old', 'old']);
  await admin.end();
});
