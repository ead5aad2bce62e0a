import { expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import * as store from '../../server/src/features/agenda/outlook/link.store.ts';
import type { CalendarLinkState } from '../../server/src/features/agenda/outlook/link.schema.ts';
import { staffMember } from '../../server/src/features/organisation/organisation.table.ts';
import { expectJson } from '../../server/src/testing/app.ts';
import type { TestStaff } from '../../server/src/testing/tenant.ts';
import { camille, linkedScene, paul, type LinkedScene } from './linked.ts';
import { minutes } from './simulator/clock.ts';

const path = '/v1/agenda/calendar-link';
const asked = (scene: LinkedScene, who: TestStaff, verb: string, body?: object) =>
  scene.ask(who, `${path}/${verb}`, 'POST', body);
const state = async (scene: LinkedScene, who: TestStaff) =>
  expectJson<CalendarLinkState>(await scene.ask(who, path), 200);

/** Goes to Microsoft as a browser does, signs in and agrees; gives what it is sent back with. */
async function agree(scene: LinkedScene, who: TestStaff, upn: string) {
  const { address } = await expectJson<{ address: string }>(await asked(scene, who, 'connect'), 200);
  scene.graph.mailbox(upn).signIn();
  const answer = await fetch(address, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location')!).searchParams;
  return { code: back.get('code')!, state: back.get('state')! };
}

const appointment = { startsAt: '2026-12-01T09:00', endsAt: '2026-12-01T10:00' };
const subjects = (scene: LinkedScene) =>
  scene.graph
    .mailbox(camille)
    .events()
    .map(({ subject }) => subject);

test('a worker agrees at Microsoft, chooses what colleagues see, lets go, and comes back: never two events', async () => {
  const scene = await linkedScene({ notified: true });
  const { worker, outlook, tenant } = scene;
  await scene.booked(worker, { ...appointment, fileId: scene.fileId });
  expect(await state(scene, worker)).toMatchObject({
    available: true,
    state: 'removed',
    level: 'busy',
    mailbox: null,
  });
  const tie = async () => {
    const back = await agree(scene, worker, camille);
    expect((await asked(scene, worker, 'finish', back)).status).toBe(200);
    await outlook.keep(tenant.id);
    await outlook.keep(tenant.id);
  };
  await tie();
  expect(await state(scene, worker)).toMatchObject({ state: 'connected', mailbox: camille, toCheck: [] });
  expect(subjects(scene)).toEqual(['Occupé']);

  expect((await asked(scene, worker, 'level', { level: 'initials' })).status).toBe(422);
  await scene.letTell('initials');
  const chosen = await expectJson<CalendarLinkState>(
    await asked(scene, worker, 'level', { level: 'initials' }),
    200,
  );
  expect(chosen.previews).toEqual([
    { level: 'busy', subject: 'Occupé' },
    { level: 'initials', subject: 'Rendez-vous O. E.' },
    { level: 'full', subject: 'Entretien – Odile Exemple' },
  ]);
  await outlook.keep(tenant.id);
  expect(subjects(scene)).toEqual(['Rendez-vous M. D.']);

  expect((await asked(scene, worker, 'disconnect', { keepEvents: true })).status).toBe(200);
  await outlook.keep(tenant.id);
  expect(await state(scene, worker)).toMatchObject({ state: 'removed', mailbox: null, syncedAt: null });
  expect(subjects(scene)).toEqual(['Rendez-vous M. D.']);
  expect(scene.graph.notifications.subscriptions).toEqual([]);
  await tie();
  expect(subjects(scene)).toEqual(['Rendez-vous M. D.']);

  await asked(scene, worker, 'disconnect', { keepEvents: false });
  await outlook.keep(tenant.id);
  expect(subjects(scene)).toEqual([]);
  expect(scene.graph.mails).toEqual([]);
});

test('what the tenant forbids is written over in Outlook at once, and comes back when it is chosen again', async () => {
  const scene = await linkedScene();
  const { worker, outlook, tenant } = scene;
  await scene.link(worker, camille);
  await scene.booked(worker, { ...appointment, fileId: scene.fileId });
  const choose = async (level: string) =>
    expectJson<CalendarLinkState>(await asked(scene, worker, 'level', { level }), 200);
  await scene.letTell('full');
  expect((await choose('full')).allowedLevels).toEqual(['busy', 'initials', 'full']);
  await outlook.keep(tenant.id);
  expect(subjects(scene)).toEqual(['Rendez-vous – Marie Dupont']);
  await scene.graph.clock.advance(minutes(1));
  await scene.letTell('busy');
  expect(await state(scene, worker)).toMatchObject({ level: 'busy', allowedLevels: ['busy'] });
  await outlook.keep(tenant.id);
  expect(subjects(scene)).toEqual(['Occupé']);
  await scene.graph.clock.advance(minutes(1));
  await scene.letTell('full');
  await outlook.keep(tenant.id);
  expect([subjects(scene), (await state(scene, worker)).level]).toEqual([['Occupé'], 'busy']);
  await choose('initials');
  await outlook.keep(tenant.id);
  expect(subjects(scene)).toEqual(['Rendez-vous M. D.']);
});

test('what is deleted there is told, and written again when the worker says so', async () => {
  const scene = await linkedScene();
  const { worker } = scene;
  await scene.link(worker, camille);
  const made = await scene.booked(worker, appointment);
  await scene.turn(worker);
  scene.graph.mailbox(camille).empty();
  await scene.turn(worker);
  expect((await state(scene, worker)).toCheck).toEqual([{ appointmentId: made.id, what: 'gone' }]);
  expect((await state(scene, scene.colleague)).toCheck).toEqual([]);
  await asked(scene, worker, 'write-again');
  await scene.turn(worker);
  expect(subjects(scene)).toEqual(['Occupé']);
  expect((await state(scene, worker)).toCheck).toEqual([]);
});

test('what another prepared, what is old or altered ties nothing', async () => {
  const scene = await linkedScene();
  const { worker, colleague, outlook, tenant, graph } = scene;
  const back = await agree(scene, colleague, paul);
  // The worker is led to an address the colleague prepared: his calendar does not go to that agenda, nor to his own
  expect((await asked(scene, worker, 'finish', back)).status).toBe(404);
  expect((await asked(scene, colleague, 'finish', { ...back, state: `${back.state}x` })).status).toBe(404);
  await graph.clock.advance(minutes(9));
  const late = await agree(scene, worker, camille);
  // A code that was altered is told to the worker as a connection to begin again
  expect((await asked(scene, worker, 'finish', { ...late, code: 'faux' })).status).toBe(200);
  expect((await asked(scene, worker, 'finish', late)).status).toBe(404);
  await outlook.keep(tenant.id);
  expect(await state(scene, worker)).toMatchObject({ state: 'toReconnect', mailbox: null });
  expect((await state(scene, colleague)).state).toBe('removed');
});

test('trap 28: a worker who left: the link is forgotten, its tokens with it, and nothing more is asked', async () => {
  const scene = await linkedScene();
  const { worker, tenant, database, graph } = scene;
  await scene.link(worker, camille);
  await scene.turn(worker);
  await database.withTenant(tenant.id, [], (tx) =>
    tx.update(staffMember).set({ leftAt: graph.clock.date }).where(eq(staffMember.id, worker.id)),
  );
  const before = graph.ledger.length;
  await graph.clock.advance(minutes(60));
  await scene.outlook.keep(tenant.id);
  expect(graph.ledger.length).toBe(before);
  const link = await database.withTenant(tenant.id, [], (tx) => store.linkBy(tx, scene.ownerOf(worker)));
  expect(link).toMatchObject({ state: 'removed', sealedTokens: null, sealedCursor: null, mailbox: null });
});
