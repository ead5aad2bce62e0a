import { and, eq } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessGrant } from './access.table.ts';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant } from '../../testing/tenant.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

test('T-AUTH-5 a reply is given again with a trace, and no more once a right is lost', async () => {
  const tenant = await TestTenant.create(running.database);
  const [north, south] = [await tenant.unit('Nord'), await tenant.unit('Sud')];
  const fileId = await tenant.file(north);
  const worker = await tenant.staff('SOCIAL_WORKER', { unitId: south });
  const grantId = await tenant.grant(worker.id, 'SOCIAL_WORKER', { unitId: north });
  const path = `/v1/files/${fileId}/relatives`;
  const add = () =>
    call(running.app, worker.token, path, {
      method: 'POST',
      body: { kind: 'enfant', name: 'Paul' },
      headers: { 'idempotency-key': 'une-cle-et-une-seule' },
    });
  const first = await (await add()).text();
  const again = await add();
  expect([again.status, await again.text()]).toEqual([201, first]);
  const colleague = await tenant.staff('SOCIAL_WORKER', { unitId: north });
  const trace = async () =>
    (
      await expectJson<{ items: { type: string }[] }>(
        await call(running.app, colleague.token, `/v1/files/${fileId}/audit`),
        200,
      )
    ).items.map(({ type }) => type);
  expect((await trace()).filter((type) => type === 'file.relativesChanged')).toHaveLength(1);
  const admin = postgres(running.adminUrl, { max: 1 });
  const repeats = await admin`
    select facts from audit_event where tenant_id = ${tenant.id} and staff_id = ${worker.id} and type = 'call.repeated'`;
  await admin.end();
  expect(repeats).toEqual([{ facts: { operation: 'socialFile.addRelative' } }]);

  await running.database.withTenant(tenant.id, [], (tx) =>
    tx
      .update(accessGrant)
      .set({ revokedAt: new Date() })
      .where(and(eq(accessGrant.tenantId, tenant.id), eq(accessGrant.id, grantId))),
  );
  const after = await add();
  expect([after.status, (await after.text()).includes('Paul')]).toEqual([403, false]);
  expect((await call(running.app, colleague.token, `/v1/files/${fileId}`)).status, 'control').toBe(200);
  expect(running.failures).toEqual([]);
});
