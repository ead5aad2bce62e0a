import { and, eq } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accessGrant } from './access.table.ts';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { testKeyring } from '../../testing/cluster.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';

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
  const { recorded, ...said } = await expectJson<{ recorded: true }>(after, 403);
  expect([recorded, JSON.stringify(said).includes('Paul')]).toEqual([true, false]);
  expect((await call(running.app, colleague.token, `/v1/files/${fileId}`)).status, 'control').toBe(200);
  expect(running.failures).toEqual([]);
});

describe('a reply whose file went elsewhere', () => {
  let tenant: TestTenant;
  let north: string;
  let south: string;
  let fileId: string;
  let worker: TestStaff;
  beforeEach(async () => {
    tenant = await TestTenant.create(running.database);
    [north, south] = [await tenant.unit('Nord'), await tenant.unit('Sud')];
    fileId = await tenant.file(north);
    worker = await tenant.staff('SOCIAL_WORKER', { unitId: north });
  });

  /** An act, to be sent as often as wished. */
  const act =
    (who: TestStaff, path: string, body?: unknown, more: { method?: string; version?: string } = {}) =>
    () =>
      call(running.app, who.token, path, {
        method: more.method ?? 'POST',
        ...(body === undefined ? {} : { body }),
        headers: {
          'idempotency-key': `une-cle-de-${path}`,
          ...(more.version ? { 'if-match': more.version } : {}),
        },
      });
  /** The file goes south, by somebody who writes in both. */
  const transferSouth = async (version = '"1"') => {
    const both = await tenant.staff('SOCIAL_WORKER');
    const body = { toUnitId: south, reason: 'Mutation' };
    await expectJson(await act(both, `/v1/files/${fileId}/transfers`, body, { version })(), 201);
  };

  test('to a unit where one sees less is not given again, words included', async () => {
    await tenant.grant(worker.id, 'SECRETARY', { unitId: south });
    const add = act(worker, `/v1/files/${fileId}/relatives`, { kind: 'enfant', name: 'Paul' });
    await expectJson(await add(), 201);
    await transferSouth();
    const answer = await add();
    const text = await answer.text();
    expect([answer.status, JSON.parse(text), text.includes('Paul')]).toEqual([
      403,
      expect.objectContaining({ recorded: true }),
      false,
    ]);
    expect((await call(running.app, worker.token, `/v1/files/${fileId}`)).status, 'control').toBe(200);
  });

  test('to a unit where one sees as much is given again', async () => {
    await tenant.grant(worker.id, 'SOCIAL_WORKER', { unitId: south });
    const add = act(worker, `/v1/files/${fileId}/relatives`, { kind: 'enfant', name: 'Paul' });
    const first = await expectJson(await add(), 201);
    await transferSouth();
    expect(await expectJson(await add(), 201)).toEqual(first);
  });

  test('because the other unit accepted it: who asked learns that the transfer was asked, and not why', async () => {
    const body = { toUnitId: south, reason: 'Placement de Paul' };
    const ask = act(worker, `/v1/files/${fileId}/transfers`, body, { version: '"1"' });
    const { id } = await expectJson<{ id: string }>(await ask(), 201);
    const receiver = await tenant.staff('SOCIAL_WORKER', { unitId: south });
    const accept = act(receiver, `/v1/transfers/${id}/accept`, {});
    const accepted = await expectJson(await accept(), 200);
    const problem = await expectJson<{ recorded: boolean }>(await ask(), 404);
    expect([problem.recorded, JSON.stringify(problem).includes('Paul')]).toEqual([true, false]);
    expect(await expectJson(await accept(), 200), 'who received it').toEqual(accepted);
  });

  test('a refusal by a unit that never saw the file is given again', async () => {
    const body = { toUnitId: south, reason: 'Mutation' };
    const ask = act(worker, `/v1/files/${fileId}/transfers`, body, { version: '"1"' });
    const { id } = await expectJson<{ id: string }>(await ask(), 201);
    const receiver = await tenant.staff('SOCIAL_WORKER', { unitId: south });
    expect((await call(running.app, receiver.token, `/v1/files/${fileId}`)).status, 'control').toBe(404);
    const refuse = act(receiver, `/v1/transfers/${id}/refuse`, { reason: 'Non suivi ici' });
    const refused = await expectJson(await refuse(), 200);
    expect(await expectJson(await refuse(), 200)).toEqual(refused);
  });

  test('a deletion says that it was done, which is all it ever said', async () => {
    const entry = { typeCode: 'entretien-telephonique', performedOn: '2026-11-17', text: 'Texte.' };
    const created = await act(worker, `/v1/files/${fileId}/entries`, entry)();
    const { id } = await expectJson<{ id: string }>(created, 201);
    const undo = act(worker, `/v1/entries/${id}`, undefined, { method: 'DELETE', version: '"1"' });
    await expectJson(await undo(), 204);
    const { version } = await expectJson<{ version: number }>(
      await call(running.app, worker.token, `/v1/files/${fileId}`),
      200,
    );
    await transferSouth(`"${version}"`);
    const again = await undo();
    expect([again.status, await again.text()]).toEqual([204, '']);
  });

  test('a reply kept before replies said what they are about is not given again', async () => {
    const add = act(worker, `/v1/files/${fileId}/relatives`, { kind: 'enfant', name: 'Paul' });
    const first = await (await add()).text();
    const admin = postgres(running.adminUrl, { max: 1 });
    const [kept] = await admin<{ operation: string; key: string; reply: Uint8Array }[]>`
      select operation, key, reply from idempotency_record where tenant_id = ${tenant.id}`;
    const { operation, key } = kept!;
    const about = `${tenant.id}/${worker.id}/${operation}/${key}`;
    const stored = JSON.parse(testKeyring.open('idempotency', about, kept!.reply).toString()) as object;
    expect(stored).toMatchObject({ reach: [{ kind: 'file', id: fileId }] });
    const older = Buffer.from(JSON.stringify({ ...stored, reach: undefined }));
    const reply = testKeyring.seal('idempotency', about, older);
    await admin`update idempotency_record set reply = ${reply} where tenant_id = ${tenant.id} and key = ${key}`;
    await admin.end();
    const answer = await add();
    expect([answer.status, first.includes('Paul'), (await answer.text()).includes('Paul')]).toEqual([
      404,
      true,
      false,
    ]);
  });
});
