import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../db/ids.ts';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import { staffMember } from '../organisation/organisation.table.ts';
import type { SocialFile } from './social-file.schema.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

async function scene() {
  const tenant = await TestTenant.create(running.database);
  const [here, elsewhere] = [await tenant.unit('Ici'), await tenant.unit('Ailleurs')];
  const worker = await tenant.staff('SOCIAL_WORKER', { unitId: here });
  const gone = await tenant.staff('SOCIAL_WORKER', { unitId: here });
  const ended = await tenant.staff('SECRETARY', { unitId: here });
  await tenant.grant(ended.id, 'SOCIAL_WORKER', { unitId: here, until: new Date('2021-01-01T00:00:00Z') });
  const nobody = {
    unknown: newId(),
    secretary: (await tenant.staff('SECRETARY', { unitId: here })).id,
    manager: (await tenant.staff('TEAM_MANAGER', { unitId: here })).id,
    elsewhere: (await tenant.staff('SOCIAL_WORKER', { unitId: elsewhere })).id,
    foreign: (await (await TestTenant.create(running.database)).staff('SOCIAL_WORKER')).id,
    ended: ended.id,
    gone: gone.id,
  };
  await running.database.withTenant(tenant.id, [], (tx) =>
    tx
      .update(staffMember)
      .set({ leftAt: new Date('2021-01-01T00:00:00Z') })
      .where(and(eq(staffMember.tenantId, tenant.id), eq(staffMember.id, gone.id))),
  );
  return { tenant, here, worker, nobody };
}

const refused = async (response: Response) => {
  const { errors } = await expectJson<{ errors: { pointer: string }[] }>(response, 422);
  return errors.map(({ pointer }) => pointer);
};

describe('the lead worker of a file', () => {
  const create = async (who: TestStaff, unitId: string, leadWorkerId: string | null) => {
    const { receipt } = await expectJson<{ receipt: string }>(
      await call(running.app, who.token, '/v1/files/search', {
        method: 'POST',
        body: { query: 'Zola Émile' },
      }),
      200,
    );
    const identity = { lastName: 'Zola', firstNames: 'Émile' };
    return call(running.app, who.token, '/v1/files', {
      method: 'POST',
      body: { unitId, identity, leadWorkerId, searchReceipt: receipt },
    });
  };

  test('of a new file follows files of its unit, and is of the team; nothing is written otherwise', async () => {
    const { tenant, here, worker, nobody } = await scene();
    for (const [who, staffId] of Object.entries(nobody))
      expect([who, await refused(await create(worker, here, staffId))]).toEqual([who, ['/leadWorkerId']]);
    const list = await expectJson<{ items: unknown[] }>(
      await call(running.app, worker.token, '/v1/files'),
      200,
    );
    expect(list.items).toEqual([]);

    const colleague = await tenant.staff('SOCIAL_WORKER');
    const file = await expectJson<SocialFile>(await create(worker, here, colleague.id), 201);
    expect(file.leadWorker?.id).toBe(colleague.id);
    expect(running.failures).toEqual([]);
  });

  test('of a file may be whoever writes its follow-up, by its unit or by a right on it alone', async () => {
    const { tenant, here, worker, nobody } = await scene();
    const fileId = await tenant.file(here);
    const assign = (staffId: string | null, version: number) =>
      call(running.app, worker.token, `/v1/files/${fileId}/lead-worker`, {
        method: 'POST',
        body: { staffId },
        headers: { 'if-match': `"${version}"` },
      });
    for (const [who, staffId] of Object.entries(nobody))
      expect([who, await refused(await assign(staffId, 1))]).toEqual([who, ['/staffId']]);

    const offered = async () => {
      const answer = await call(running.app, worker.token, `/v1/files/${fileId}/lead-workers`);
      return (await expectJson<{ items: { id: string }[] }>(answer, 200)).items.map(({ id }) => id).sort();
    };
    expect(await offered()).toEqual([worker.id]);
    await tenant.grant(nobody.elsewhere, 'SOCIAL_WORKER', { fileId });
    expect(await offered()).toEqual([worker.id, nobody.elsewhere].sort());
    for (const [at, staffId] of [worker.id, nobody.elsewhere, null].entries()) {
      const file = await expectJson<SocialFile>(await assign(staffId, at + 1), 200);
      expect(file.leadWorker?.id ?? null).toBe(staffId);
    }
    expect(running.failures).toEqual([]);
  });
});
