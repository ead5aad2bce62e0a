import { expect, test } from 'vitest';
import type { TestStaff } from '../../server/src/testing/tenant.ts';
import { at, busyRows, hour, tied } from './both-sides.ts';
import { camille, linkedScene } from './linked.ts';
import { between } from './support.ts';

test('traps 8 and 9: a series takes its days; one deleted there frees its own', async () => {
  const scene = await tied();
  const mailbox = scene.graph.mailbox(camille);
  const series = mailbox.create({
    subject: 'Équipe',
    ...between('2026-12-01', '09:00', '10:00'),
    recurrence: {
      pattern: { type: 'daily', interval: 1 },
      range: {
        type: 'numbered',
        startDate: '2026-12-01',
        numberOfOccurrences: 3,
        recurrenceTimeZone: 'Europe/Paris',
      },
    },
  });
  await scene.turn(scene.worker);
  const days = async () =>
    (await busyRows(scene, scene.worker)).map(({ startsAt }) => startsAt.toISOString().slice(8, 13));
  expect(await days()).toEqual(['01T08', '02T08', '03T08']);
  mailbox.delete(mailbox.occurrenceId(series.id, '2026-12-02'));
  await scene.turn(scene.worker);
  expect(await days()).toEqual(['01T08', '03T08']);
  mailbox.delete(series.id);
  await scene.turn(scene.worker);
  expect(await days()).toEqual([]);
});

test('trap 15: whole days are dates', async () => {
  const scene = await tied();
  scene.graph.mailbox(camille).create({
    subject: 'Congé',
    isAllDay: true,
    showAs: 'oof',
    start: { dateTime: '2026-12-24T00:00:00', timeZone: 'Europe/Paris' },
    end: { dateTime: '2026-12-26T00:00:00', timeZone: 'Europe/Paris' },
  });
  await scene.booked(scene.worker, {
    startsAt: at('28', '00:00'),
    endsAt: at('29', '00:00'),
    allDay: true,
    blocks: true,
  });
  await scene.turn(scene.worker);
  expect(await busyRows(scene, scene.worker)).toMatchObject([
    {
      fromDay: '2026-12-24',
      untilDay: '2026-12-26',
      show: 'away',
      startsAt: new Date('2026-12-23T23:00:00Z'),
    },
  ]);
  expect(
    scene.graph
      .mailbox(camille)
      .events()
      .find(({ subject }) => subject === 'Occupé'),
  ).toMatchObject({
    isAllDay: true,
    start: { dateTime: expect.stringContaining('2026-12-28T00:00') as string },
  });
});

test('trap 20: what is free or declined takes no time', async () => {
  const scene = await tied();
  const mailbox = scene.graph.mailbox(camille);
  mailbox.create({ subject: 'Rappel', showAs: 'free', ...between('2026-12-01', '09:00', '10:00') });
  const invited = mailbox.receive(
    { subject: 'Comité', ...between('2026-12-02', '09:00', '10:00') },
    { name: 'Chef', address: 'chef@valmont.example' },
  );
  await scene.turn(scene.worker);
  expect(await busyRows(scene, scene.worker)).toHaveLength(1);
  mailbox.respond(invited.id, 'declined');
  await scene.turn(scene.worker);
  expect(await busyRows(scene, scene.worker)).toEqual([]);
});

test('what is taken there is « occupé » here: told to the worker as Outlook, to a colleague as any other time', async () => {
  const scene = await tied();
  const { graph, worker, colleague } = scene;
  graph.mailbox(camille).create({ subject: 'Dentiste', ...between('2026-12-03', '10:00', '11:00') });
  await scene.turn(worker);
  const times = { from: '2026-12-03T09:00:00.000Z', until: '2026-12-03T10:00:00.000Z', appointment: null };
  const range = (who: TestStaff) => scene.range(who, '2026-12-03', '2026-12-04', [worker.id]);
  expect((await range(worker)).items).toEqual([
    { ...times, staffIds: [worker.id], roomIds: [], outside: true },
  ]);
  expect((await range(colleague)).items).toEqual([
    { ...times, staffIds: [worker.id], roomIds: [], outside: false },
  ]);
  const asked = { ...hour('03', '10:30', '11:30'), workerIds: [worker.id] };
  const conflicts = async (who: TestStaff) =>
    (await (await scene.ask(who, '/v1/agenda/conflicts', 'POST', asked)).json()) as { items: object[] };
  expect((await conflicts(worker)).items).toMatchObject([
    { kind: 'outside', sentence: expect.stringContaining('Outlook') as string },
  ]);
  expect((await conflicts(colleague)).items).toMatchObject([
    { kind: 'outside', sentence: expect.not.stringContaining('Outlook') as string },
  ]);
  const slots = await scene.ask(colleague, '/v1/agenda/slots', 'POST', {
    staffIds: [worker.id],
    minutes: 60,
    from: '2026-12-03',
    to: '2026-12-04',
    earliest: '10:00',
    latest: '12:00',
  });
  const { items } = (await slots.json()) as { items: { startsAt: string }[] };
  expect(items.map(({ startsAt }) => startsAt)).toEqual(['2026-12-03T11:00']);
  // Told, and not refused: who is there decides
  expect((await scene.book(worker, hour('03', '10:30', '11:30'))).status).toBe(201);
});

test('trap 30: pages of nothing come before what is told', async () => {
  const scene = await linkedScene();
  await scene.link(scene.worker, camille);
  scene.graph.mailbox(camille).create({ subject: 'Réunion', ...between('2026-12-03', '10:00', '11:00') });
  scene.graph.mailbox(camille).emptyDeltaPages(5);
  await scene.turn(scene.worker);
  expect(await busyRows(scene, scene.worker)).toHaveLength(1);
});
