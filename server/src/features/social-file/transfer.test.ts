import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

interface Transfer {
  id: string;
  fileId: string;
  status: string;
  toUnitName: string;
  fromUnitName: string;
  requestedByName: string;
  answer: string | null;
}

async function scene() {
  const tenant = await TestTenant.create(running.database);
  const [from, to] = [await tenant.unit('Départ'), await tenant.unit('Arrivée')];
  const giver = await tenant.staff('SOCIAL_WORKER', { unitId: from });
  const taker = await tenant.staff('SOCIAL_WORKER', { unitId: to });
  const fileId = await tenant.file(from);
  const ask = async () =>
    expectJson<Transfer>(
      await call(running.app, giver.token, `/v1/files/${fileId}/transfers`, {
        method: 'POST',
        body: { toUnitId: to, reason: 'Mutation' },
        headers: { 'if-match': '"1"' },
      }),
      201,
    );
  const listed = async (who: TestStaff, query = '') =>
    (
      await expectJson<{ items: Transfer[] }>(
        await call(running.app, who.token, `/v1/transfers${query}`),
        200,
      )
    ).items;
  const answer = (who: TestStaff, id: string, verb: string, body: object = {}) =>
    call(running.app, who.token, `/v1/transfers/${id}/${verb}`, { method: 'POST', body });
  return { tenant, from, to, giver, taker, fileId, ask, listed, answer };
}

describe('a transfer that is asked for', () => {
  test('waits on the file and at the other unit, named; whoever asked takes it back', async () => {
    const { tenant, from, giver, taker, fileId, ask, listed, answer } = await scene();
    const { id } = await ask();
    const named = { id, fromUnitName: 'Départ', toUnitName: 'Arrivée' };
    expect(await listed(taker)).toMatchObject([{ ...named, can: { answer: true, revoke: false } }]);
    expect(await listed(giver)).toMatchObject([{ ...named, can: { answer: false, revoke: true } }]);
    const colleague = await tenant.staff('SECRETARY', { unitId: from });
    expect(await listed(colleague)).toEqual([]);
    expect(await listed(colleague, `?fileId=${fileId}`)).toMatchObject([named]);
    const stranger = await tenant.staff('SOCIAL_WORKER', { unitId: await tenant.unit('Ailleurs') });
    expect(await listed(stranger, `?fileId=${fileId}`)).toEqual([]);
    expect((await answer(taker, id, 'revoke')).status).toBe(403);
    await expectJson(await answer(giver, id, 'revoke'), 200);
    expect([await listed(giver), await listed(taker)]).toEqual([[], []]);
    expect((await answer(taker, id, 'accept')).status).toBe(409);
  });

  test('is refused with a reason, and the file has not moved', async () => {
    const { giver, taker, fileId, ask, listed, answer } = await scene();
    const { id } = await ask();
    expect((await answer(taker, id, 'refuse')).status).toBe(422);
    expect((await answer(giver, id, 'refuse', { reason: 'Non' })).status).toBe(403);
    const refused = await expectJson<Transfer>(
      await answer(taker, id, 'refuse', { reason: 'Hors secteur' }),
      200,
    );
    expect(refused).toMatchObject({ status: 'refused', answer: 'Hors secteur' });
    expect(await listed(giver)).toEqual([]);
    expect((await call(running.app, giver.token, `/v1/files/${fileId}`)).status).toBe(200);
    expect((await call(running.app, taker.token, `/v1/files/${fileId}`)).status).toBe(404);
  });

  test('goes to a unit chosen by its name, beyond one’s own: names, and nothing else', async () => {
    const { tenant, from, to, giver, taker, fileId } = await scene();
    const targets = async (who: TestStaff) =>
      call(running.app, who.token, `/v1/files/${fileId}/transfer-targets`);
    const { items } = await expectJson<{ items: { id: string; atOnce: boolean }[] }>(
      await targets(giver),
      200,
    );
    expect(items.map(({ id }) => id).toSorted()).toEqual([tenant.root, to].toSorted());
    expect(items.find(({ id }) => id === to)).toEqual({
      id: to,
      name: 'Arrivée',
      path: ['Siège'],
      atOnce: false,
    });
    await tenant.grant(giver.id, 'SOCIAL_WORKER', { unitId: to });
    const now = await expectJson<{ items: { id: string; atOnce: boolean }[] }>(await targets(giver), 200);
    expect(now.items.find(({ id }) => id === to)?.atOnce).toBe(true);
    const manager = await tenant.staff('TEAM_MANAGER', { unitId: from });
    expect([(await targets(taker)).status, (await targets(manager)).status]).toEqual([404, 403]);
  });
});

test('a right on one file alone does not take it from its unit, not even to one’s own', async () => {
  const { tenant, from, to, taker, fileId } = await scene();
  await tenant.grant(taker.id, 'SOCIAL_WORKER', { fileId });
  const at = `/v1/files/${fileId}`;
  const take = () =>
    call(running.app, taker.token, `${at}/transfers`, {
      method: 'POST',
      body: { toUnitId: to, reason: 'Je le suis' },
      headers: { 'if-match': '"1"' },
    });
  const targets = () => call(running.app, taker.token, `${at}/transfer-targets`);
  const file = async () =>
    expectJson<{ unit: { id: string }; can: Record<string, boolean> }>(
      await call(running.app, taker.token, at),
      200,
    );
  expect([(await take()).status, (await targets()).status]).toEqual([403, 403]);
  expect(await file()).toMatchObject({ unit: { id: from }, can: { transfer: false, writeFollowUp: true } });
  await tenant.grant(taker.id, 'SOCIAL_WORKER', { unitId: from });
  expect((await file()).can['transfer']).toBe(true);
  expect([(await targets()).status, (await take()).status], 'control').toEqual([200, 201]);
});
