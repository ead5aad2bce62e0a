import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import type { TestStaff } from '../../testing/tenant.ts';
import { agendaScene, type AgendaScene } from './agenda.testkit.ts';
import type { Imported, ImportPreview } from './import.schema.ts';

let running: TestApp;
let admin: postgres.Sql;
let scene: AgendaScene;
beforeAll(async () => {
  running = await startTestApp({ clock: () => new Date('2026-11-23T08:00:00Z') });
  admin = postgres(running.adminUrl, { max: 1 });
});
afterAll(async () => {
  await admin.end();
  await running.close();
});
beforeEach(async () => {
  scene = await agendaScene(running);
});

const calendar = (...events: readonly (readonly string[])[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
const once = (uid: string, day: string, more: readonly string[] = []) => [
  `UID:${uid}`,
  `DTSTART;TZID=Europe/Paris:202611${day}T090000`,
  `DTEND;TZID=Europe/Paris:202611${day}T100000`,
  `SUMMARY:Rendez-vous ${uid}`,
  'ATTENDEE:mailto:quelquun@exemple.fr',
  'DESCRIPTION:Parlé de tout',
  ...more,
];
const whole = calendar(
  once('un', '24', ['LOCATION:Cabinet']),
  [
    'UID:serie',
    'DTSTART;TZID=Europe/Paris:20261201T140000',
    'DURATION:PT1H',
    'RRULE:FREQ=WEEKLY;COUNT=4',
    'SUMMARY:Yoga',
  ],
  [
    'UID:serie',
    'RECURRENCE-ID;TZID=Europe/Paris:20261208T140000',
    'DTSTART;TZID=Europe/Paris:20261209T140000',
    'DURATION:PT1H',
    'SUMMARY:Yoga déplacé',
  ],
  ['UID:jour', 'DTSTART;VALUE=DATE:20261130', 'TRANSP:TRANSPARENT', 'SUMMARY:Anniversaire'],
  [
    'UID:jours',
    'DTSTART;VALUE=DATE:20270104',
    'RRULE:FREQ=DAILY;UNTIL=20270106',
    'TRANSP:TRANSPARENT',
    'SUMMARY:Salon',
  ],
  once('annule', '25', ['STATUS:CANCELLED']),
  ['UID:sansdebut', 'SUMMARY:Rien'],
);

const preview = async (content: string, who: TestStaff = scene.worker) =>
  expectJson<ImportPreview>(await scene.ask(who, '/v1/agenda/import/preview', 'POST', { content }), 200);
const send = (content: string, keys: readonly string[], unitId = scene.north, who = scene.worker) =>
  scene.ask(who, '/v1/agenda/import', 'POST', { content, unitId, keys });
const take = async (content: string, keys: readonly string[]) =>
  (await expectJson<Imported>(await send(content, keys), 200)).items;
const rows = async () =>
  (
    await admin<{ n: number }[]>`
    select count(*)::int as n from appointment where tenant_id = ${scene.tenant.id}`
  )[0]!.n;

describe('a calendar file', () => {
  test('is shown before it is taken: what is found, known, in conflict, refused and why; nothing is kept', async () => {
    await scene.booked(scene.worker, { startsAt: '2026-11-24T09:30' });
    const { events, refused } = await preview(whole);
    expect(events.map(({ title, state }) => [title, state])).toEqual([
      ['Rendez-vous un', 'conflict'],
      ['Yoga', 'new'],
      ['Yoga déplacé', 'new'],
      ['Anniversaire', 'new'],
      ['Salon', 'new'],
    ]);
    expect(events[0]!.detail).toMatch(/^Vous n’êtes pas libre le mardi 24 novembre de 9 h 30/);
    expect(refused.map(({ reason }) => reason).toSorted()).toEqual([
      'Cet événement est annulé.',
      'Cet événement n’a pas de début.',
    ]);
    expect(await rows()).toBe(1);
  });

  test('gives private appointments, known to their worker alone, without who was invited or what was noted', async () => {
    const { worker, colleague } = scene;
    const { events } = await preview(whole);
    const items = await take(
      whole,
      events.map(({ key }) => key),
    );
    expect(items.map(({ outcome }) => outcome)).toEqual(events.map(() => 'booked'));
    const one = await scene.read(worker, items[0]!.appointmentId!);
    expect(one).toMatchObject({
      title: 'Rendez-vous un',
      place: 'Cabinet',
      kind: 'personal',
      private: true,
      fileId: null,
      note: null,
      workerIds: [worker.id],
      startsAt: '2026-11-24T09:00',
    });
    expect(one.participants.map(({ kind }) => kind)).toEqual(['staff']);
    const seen = await scene.range(colleague, '2026-11-24', '2026-12-31', [worker.id]);
    expect(seen.items.length).toBeGreaterThan(3);
    expect(seen.items.filter(({ appointment }) => appointment !== null)).toEqual([]);
    // The occurrence that was moved is where it went, and no more where its series had it
    const yoga = (await scene.range(worker, '2026-12-01', '2026-12-31')).items.flatMap(({ appointment }) =>
      appointment?.title?.startsWith('Yoga') ? [appointment.startsAt] : [],
    );
    expect(yoga).toEqual(['2026-12-01T14:00', '2026-12-09T14:00', '2026-12-15T14:00', '2026-12-22T14:00']);
    const salon = (await scene.range(worker, '2027-01-01', '2027-01-31')).items.map(
      ({ appointment }) => appointment!.startsAt,
    );
    expect(salon).toEqual(['2027-01-04T00:00', '2027-01-05T00:00', '2027-01-06T00:00']);
  });

  test('adds nothing when it is taken again, at once or later; one that was erased may be taken anew', async () => {
    const { events } = await preview(whole);
    const keys = events.map(({ key }) => key);
    const both = await Promise.all([take(whole, keys), take(whole, keys)]);
    expect(both.flat().filter(({ outcome }) => outcome === 'booked')).toHaveLength(keys.length);
    const before = await rows();
    expect((await take(whole, keys)).map(({ outcome }) => outcome)).toEqual(keys.map(() => 'known'));
    expect((await preview(whole)).events.map(({ state }) => state)).toEqual(keys.map(() => 'known'));
    expect(await rows()).toBe(before);
    const first = both
      .flat()
      .find(({ key, outcome }) => key === keys[0] && outcome === 'booked')!.appointmentId!;
    await scene.ask(scene.worker, `/v1/appointments/${first}`, 'DELETE', undefined, 1);
    expect((await take(whole, [keys[0]!]))[0]!.outcome, 'in the trash').toBe('known');
    expect((await scene.ask(scene.worker, `/v1/agenda/trash/${first}`, 'DELETE', undefined, 2)).status).toBe(
      204,
    );
    expect((await take(whole, [keys[0]!]))[0]!.outcome, 'erased').toBe('booked');
  });

  test('takes no time twice: of two events at once the second is told, and so is what meets the agenda', async () => {
    const twice = calendar(once('a', '26'), once('b', '26'), once('c', '27'));
    const { events } = await preview(twice);
    expect(events.map(({ state }) => state)).toEqual(['new', 'conflict', 'new']);
    await scene.booked(scene.worker, { startsAt: '2026-11-27T09:30' });
    const items = await take(
      twice,
      events.map(({ key }) => key),
    );
    expect(items.map(({ outcome }) => outcome)).toEqual(['booked', 'conflict', 'conflict']);
    expect(items[2]!.detail).toContain('27 novembre');
  });

  test('is taken where one keeps an agenda: another unit, another tenant, an event of another file are refused', async () => {
    const { events } = await preview(whole);
    const keys = [events[0]!.key];
    const other = await agendaScene(running);
    expect((await send(whole, keys, scene.south)).status).toBe(404);
    expect((await send(whole, keys, other.north)).status).toBe(404);
    expect((await send(calendar(once('autre', '24')), keys)).status).toBe(422);
    expect(await rows()).toBe(0);
    expect((await send(whole, keys)).status, 'the control').toBe(200);
    const theirs = await expectJson<ImportPreview>(
      await other.ask(other.worker, '/v1/agenda/import/preview', 'POST', { content: whole }),
      200,
    );
    expect(theirs.events[0]!.state, 'known to who took it alone').toBe('new');
  });

  const big = `${'X'.repeat(70)}\r\n`.repeat(20_000);
  const hostile: Readonly<Record<string, string>> = {
    'of nothing': '\u0000',
    'of signs no screen shows': calendar(once('\u0001\u202e', '24', ['LOCATION:\u0000\ufffe'])),
    'without end': 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x',
    'of nested events': 'BEGIN:VCALENDAR\r\n' + 'BEGIN:VEVENT\r\n'.repeat(5000),
    'of 3,000 events': calendar(...Array.from({ length: 3000 }, (_, index) => once(`u${index}`, '24'))),
    'of a rule each second': calendar([...once('s', '24'), 'RRULE:FREQ=SECONDLY']),
    'of a rule for ever': calendar([...once('d', '24'), 'RRULE:FREQ=DAILY']),
    'of another time': calendar(['UID:t', 'DTSTART:99991231T235959Z', 'DURATION:P365D']),
    'of the first year': calendar(['UID:t', 'DTSTART:00010101T000000Z', 'DURATION:PT1H']),
    'of a zone that is none': calendar(['UID:z', 'DTSTART;TZID=Lune/Mer:20261124T090000', 'DURATION:PT1H']),
    'of an hour that is none': calendar([
      'UID:h',
      'DTSTART;TZID=Europe/Paris:20270328T023000',
      'DURATION:PT30M',
    ]),
    'of one long line': calendar(once('long', '24', [`X-LONG:${big.replaceAll('\r\n', '')}`])),
    'of a series upon itself': calendar([
      'UID:o',
      'DTSTART:20261124T090000Z',
      'DURATION:P3D',
      'RRULE:FREQ=DAILY;COUNT=5',
    ]),
  };
  test.each(Object.entries(hostile))(
    '%s is read or refused, never a failure; what is found is taken',
    async (_, content) => {
      const { events, refused } = await preview(content);
      expect(events.length + refused.length).toBeGreaterThan(0);
      if (events.length > 0) {
        const items = await take(
          content,
          events.slice(0, 20).map(({ key }) => key),
        );
        expect(items.length).toBeGreaterThan(0);
      }
      expect(running.failures).toEqual([]);
    },
  );

  test('with half a sign in it is no JSON of ours, and one that names nobody is refused', async () => {
    const half = calendar(once('\ud800', '24'));
    const answer = await scene.ask(scene.worker, '/v1/agenda/import/preview', 'POST', { content: half });
    expect(answer.status).toBe(400);
    expect((await send(whole, ['x'])).status).toBe(422);
  });

  test('larger than 2 MB is refused before it is read', async () => {
    const response = await scene.ask(scene.worker, '/v1/agenda/import/preview', 'POST', {
      content: 'x'.repeat(2 * 1024 * 1024 + 1),
    });
    expect(response.status).toBe(422);
  });
});
