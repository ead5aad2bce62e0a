import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectJson } from '../../../testing/app.ts';
import { fileIdentity, socialFile } from '../../social-file/social-file.table.ts';
import type { Appointment } from '../agenda.schema.ts';
import {
  allOf,
  keeperOn,
  remindingScene,
  settings,
  startReminding,
  type Reminding,
} from './reminders.testkit.ts';

let reminding: Reminding;
beforeAll(async () => {
  reminding = await startReminding();
});
afterAll(() => reminding.close());

const left = (work: () => Promise<unknown>) => reminding.left(work);

test('the person is reminded once, two local days before, from 9 in the morning where it takes place', async () => {
  reminding.clock.to('2026-11-20T06:00:00Z');
  // Réunion is four hours ahead of UTC
  const scene = await remindingScene(reminding, { timeZone: 'Indian/Reunion' });
  const one = await scene.agreedOn('2026-11-24T00:30');
  expect(one.reminder).toBeNull();
  reminding.clock.to('2026-11-22T04:59:00Z');
  expect(await left(scene.round)).toEqual([]);
  reminding.clock.to('2026-11-22T05:00:00Z');
  const [message, ...others] = await left(scene.round);
  expect(others).toEqual([]);
  expect(message).toMatchObject({ to: ['marie@example.fr'] });
  expect(message!.text).toContain('votre rendez-vous du mardi 24 novembre 2026 à 0 h 30.');
  expect(await scene.look(one.id)).toMatchObject({
    wanted: true,
    state: 'sent',
    reason: null,
    at: '2026-11-22T05:00:00.000Z',
  });
  reminding.clock.add(60);
  expect(await left(scene.round)).toEqual([]);
  expect(await scene.listed()).toEqual([]);
});

test('at night nobody is written to, nor of what begins within two hours', async () => {
  reminding.clock.to('2026-11-20T08:00:00Z');
  const scene = await remindingScene(reminding);
  await scene.agreedOn('2026-11-24T10:00');
  reminding.clock.to('2026-11-22T19:30:00Z');
  expect(await left(scene.round)).toEqual([]);
  reminding.clock.to('2026-11-24T07:00:00Z');
  expect(await left(scene.round)).toEqual([]);
  reminding.clock.to('2026-11-24T06:59:00Z');
  // 7:59 in Paris: too early still, though not too late
  expect(await left(scene.round)).toEqual([]);
  reminding.clock.to('2026-11-23T19:00:00Z');
  expect(await left(scene.round)).toEqual([]);
  reminding.clock.to('2026-11-23T18:59:00Z');
  expect(await left(scene.round)).toHaveLength(1);
});

test('what leaves names nobody, no service, no place and no motive', async () => {
  reminding.clock.to('2026-11-20T08:00:00Z');
  const scene = await remindingScene(reminding);
  const motive = await expectJson<{ id: string }>(
    await scene.ask(scene.administrator, '/v1/agenda/motives', 'POST', {
      label: 'Surendettement',
      placeKind: 'home',
    }),
    201,
  );
  await expectJson(
    await scene.ask(
      scene.administrator,
      `/v1/agenda/reminders/settings/${scene.north}`,
      'PUT',
      { ...settings, attachesCalendar: true },
      1,
    ),
    200,
  );
  const one = await scene.agreedOn('2026-11-24T14:00', {
    motiveId: motive.id,
    title: 'Dossier FSL',
    place: 'Maison des solidarités',
    note: 'Apporter les quittances',
    externalUrl: 'https://visio.example/salle',
  });
  reminding.clock.to('2026-11-22T09:00:00Z');
  const [message] = await left(scene.round);
  const told = await allOf(message!.raw);
  const telling = [
    'dupont',
    'morel',
    'nord',
    'client de test',
    'surendettement',
    'fsl',
    'solidarit',
    'quittance',
    'visio',
    'home',
    'lastria-',
    'social',
    one.id,
    one.fileId!,
    scene.tenant.id,
    scene.worker.id,
  ];
  expect(telling.filter((word) => told.includes(word))).toEqual([]);
  expect(told).toContain('summary:rendez-vous');
  expect(told).not.toMatch(/organizer|attendee|\nlocation|\ndescription|x-mailer/);
  // Control: the same look sees what is there, encoded or not
  const planted = message!.raw.replace(
    'Subject: ',
    'X-Note: =?UTF-8?Q?Maison?=\r\nSubject: =?UTF-8?B?U3VyZW5kZXR0ZW1lbnQ=?= ',
  );
  expect(await allOf(planted)).toContain('surendettement');
});

test('nobody is written to who did not agree, has no address, or could be found by it', async () => {
  reminding.clock.to('2026-11-20T08:00:00Z');
  const scene = await remindingScene(reminding);
  const { tenant, north, ask, worker, secretary, booked, agreed } = scene;
  const at = { hour: 8 };
  const book = (fileId: string, more: object = {}) =>
    booked(worker, { fileId, startsAt: `2026-11-24T${String((at.hour += 1)).padStart(2, '0')}:00`, ...more });
  const change = async (fileId: string, identity: object) =>
    expectJson(await ask(secretary, `/v1/files/${fileId}/identity`, 'PATCH', identity, 1), 200);
  const flag = async (fileId: string, flagCode: string) =>
    expectJson(await ask(secretary, `/v1/files/${fileId}/flags`, 'POST', { flagCode }), 201);
  const home = 'violences-ne-pas-contacter-domicile';
  const files = {
    notAsked: await tenant.file(north, { email: 'a@example.fr' }),
    declined: await agreed('b@example.fr', { agrees: false }),
    noAddress: await agreed('c@example.fr'),
    addressChanged: await agreed('d@example.fr'),
    unsafe: await agreed('e@example.fr'),
    deceased: await agreed('f@example.fr'),
    restricted: await agreed('g@example.fr'),
    closedFile: await agreed('i@example.fr'),
    fine: await agreed('h@example.fr', { readBy: 'personAlone' }),
  };
  await change(files.noAddress, { email: null });
  await change(files.addressChanged, { email: 'autre@example.fr' });
  await change(files.deceased, { diedOn: '2026-11-01' });
  await flag(files.unsafe, home);
  await flag(files.fine, home);
  await flag(files.restricted, 'gel');
  const made: Record<string, Appointment> = {};
  for (const [name, fileId] of Object.entries(files)) made[name] = await book(fileId);
  await reminding.running.database.withTenant(tenant.id, [north], async (tx) => {
    const closed = { status: 'closed' as const };
    await tx.update(socialFile).set(closed).where(eq(socialFile.id, files.closedFile));
    await tx.update(fileIdentity).set(closed).where(eq(fileIdentity.fileId, files.closedFile));
  });
  reminding.clock.to('2026-11-22T09:00:00Z');
  expect((await left(scene.round)).map(({ to }) => to)).toEqual([['h@example.fr']]);
  for (const [name, { id }] of Object.entries(made))
    expect([name, (await scene.look(id))?.reason]).toEqual([name, name === 'fine' ? null : name]);
  // Of these a secretary can do something
  expect((await scene.listed()).map(({ reason }) => reason).toSorted()).toEqual([
    'addressChanged',
    'noAddress',
    'unsafe',
  ]);
  // She agrees after all: the reminder leaves with a later look, once
  const choice = { agrees: true, readBy: 'personAlone' };
  const yes = await ask(await scene.now(secretary), `/v1/files/${files.unsafe}/reminders`, 'PUT', choice, 1);
  await expectJson(yes, 200);
  reminding.clock.add(61);
  expect((await left(scene.round)).map(({ to }) => to)).toEqual([['e@example.fr']]);
});

test('an appointment that is cancelled, unconfirmed, thrown away or not to be told of sends nothing', async () => {
  reminding.clock.to('2026-11-20T08:00:00Z');
  const scene = await remindingScene(reminding);
  const { ask, worker, secretary, booked, agreed } = scene;
  const cancelled = await scene.agreedOn('2026-11-24T09:00');
  await expectJson(
    await ask(
      worker,
      `/v1/appointments/${cancelled.id}/cancel`,
      'POST',
      { by: 'person', reason: 'Grippe' },
      1,
    ),
    200,
  );
  const trashed = await scene.agreedOn('2026-11-24T10:00');
  expect((await ask(worker, `/v1/appointments/${trashed.id}`, 'DELETE', undefined, 1)).status).toBe(204);
  await scene.agreedOn('2026-11-24T11:00', { tentative: true });
  await booked(secretary, { fileId: await agreed(), startsAt: '2026-11-24T13:00', workerIds: [worker.id] });
  const unwanted = await scene.agreedOn('2026-11-24T14:00');
  const path = `/v1/appointments/${unwanted.id}/reminder`;
  expect((await ask(worker, path, 'PUT', { wanted: false }, 1)).status).toBe(412);
  await expectJson(await ask(worker, path, 'PUT', { wanted: false }, 0), 200);
  await booked(worker, { startsAt: '2026-11-24T15:00', private: true });
  const nobody = await booked(worker, { startsAt: '2026-11-24T16:00' });
  expect(
    (await ask(worker, `/v1/appointments/${nobody.id}/reminder`, 'PUT', { wanted: true }, 0)).status,
  ).toBe(409);
  expect((await ask(scene.stranger, path, 'PUT', { wanted: true }, 1)).status).toBe(404);
  reminding.clock.to('2026-11-22T09:00:00Z');
  expect(await left(scene.round)).toEqual([]);
  await expectJson(await ask(await scene.now(worker), path, 'PUT', { wanted: true }, 1), 200);
  expect(await left(scene.round)).toHaveLength(1);
});

test('moved before, the reminder tells the new time; moved after, the person is told again', async () => {
  reminding.clock.to('2026-11-20T08:00:00Z');
  const scene = await remindingScene(reminding);
  const one = await scene.agreedOn('2026-11-24T14:00');
  const move = async (appointment: Appointment, startsAt: string) =>
    expectJson<Appointment>(
      await scene.change(await scene.now(scene.worker), appointment, { startsAt }),
      200,
    );
  const moved = await move(one, '2026-11-24T16:30');
  reminding.clock.to('2026-11-22T09:00:00Z');
  const first = await left(scene.round);
  expect(first.map(({ text }) => text.includes('16 h 30'))).toEqual([true]);
  const again = await move(moved, '2026-11-25T10:00');
  // What was sent told another moment: this one is to come, and may be stopped
  expect(await scene.look(again.id)).toMatchObject({ state: 'planned', at: null, wanted: true });
  expect(await left(scene.round)).toEqual([]);
  reminding.clock.to('2026-11-23T09:00:00Z');
  const second = await left(scene.round);
  expect(second.map(({ text }) => text.includes('mercredi 25 novembre 2026 à 10 h 00'))).toEqual([true]);
  expect(await scene.look(again.id)).toMatchObject({ state: 'sent', at: '2026-11-23T09:00:00.000Z' });
});

test('the reminder of one that moved is stopped, and asked again', async () => {
  reminding.clock.to('2026-11-20T08:00:00Z');
  const scene = await remindingScene(reminding);
  const one = await scene.agreedOn('2026-11-24T14:00');
  reminding.clock.to('2026-11-22T09:00:00Z');
  expect(await left(scene.round)).toHaveLength(1);
  await expectJson(
    await scene.change(await scene.now(scene.worker), one, { startsAt: '2026-11-25T10:00' }),
    200,
  );
  const want = async (wanted: boolean) =>
    expectJson<{ state: string; version: number }>(
      await scene.ask(
        await scene.now(scene.worker),
        `/v1/appointments/${one.id}/reminder`,
        'PUT',
        { wanted },
        (await scene.look(one.id))!.version,
      ),
      200,
    );
  expect(await want(false)).toMatchObject({ state: 'planned', wanted: false });
  // There is nothing to decide of what was sent for another moment
  expect((await scene.decide(one.id, (await scene.look(one.id))!.version, 'again')).status).toBe(409);
  reminding.clock.to('2026-11-23T09:00:00Z');
  expect(await left(scene.round)).toEqual([]);
  await want(true);
  expect(await left(scene.round)).toHaveLength(1);
});

test('two processes at work at once send one message', async () => {
  reminding.clock.to('2026-11-20T08:00:00Z');
  const scene = await remindingScene(reminding);
  for (const hour of [10, 11, 12]) await scene.agreedOn(`2026-11-24T${hour}:00`);
  reminding.clock.to('2026-11-22T09:00:00Z');
  const other = keeperOn(reminding.running, reminding);
  const sent = await left(() => Promise.all([scene.round(), other.round(scene.tenant.id), scene.round()]));
  expect(sent.map(({ text }) => /à (\d+) h/.exec(text)?.[1]).toSorted()).toEqual(['10', '11', '12']);
});
