import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMail } from '../../../mail/mail.ts';
import { expectJson } from '../../../testing/app.ts';
import { openRelay } from '../../../testing/relay.ts';
import { staffMember } from '../../organisation/organisation.table.ts';
import { allOf, keeperOn, remindingScene, startReminding, type Reminding } from './reminders.testkit.ts';

let reminding: Reminding;
beforeAll(async () => {
  reminding = await startReminding();
});
afterAll(() => reminding.close());

async function askedScene() {
  reminding.clock.to('2026-11-20T08:00:00Z');
  const scene = await remindingScene(reminding);
  const { tenant, worker } = scene;
  const email = `${worker.id}@equipe.example`;
  await reminding.running.database.withTenant(tenant.id, [], (tx) =>
    tx.update(staffMember).set({ email }).where(eq(staffMember.id, worker.id)),
  );
  let hour = 8;
  const request = async () =>
    scene.booked(await scene.now(scene.secretary), {
      fileId: scene.fileId,
      workerIds: [worker.id],
      startsAt: `2026-11-24T${String((hour += 1)).padStart(2, '0')}:00`,
      title: 'Impayé de loyer',
    });
  const sent = () => reminding.relay.received.filter(({ to }) => to.includes(email));
  const choose = async (wanted: boolean, version: number) =>
    scene.ask(await scene.now(worker), '/v1/agenda/request-mail', 'PUT', { wanted }, version);
  return { ...scene, request, sent, choose };
}

test('a colleague who is asked is told that something waits, once for several, and nothing else', async () => {
  const { request, sent, round, tenant, secretary } = await askedScene();
  const one = await request();
  await request();
  await round();
  expect(sent()).toEqual([]);
  reminding.clock.add(3);
  await round();
  await round();
  expect(sent()).toHaveLength(1);
  const told = await allOf(sent()[0]!.raw);
  expect(told).toContain('https://lastria.example/');
  for (const word of [
    'dupont',
    'morel',
    'nord',
    'loyer',
    '24 novembre',
    one.id,
    one.fileId!,
    tenant.id,
    secretary.id,
  ])
    expect(told).not.toContain(word);
  // Another request soon after waits its quarter of an hour
  await request();
  reminding.clock.add(3);
  await round();
  expect(sent()).toHaveLength(1);
  reminding.clock.add(13);
  await round();
  expect(sent()).toHaveLength(2);
});

test('who said no is not told, nor who has read it meanwhile', async () => {
  const { request, sent, round, choose, ask, now, worker } = await askedScene();
  expect(await expectJson(await ask(worker, '/v1/agenda/request-mail'), 200)).toMatchObject({ wanted: true });
  await expectJson(await choose(false, 1), 200);
  expect((await choose(true, 1)).status).toBe(412);
  await request();
  reminding.clock.add(3);
  await round();
  expect(sent()).toEqual([]);
  await expectJson(await choose(true, 2), 200);
  await request();
  expect((await ask(await now(worker), '/v1/me/notices/read', 'POST')).status).toBe(204);
  reminding.clock.add(3);
  await round();
  expect(sent()).toEqual([]);
  await request();
  reminding.clock.add(3);
  await round();
  expect(sent()).toHaveLength(1);
});

test('a dead server delays it; a message whose fate nobody knows is not sent again', async () => {
  const { request, sent, round, tenant } = await askedScene();
  await request();
  reminding.clock.add(3);
  const closed = await openRelay();
  await closed.close();
  const dead = openMail({ smtpUrl: closed.url, from: 'ne-pas-repondre@messages.example' });
  await keeperOn(reminding.running, { clock: reminding.clock, mail: dead }).round(tenant.id);
  await round();
  expect(sent()).toEqual([]);
  reminding.clock.add(2);
  await round();
  expect(sent()).toHaveLength(1);
  await request();
  reminding.clock.add(20);
  const lost = { ...dead, handOver: () => Promise.resolve({ kind: 'unknown' as const }) };
  await keeperOn(reminding.running, { clock: reminding.clock, mail: lost }).round(tenant.id);
  reminding.clock.add(60);
  await round();
  expect(sent()).toHaveLength(1);
  dead.close();
});
