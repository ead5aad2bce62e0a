import { describe, expect, it } from 'vitest';
import { customZone, frenchZones } from './simulator/zones.ts';
import { between, busy, daily, hoursOf, paris, scene } from './support.ts';

const zone = (name: string) => `outlook.timezone="${name}"`;

describe('the zone of an answer', () => {
  it('is UTC unless asked, and changes start and end only', async () => {
    const { camille } = await scene();
    const { id, ...plain } = await camille.event(busy());
    expect(plain.start).toEqual({ dateTime: '2026-11-24T08:00:00.0000000', timeZone: 'UTC' });
    const asked = await camille.get(`/me/events/${id}`, zone(paris));
    expect(asked.body.start).toEqual({ dateTime: '2026-11-24T09:00:00.0000000', timeZone: paris });
    expect(asked.body['createdDateTime']).toBe(plain['createdDateTime']);
    expect(asked.body['originalStartTimeZone']).toBe(paris);
  });

  it('holds for one request', async () => {
    const { camille } = await scene();
    const { id } = await camille.event(busy());
    await camille.get(`/me/events/${id}`, zone(paris));
    expect((await camille.get(`/me/events/${id}`)).body.start.timeZone).toBe('UTC');
  });

  it.each(Object.entries(frenchZones))(
    'is %s by its Windows name %s too, told back as asked',
    async (iana, windows) => {
      const { camille } = await scene();
      const { id } = await camille.event(busy());
      const byIana = await camille.get(`/me/events/${id}`, zone(iana));
      const byWindows = await camille.get(`/me/events/${id}`, zone(windows));
      expect(byWindows.body.start).toEqual({ dateTime: byIana.body.start.dateTime, timeZone: windows });
      expect(byIana.body.start.timeZone).toBe(iana);
      expect(byWindows.headers.get('preference-applied')).toBe(zone(windows));
    },
  );

  it.each(['Europe/Lutece', '+01:00', 'Heure de Paris', 'romance standard time'])(
    'is refused as %s',
    async (name) => {
      const { camille } = await scene();
      const { id } = await camille.event(busy());
      const refused = await camille.get(`/me/events/${id}`, zone(name));
      expect([refused.status, refused.body.error?.code]).toEqual([400, 'TimeZoneNotSupportedException']);
      const written = await camille.post('/me/events', { ...between('2026-11-24', '09:00', '10:00', name) });
      expect(written.status).toBe(400);
    },
  );
});

describe('the hours of a body', () => {
  it.each(['2026-11-24T09:00:00Z', '2026-11-24T09:00:00+01:00', '2026-02-30T09:00:00', '24/11/2026'])(
    'are refused as %s: no offset, and a day that exists',
    async (dateTime) => {
      const { camille } = await scene();
      const start = { dateTime, timeZone: paris };
      expect((await camille.post('/me/events', { ...busy(), start })).status).toBe(400);
    },
  );

  it('may have two zones, as a flight has', async () => {
    const { camille } = await scene();
    const { body } = await camille.post('/me/events', {
      start: { dateTime: '2026-11-24T18:00:00', timeZone: 'Romance Standard Time' },
      end: { dateTime: '2026-11-25T08:00:00', timeZone: 'Indian/Reunion' },
    });
    expect(hoursOf([body])).toEqual(['2026-11-24T17:00']);
    expect(body.end.dateTime).toBe('2026-11-25T04:00:00.0000000');
    expect(body).toMatchObject({
      originalStartTimeZone: 'Romance Standard Time',
      originalEndTimeZone: 'Indian/Reunion',
    });
  });

  it('that no clock shows, in the night of March, are told an hour later', async () => {
    const { camille } = await scene();
    const { id } = await camille.event({ ...between('2026-03-29', '02:30', '03:30') });
    const { body } = await camille.get(`/me/events/${id}`, zone(paris));
    expect(body.start.dateTime).toBe('2026-03-29T03:30:00.0000000');
  });

  it('may come from a zone without a name', async () => {
    const { camille, graph, upn } = await scene();
    const { id } = graph.mailbox(upn).create(busy(), { originalZone: customZone });
    const { body } = await camille.get(`/me/events/${id}`);
    expect(body['originalStartTimeZone']).toBe('tzone://Microsoft/Custom');
    expect(body.start.dateTime).toBe('2026-11-24T08:00:00.0000000');
  });
});

const wholeDay = (from: string, until: string, timeZone = paris) => ({
  subject: 'Congé',
  isAllDay: true,
  start: { dateTime: `${from}T00:00:00`, timeZone },
  end: { dateTime: `${until}T00:00:00`, timeZone },
});

describe('a whole day', () => {
  it.each(['2026-03-29', '2026-10-25'])('is the same date in three zones, %s too', async (day) => {
    const { camille } = await scene();
    const next = `${day.slice(0, 8)}${Number(day.slice(8)) + 1}`;
    const { id } = await camille.event(wholeDay(day, next));
    for (const name of ['UTC', paris, 'Indian/Reunion', 'Pacific/Tahiti']) {
      const { body } = await camille.get(`/me/events/${id}`, zone(name));
      expect(body.start).toEqual({ dateTime: `${day}T00:00:00.0000000`, timeZone: name });
      expect(body.end.dateTime).toBe(`${next}T00:00:00.0000000`);
    }
  });

  it.each([
    ['that is not from midnight', { ...between('2026-11-24', '09:00', '10:00'), isAllDay: true }],
    ['whose end is its start', wholeDay('2026-11-24', '2026-11-24')],
    [
      'of two zones',
      { ...wholeDay('2026-11-24', '2026-11-25'), end: { dateTime: '2026-11-25T00:00:00', timeZone: 'UTC' } },
    ],
  ])('%s is refused', async (_, body) => {
    const { camille } = await scene();
    expect((await camille.post('/me/events', body)).status).toBe(400);
  });

  it('cannot be made of an hour by saying so', async () => {
    const { camille } = await scene();
    const { id } = await camille.event(busy());
    expect((await camille.patch(`/me/events/${id}`, { isAllDay: true })).status).toBe(400);
  });

  it('that was moved tells where it was in UTC, which is not midnight', async () => {
    const { camille } = await scene();
    await camille.event({
      ...wholeDay('2026-11-23', '2026-11-24'),
      recurrence: {
        ...daily('2026-11-23', 3),
        pattern: { type: 'weekly', interval: 1, daysOfWeek: ['monday'] },
      },
    });
    const second = (await camille.seen('2026-11-29', '2026-12-02'))[0]!;
    const { body } = await camille.patch(`/me/events/${second.id}`, wholeDay('2026-12-01', '2026-12-02'));
    expect(body).toMatchObject({ type: 'exception', originalStart: '2026-11-29T23:00:00Z' });
    expect(body.start.dateTime).toBe('2026-12-01T00:00:00.0000000');
  });
});

describe('two people far apart', () => {
  it('read one appointment each on their own clock', async () => {
    const { camille } = await scene();
    const { id } = await camille.event({
      subject: 'Occupé',
      ...between('2026-07-01', '09:00', '10:00', 'Indian/Reunion'),
    });
    const read = async (name: string) =>
      (await camille.get(`/me/events/${id}`, zone(name))).body.start.dateTime;
    expect(await read('Mauritius Standard Time')).toBe('2026-07-01T09:00:00.0000000');
    expect(await read('Romance Standard Time')).toBe('2026-07-01T07:00:00.0000000');
  });
});
