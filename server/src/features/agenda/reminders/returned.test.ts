import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outbox } from '../../../live/outbox.table.ts';
import { expectJson } from '../../../testing/app.ts';
import { staffMember } from '../../organisation/organisation.table.ts';
import {
  allOf,
  keeperOn,
  remindingScene,
  startReminding,
  type Listed,
  type Reminding,
} from './reminders.testkit.ts';

let reminding: Reminding;
let refuses: { code: number; message: string } | undefined;
beforeAll(async () => {
  reminding = await startReminding({ recipient: () => refuses });
});
afterAll(() => reminding.close());
const left = (work: () => Promise<unknown>) => reminding.left(work);

/** A reminder that the person's server sent back. */
async function returnedScene() {
  reminding.clock.to('2026-11-20T08:00:00Z');
  const scene = await remindingScene(reminding);
  const one = await scene.agreedOn('2026-11-24T14:00');
  reminding.clock.to('2026-11-22T09:00:00Z');
  refuses = { code: 550, message: '5.1.1 <marie@example.fr> unknown' };
  await scene.round();
  refuses = undefined;
  const [listed] = await scene.listed();
  const path = `/v1/appointments/${one.id}/reminder`;
  const contact = async (who = scene.secretary) => scene.ask(await scene.now(who), `${path}/contact`);
  const correct = async (input: object, who = scene.secretary, version = listed!.version) =>
    scene.ask(
      await scene.now(who),
      `${path}/address`,
      'PUT',
      { email: 'marie@exemple.fr', readBy: 'others', identityVersion: 1, ...input },
      version,
    );
  return { ...scene, one, version: listed!.version, contact, correct };
}

test('an address the server does not know comes back at once; once it is set right the reminder leaves again', async () => {
  reminding.clock.to('2026-11-20T08:00:00Z');
  const scene = await remindingScene(reminding);
  const one = await scene.agreedOn('2026-11-24T14:00');
  reminding.clock.to('2026-11-22T09:00:00Z');
  refuses = { code: 550, message: '5.1.1 <marie@example.fr> unknown' };
  expect(await left(scene.round)).toEqual([]);
  refuses = undefined;
  const [listed] = await scene.listed();
  expect(listed).toMatchObject({ appointmentId: one.id, state: 'bounced', reason: '5.1.1' });
  expect(listed!.receipt).toMatch(/^550 5\.1\.1 … unknown/);
  expect(listed!.receipt).not.toContain('marie');
  reminding.clock.add(120);
  expect(await left(scene.round)).toEqual([]);
  expect((await scene.decide(one.id, listed!.version, 'consideredSent')).status).toBe(409);
  await expectJson(await scene.decide(one.id, listed!.version, 'again'), 200);
  expect(await left(scene.round)).toHaveLength(1);
  expect(await scene.listed()).toEqual([]);
});

test('its address is set right in the file with the person’s agreement, and it leaves again, there alone', async () => {
  const scene = await returnedScene();
  const { one, contact, correct } = scene;
  expect(await expectJson(await contact(), 200)).toMatchObject({
    email: 'marie@example.fr',
    notAtHome: false,
    readBy: 'others',
    identityVersion: 1,
    can: { correct: true },
  });
  expect((await contact(scene.stranger)).status).toBe(404);
  expect((await correct({}, scene.stranger)).status).toBe(404);
  expect((await correct({}, scene.secretary, scene.version - 1)).status).toBe(412);
  expect((await correct({ identityVersion: 2 })).status).toBe(412);
  const refused = await expectJson<{ errors: { pointer: string }[] }>(await correct({ email: 'marie' }), 422);
  expect(refused.errors.map(({ pointer }) => pointer)).toEqual(['/email']);
  expect(await expectJson(await contact(), 200)).toMatchObject({ email: 'marie@example.fr' });
  expect(await expectJson(await correct({ readBy: 'personAlone' }), 200)).toMatchObject({ state: 'planned' });
  expect((await left(scene.round)).map(({ to }) => to)).toEqual([['marie@exemple.fr']]);
  expect(await scene.look(one.id)).toMatchObject({ state: 'sent' });
  expect(await expectJson(await contact(), 200)).toMatchObject({ readBy: 'personAlone', identityVersion: 2 });
  // Done: there is nothing to correct any more
  const { version } = (await scene.look(one.id))!;
  expect((await correct({ identityVersion: 2 }, scene.secretary, version)).status).toBe(409);
});

test('one writes there no more: not of the next appointment either, until the person gives an address', async () => {
  const scene = await returnedScene();
  const { one, decide } = scene;
  expect((await decide(one.id, scene.version, 'stopWriting', scene.stranger)).status).toBe(404);
  await expectJson(await decide(one.id, scene.version, 'stopWriting'), 200);
  const next = await scene.booked(await scene.now(scene.worker), {
    fileId: one.fileId!,
    startsAt: '2026-11-24T16:00',
  });
  expect(await left(scene.round)).toEqual([]);
  const unusable = { state: 'refused', reason: 'unusable', can: { correct: true, stopWriting: false } };
  expect(await scene.listed()).toMatchObject([
    { appointmentId: one.id, ...unusable },
    { appointmentId: next.id, ...unusable },
  ]);
  const { version } = (await scene.look(one.id))!;
  await expectJson(await scene.correct({}, scene.secretary, version), 200);
  reminding.clock.add(61);
  expect((await left(scene.round)).map(({ to }) => to)).toEqual([['marie@exemple.fr'], ['marie@exemple.fr']]);
});

test('told otherwise, the person is not written to any more, whatever is reported later', async () => {
  const scene = await returnedScene();
  const { one } = scene;
  await expectJson(await scene.decide(one.id, scene.version, 'told'), 200);
  expect(await scene.listed()).toEqual([]);
  expect(await scene.look(one.id)).toMatchObject({ state: 'told', at: '2026-11-22T09:00:00.000Z' });
  const { version } = (await scene.look(one.id))!;
  for (const decision of ['again', 'told', 'stopWriting', 'consideredSent'])
    expect((await scene.decide(one.id, version, decision)).status).toBe(409);
  reminding.clock.add(12 * 60);
  expect(await left(scene.round)).toEqual([]);
});

test('screens hear what the keeper did, and who made the appointment is told, of nobody and of nothing', async () => {
  reminding.clock.to('2026-11-20T08:00:00Z');
  const scene = await remindingScene(reminding);
  const { tenant, north, worker } = scene;
  const email = `${worker.id}@equipe.example`;
  await reminding.running.database.withTenant(tenant.id, [], (tx) =>
    tx.update(staffMember).set({ email }).where(eq(staffMember.id, worker.id)),
  );
  const one = await scene.agreedOn('2026-11-24T14:00');
  const heard = () =>
    reminding.running.database.withTenant(tenant.id, [north], (tx) =>
      tx
        .select({ fileId: outbox.fileId, staffId: outbox.staffId })
        .from(outbox)
        .where(and(eq(outbox.tenantId, tenant.id), eq(outbox.recordId, one.id))),
    );
  expect(await heard()).toEqual([{ fileId: one.fileId, staffId: worker.id }]);
  reminding.clock.to('2026-11-22T09:00:00Z');
  const woken: string[] = [];
  const keeper = keeperOn(reminding.running, reminding, (tenantId) => woken.push(tenantId));
  refuses = { code: 550, message: '5.1.1 <marie@example.fr> unknown' };
  await keeper.round(tenant.id);
  refuses = undefined;
  expect(await heard()).toHaveLength(2);
  expect((await heard())[1]).toEqual({ fileId: one.fileId, staffId: null });
  expect(woken).toEqual([tenant.id]);
  const notices = async (who = worker) =>
    (await expectJson<{ items: object[] }>(await scene.ask(await scene.now(who), '/v1/me/notices'), 200))
      .items;
  expect(await notices()).toMatchObject([
    { kind: 'reminderReturned', fileId: null, about: null, facts: [one.id, 'bounced'] },
  ]);
  expect(await notices(scene.colleague)).toEqual([]);
  reminding.clock.add(3);
  const mails = await left(() => keeper.round(tenant.id));
  expect(mails.map(({ to }) => to)).toEqual([[email]]);
  const told = await allOf(mails[0]!.raw);
  expect(told).toContain('https://lastria.example/');
  const telling = ['dupont', 'marie', 'nord', '24 novembre', 'rendez', one.id, one.fileId!, tenant.id];
  expect(telling.filter((word) => told.includes(word))).toEqual([]);
  // Nothing moved since: nobody is woken
  expect(woken).toHaveLength(1);
});

test('the list is read page by page, in its order, by whoever began it', async () => {
  reminding.clock.to('2026-11-20T08:00:00Z');
  const scene = await remindingScene(reminding);
  for (const hour of [10, 11, 12, 13, 14]) await scene.agreedOn(`2026-11-24T${hour}:00`);
  reminding.clock.to('2026-11-22T09:00:00Z');
  refuses = { code: 550, message: '5.1.1 unknown' };
  await scene.round();
  refuses = undefined;
  const secretary = await scene.now(scene.secretary);
  const read = async (query: string, who = secretary) => scene.ask(who, `/v1/agenda/reminders?${query}`);
  const whole = await expectJson<Listed>(await read('limit=5'), 200);
  expect(whole).toMatchObject({ nextCursor: null, items: Array(5).fill({ state: 'bounced' }) });
  const pages: Listed['items'][number][] = [];
  let cursor = '';
  for (let page = 0; page < 3; page += 1) {
    const answer = await expectJson<Listed>(await read(`limit=2${cursor}`), 200);
    pages.push(...answer.items);
    if (page === 0)
      expect(
        (await read(`limit=2&cursor=${answer.nextCursor!}`, await scene.now(scene.secretary))).status,
      ).toBe(422);
    cursor = `&cursor=${answer.nextCursor ?? ''}`;
    expect(answer.nextCursor === null).toBe(page === 2);
  }
  expect(pages).toEqual(whole.items);
});
