import { describe, expect, it } from 'vitest';
import { between, busy, Caller, paris, scene } from './support.ts';

const paul = 'paul.durand@valmont.example';
const asked = (schedules: readonly string[] = [paul], extra: object = {}) => ({
  schedules,
  startTime: { dateTime: '2026-11-24T08:00:00', timeZone: paris },
  endTime: { dateTime: '2026-11-24T12:00:00', timeZone: paris },
  availabilityViewInterval: 60,
  ...extra,
});

describe('free and busy', () => {
  it('is a digit a slot, the busiest first, and a list', async () => {
    const { camille, graph } = await scene();
    const mailbox = graph.mailbox(paul);
    mailbox.create({ subject: 'A', showAs: 'tentative', ...between('2026-11-24', '08:00', '09:00') });
    mailbox.create({ subject: 'B', showAs: 'busy', ...between('2026-11-24', '08:30', '09:30') });
    mailbox.create({ subject: 'C', showAs: 'oof', ...between('2026-11-24', '11:00', '12:00') });
    mailbox.create({ subject: 'D', showAs: 'free', ...between('2026-11-24', '10:00', '11:00') });
    const { status, body } = await camille.post(
      '/me/calendar/getSchedule',
      asked(),
      `outlook.timezone="${paris}"`,
    );
    expect(status).toBe(200);
    expect(body.value[0]).toMatchObject({ scheduleId: paul, availabilityView: '2203' });
    const items = body.value[0]!['scheduleItems'] as Record<string, unknown>[];
    expect(items.map(({ status }) => status).toSorted()).toEqual(['busy', 'free', 'oof', 'tentative']);
    expect(items[0]!['start']).toEqual({ dateTime: '2026-11-24T08:00:00.0000000', timeZone: paris });
    expect(body.value[0]!['workingHours']).toMatchObject({ timeZone: { name: 'Romance Standard Time' } });
  });

  it.each(['0', '4'] as const)(
    'tells « works elsewhere » by %s, by the switch',
    async (workingElsewhereDigit) => {
      const { camille, graph } = await scene({ switches: { workingElsewhereDigit } });
      graph.mailbox(paul).create({ showAs: 'workingElsewhere', ...between('2026-11-24', '08:00', '12:00') });
      const { body } = await camille.post('/me/calendar/getSchedule', asked());
      expect(body.value[0]!['availabilityView']).toBe(workingElsewhereDigit.repeat(4));
    },
  );

  it('tells subject and place only of what is not private, by who shares them', async () => {
    const { camille, graph } = await scene();
    graph
      .mailbox(paul)
      .create({ ...busy('2026-11-24', { subject: 'Réunion', location: { displayName: 'Salle 2' } }) });
    graph.mailbox(paul).create({ ...busy('2026-11-24', { subject: 'Médecin', sensitivity: 'private' }) });
    const items = async () => {
      const { body, text } = await camille.post('/me/calendar/getSchedule', asked());
      return { text, shown: body.value[0]!['scheduleItems'] as Record<string, unknown>[] };
    };
    const closed = await items();
    expect(closed.shown).toHaveLength(2);
    expect(closed.text).not.toMatch(/Réunion|Médecin|Salle/);
    graph.mailbox(paul).share('details');
    const open = await items();
    expect(open.shown.map(({ subject, location, isPrivate }) => [subject, location, isPrivate])).toEqual([
      ['Réunion', 'Salle 2', false],
      [undefined, undefined, true],
    ]);
  });

  it('tells inside a 200 who cannot be read', async () => {
    const { camille, graph } = await scene();
    graph.mailbox(paul).share('none');
    const { status, body } = await camille.post(
      '/me/calendar/getSchedule',
      asked([paul, 'personne@valmont.example']),
    );
    expect(status).toBe(200);
    expect(
      body.value.map(({ error }) => (error as unknown as { responseCode: string }).responseCode),
    ).toEqual(['ErrorNoFreeBusyAccess', 'ErrorMailRecipientNotFound']);
  });

  it('tells inside a 200 a calendar of more than a thousand entries', async () => {
    const { camille, graph } = await scene();
    const mailbox = graph.mailbox(paul);
    for (let count = 0; count < 1001; count++) mailbox.create(busy());
    const { body } = await camille.post('/me/calendar/getSchedule', asked());
    expect(body.value[0]).toMatchObject({ error: { responseCode: '5006' } });
  });

  it('does not count what was declined or cancelled', async () => {
    const { camille, graph } = await scene();
    const mailbox = graph.mailbox(paul);
    const organizer = { name: 'Chef', address: 'chef@valmont.example' };
    mailbox.respond(mailbox.receive(busy('2026-11-24', { showAs: 'busy' }), organizer).id, 'declined');
    mailbox.organizerCancels(mailbox.receive(busy('2026-11-24', { showAs: 'busy' }), organizer).id);
    const { body } = await camille.post('/me/calendar/getSchedule', asked());
    expect(body.value[0]!['availabilityView']).toBe('0000');
  });

  it.each([
    ['21 addresses', asked(Array(21).fill(paul))],
    ['62 days', asked([paul], { endTime: { dateTime: '2027-01-25T08:00:00', timeZone: paris } })],
    ['slots of 4 minutes', asked([paul], { availabilityViewInterval: 4 })],
    ['slots of more than a day', asked([paul], { availabilityViewInterval: 1441 })],
    [
      'an end before the start',
      asked([paul], { endTime: { dateTime: '2026-11-23T08:00:00', timeZone: paris } }),
    ],
    ['nobody', asked([])],
    ['an unknown field', asked([paul], { zone: paris })],
  ])('is refused for %s', async (_, body) => {
    const { camille } = await scene();
    expect((await camille.post('/me/calendar/getSchedule', body)).status).toBe(400);
  });

  it('is told by slots of half an hour unless asked, for 20 addresses and 61 days: the control', async () => {
    const { camille } = await scene();
    const body = asked(Array(20).fill(paul), { availabilityViewInterval: undefined });
    const half = await camille.post('/me/calendar/getSchedule', body);
    expect([half.status, half.body.value[0]!['availabilityView']]).toEqual([200, '00000000']);
    const long = asked([paul], {
      endTime: { dateTime: '2027-01-24T08:00:00', timeZone: paris },
      availabilityViewInterval: 1440,
    });
    expect((await camille.post('/me/calendar/getSchedule', long)).status).toBe(200);
  });

  it('needs no more than the smallest right', async () => {
    const { graph, upn } = await scene();
    const basic = new Caller(graph.url, graph.grant(upn, ['Calendars.ReadBasic']).accessToken);
    expect((await basic.post('/me/calendar/getSchedule', asked())).status).toBe(200);
    expect((await basic.get('/me/events')).status).toBe(403);
  });
});
