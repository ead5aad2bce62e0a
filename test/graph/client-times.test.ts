import { expect, test } from 'vitest';
import { at, busyRows, hour, seen, starts, taken, tied } from './both-sides.ts';
import { camille, linkedScene, paul, turns, wrong, type Planted } from './linked.ts';
import { between, weekly } from './support.ts';

const ruled = { startsAt: '2027-03-22T09:00', endsAt: '2027-03-22T10:00' };
const aroundMarch = ['2027-03-22T09:00', '2027-03-29T09:00', '2027-04-05T09:00'];

test('trap 12: nine o’clock stays nine o’clock when clocks move, here and there', async () => {
  const scene = await tied();
  await scene.booked(scene.worker, { ...ruled, recurrence: { rule: 'FREQ=WEEKLY;COUNT=3' } });
  const mailbox = scene.graph.mailbox(camille);
  mailbox.create({
    subject: 'Équipe',
    ...between('2027-10-25', '11:00', '12:00'),
    recurrence: weekly('2027-10-25', ['monday'], {}, { type: 'numbered', numberOfOccurrences: 2 }),
  });
  await scene.turn(scene.worker);
  expect(seen(scene)).toEqual([...aroundMarch, '2027-10-25T11:00', '2027-11-01T11:00']);
  expect((await busyRows(scene, scene.worker)).map(({ startsAt }) => startsAt.toISOString())).toEqual([
    '2027-10-25T09:00:00.000Z',
    '2027-11-01T10:00:00.000Z',
  ]);
});

test('control of trap 12: at the distance from UTC of the first day, the others are an hour off', async () => {
  const scene = await tied();
  await scene.booked(scene.worker, { ...ruled, recurrence: { rule: 'FREQ=WEEKLY;COUNT=3' } });
  const later = (instant: Date) =>
    new Date(instant < new Date('2027-03-28') ? +instant : +instant + 3_600_000);
  const careless = wrong((real) => ({
    create: (id, key, { times, ...shown }) =>
      real.create(id, key, {
        ...shown,
        times: times.allDay ? times : { ...times, from: later(times.from), until: later(times.until) },
      }),
  }));
  await turns(scene, careless)();
  expect(seen(scene)).not.toEqual(aroundMarch);
});

test('traps 13 and 14: what is repeated here goes as the days it gives, whatever Exchange makes of a rule', async () => {
  const scene = await tied();
  const booked = async (startsAt: string, rule: string) =>
    scene.booked(scene.worker, { startsAt, recurrence: { rule } });
  await booked('2026-12-31T09:00', 'FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3');
  await booked('2026-12-06T11:00', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=MO;COUNT=4');
  await scene.turn(scene.worker);
  const last = ['2026-12-31T09:00', '2027-01-31T09:00', '2027-03-31T09:00'];
  const fortnight = ['2026-12-06T11:00', '2026-12-14T11:00', '2026-12-20T11:00', '2026-12-28T11:00'];
  expect(seen(scene)).toEqual([...fortnight, ...last].toSorted());
  expect(scene.graph.ledger.some(({ body }) => JSON.stringify(body).includes('recurrence'))).toBe(false);
  // Controls: the same rules as Exchange reads them give other days, and these are taken here as they are shown there
  const mailbox = scene.graph.mailbox(camille);
  mailbox.create({
    subject: 'Bilan',
    ...between('2026-12-31', '14:00', '15:00'),
    recurrence: {
      pattern: { type: 'absoluteMonthly', interval: 1, dayOfMonth: 31 },
      range: {
        type: 'numbered',
        startDate: '2026-12-31',
        numberOfOccurrences: 3,
        recurrenceTimeZone: 'Europe/Paris',
      },
    },
  });
  mailbox.create({
    subject: 'Équipe',
    ...between('2026-12-06', '16:00', '17:00'),
    recurrence: weekly(
      '2026-12-06',
      ['monday', 'sunday'],
      { interval: 2, firstDayOfWeek: 'sunday' },
      { type: 'numbered', numberOfOccurrences: 4 },
    ),
  });
  await scene.turn(scene.worker);
  const theirs = await taken(scene, scene.worker);
  expect(theirs).toEqual(seen(scene).filter((start) => /T1[46]/.test(start)));
  expect(theirs.filter((start) => start.endsWith('14:00'))).toContain('2027-02-28T14:00');
  expect(theirs.filter((start) => start.endsWith('16:00'))).toContain('2026-12-07T16:00');
});

test('trap 16: nine in Réunion is six in Paris; a whole day is the same day', async () => {
  const scene = await linkedScene({ timeZone: 'Indian/Reunion' });
  await scene.link(scene.worker, paul);
  await scene.booked(scene.worker, hour('01', '09:00', '10:00'));
  await scene.booked(scene.worker, {
    startsAt: at('02', '00:00'),
    endsAt: at('03', '00:00'),
    allDay: true,
    blocks: true,
  });
  const mailbox = scene.graph.mailbox(paul);
  mailbox.create({
    subject: 'Congé',
    isAllDay: true,
    start: { dateTime: '2026-12-24T00:00:00', timeZone: 'Europe/Paris' },
    end: { dateTime: '2026-12-25T00:00:00', timeZone: 'Europe/Paris' },
  });
  await scene.turn(scene.worker);
  const ours = mailbox.events().filter(({ subject }) => subject === 'Occupé');
  expect(ours.map(({ start }) => (start as { dateTime: string }).dateTime.slice(0, 16)).toSorted()).toEqual([
    '2026-12-01T06:00',
    '2026-12-02T00:00',
  ]);
  // The day off begins at midnight where the worker is
  expect(await busyRows(scene, scene.worker)).toMatchObject([
    { fromDay: '2026-12-24', untilDay: '2026-12-25', startsAt: new Date('2026-12-23T20:00:00Z') },
  ]);
});

test('control of trap 16: the hour of the wall, said to be of Paris, is three hours off', async () => {
  const scene = await linkedScene({ timeZone: 'Indian/Reunion' });
  await scene.link(scene.worker, paul);
  await scene.booked(scene.worker, hour('01', '09:00', '10:00'));
  const careless: Planted = {
    fetch: (url, init) =>
      fetch(
        url,
        typeof init?.body === 'string'
          ? {
              ...init,
              body: init.body.replaceAll('T05:00:00', 'T08:00:00').replaceAll('T06:00:00', 'T09:00:00'),
            }
          : init,
      ),
  };
  await turns(scene, careless)();
  expect(starts(scene, paul)).toEqual(['2026-12-01T09:00']);
});
