import { describe, expect, it } from 'vitest';
import type { Switches } from './simulator/switches.ts';
import { between, busy, daily, datesOf, hoursOf, scene, weekly, type Body, type Scene } from './support.ts';

/** Tuesday to Thursday, nine o’clock. */
async function series(
  switches: Partial<Switches> = {},
): Promise<Scene & { master: Body; days: readonly Body[] }> {
  const made = await scene({ switches });
  const master = await made.camille.event({ ...busy('2026-11-24'), recurrence: daily('2026-11-24', 3) });
  return { ...made, master, days: await made.camille.seen('2026-11-24', '2026-11-28') };
}
const moved = (day: string, hour = '14:00') => between(day, hour, `${Number(hour.slice(0, 2)) + 1}:00`);

describe('a master', () => {
  it('stands where its first occurrence does', async () => {
    const { camille } = await scene();
    const recurrence = weekly('2026-11-24', ['friday']);
    const master = await camille.event({ ...busy('2026-11-24'), recurrence });
    expect(master.type).toBe('seriesMaster');
    expect(master.start.dateTime).toBe('2026-11-27T08:00:00.0000000');
  });

  it('gives its instances between two instants; a single event has none', async () => {
    const { camille, master } = await series();
    const between2 = 'startDateTime=2026-11-25T00:00:00&endDateTime=2026-11-28T00:00:00';
    const { body } = await camille.get(`/me/events/${master.id}/instances?${between2}`);
    expect(datesOf(body.value)).toEqual(['2026-11-25', '2026-11-26']);
    expect(body.value.every(({ seriesMasterId }) => seriesMasterId === master.id)).toBe(true);
    const single = await camille.event(busy());
    expect((await camille.get(`/me/events/${single.id}/instances?${between2}`)).status).toBe(400);
  });

  it('tells what was changed and cancelled alone only when asked', async () => {
    const { camille, master, days } = await series();
    await camille.patch(`/me/events/${days[1]!.id}`, { subject: 'Autre' });
    await camille.delete(`/me/events/${days[2]!.id}`);
    const target = `/me/events/${master.id}`;
    const plain = (await camille.get(target)).body;
    expect(plain).not.toHaveProperty('exceptionOccurrences');
    expect(plain).not.toHaveProperty('cancelledOccurrences');
    const select = '$select=subject,exceptionOccurrences,cancelledOccurrences';
    expect((await camille.get(`${target}?${select}`)).body).not.toHaveProperty('exceptionOccurrences');
    const { body } = await camille.get(`${target}?${select}&$expand=exceptionOccurrences`);
    expect(body['cancelledOccurrences']).toEqual([`OID.${master.id}.2026-11-26`]);
    expect((body['exceptionOccurrences'] as Body[]).map(({ id, subject }) => [id, subject])).toEqual([
      [days[1]!.id, 'Autre'],
    ]);
  });

  it('deleted takes its occurrences with it', async () => {
    const { camille, master, days } = await series();
    await camille.delete(`/me/events/${master.id}`);
    expect(await camille.seen('2026-11-20', '2026-12-01')).toEqual([]);
    expect((await camille.get(`/me/events/${days[0]!.id}`)).status).toBe(404);
  });
});

describe('an occurrence', () => {
  it('is computed: it tells its master and where it was placed, in UTC; a single event does not', async () => {
    const { camille, days, master } = await series();
    expect(days[0]).toMatchObject({
      type: 'occurrence',
      seriesMasterId: master.id,
      originalStart: '2026-11-24T08:00:00Z',
    });
    expect(await camille.event(busy())).not.toHaveProperty('originalStart');
  });

  it('may tell null for a single event, by the switch', async () => {
    const { camille } = await scene({ switches: { originalStartOnSingles: 'null' } });
    expect((await camille.event(busy())).originalStart).toBeNull();
  });

  it('changed alone becomes an exception, with another etag; the others stay', async () => {
    const { camille, days } = await series();
    const { body } = await camille.patch(`/me/events/${days[1]!.id}`, moved('2026-11-25'));
    expect(body).toMatchObject({
      id: days[1]!.id,
      type: 'exception',
      originalStart: '2026-11-25T08:00:00Z',
      subject: 'Occupé',
    });
    expect(body['@odata.etag']).not.toBe(days[1]!['@odata.etag']);
    expect(hoursOf(await camille.seen('2026-11-24', '2026-11-28'))).toEqual([
      '2026-11-24T09:00',
      '2026-11-25T14:00',
      '2026-11-26T09:00',
    ]);
  });

  it('changed or cancelled alone gives the whole series another version', async () => {
    const { camille, master, days } = await series();
    const etags = async () => [
      (await camille.get(`/me/events/${master.id}`)).body['@odata.etag'],
      (await camille.get(`/me/events/${days[0]!.id}`)).body['@odata.etag'],
    ];
    const before = await etags();
    await camille.patch(`/me/events/${days[1]!.id}`, { subject: 'Autre' });
    const between2 = await etags();
    await camille.delete(`/me/events/${days[2]!.id}`);
    expect(new Set([...before, ...between2, ...(await etags())]).size).toBe(6);
  });

  it('cancelled alone vanishes, and its id with it', async () => {
    const { camille, days } = await series();
    expect((await camille.delete(`/me/events/${days[1]!.id}`)).status).toBe(204);
    expect(datesOf(await camille.seen('2026-11-24', '2026-11-28'))).toEqual(['2026-11-24', '2026-11-26']);
    expect((await camille.get(`/me/events/${days[1]!.id}`)).status).toBe(404);
  });

  it.each([
    ['to the day of the one before', '2026-11-24'],
    ['past the one before', '2026-11-23'],
    ['to the day of the next', '2026-11-26'],
    ['past the next', '2026-11-27'],
  ])('does not move %s', async (_, day) => {
    const { camille, days } = await series();
    const refused = await camille.patch(`/me/events/${days[1]!.id}`, moved(day));
    expect([refused.status, refused.body.error?.code]).toEqual([400, 'ErrorOccurrenceCrossingBoundary']);
    expect((await camille.get(`/me/events/${days[1]!.id}`)).body.type).toBe('occurrence');
  });

  it('moves to the day of a neighbour that was cancelled', async () => {
    const { camille, days } = await series();
    await camille.delete(`/me/events/${days[2]!.id}`);
    expect((await camille.patch(`/me/events/${days[1]!.id}`, moved('2026-11-26'))).status).toBe(200);
  });

  it('has no rule of its own', async () => {
    const { camille, days } = await series();
    const refused = await camille.patch(`/me/events/${days[1]!.id}`, { recurrence: daily('2026-11-25', 2) });
    expect(refused.status).toBe(400);
  });
});

describe('changing the master', () => {
  it('changes what its exceptions did not', async () => {
    const { camille, master, days } = await series();
    await camille.patch(`/me/events/${days[1]!.id}`, moved('2026-11-25'));
    await camille.patch(`/me/events/${master.id}`, { subject: 'Absent', sensitivity: 'private' });
    const seen = await camille.seen('2026-11-24', '2026-11-28');
    expect(seen.map(({ subject, sensitivity }) => [subject, sensitivity])).toEqual(
      Array(3).fill(['Absent', 'private']),
    );
    expect(hoursOf(seen)[1]).toBe('2026-11-25T14:00');
  });

  it.each([true, false])(
    'of rule forgets what was changed and cancelled alone: %s by the switch',
    async (drops) => {
      const { camille, master, days } = await series({ recurrencePatchDropsExceptions: drops });
      await camille.patch(`/me/events/${days[1]!.id}`, moved('2026-11-25'));
      await camille.delete(`/me/events/${days[2]!.id}`);
      await camille.patch(`/me/events/${master.id}`, { recurrence: daily('2026-11-24', 4) });
      expect(hoursOf(await camille.seen('2026-11-24', '2026-11-30'))).toEqual([
        '2026-11-24T09:00',
        drops ? '2026-11-25T09:00' : '2026-11-25T14:00',
        ...(drops ? ['2026-11-26T09:00'] : []),
        '2026-11-27T09:00',
      ]);
    },
  );

  it.each([
    [false, '14:00'],
    [true, '10:00'],
  ])('of hour forgets what was moved alone: %s by the switch', async (timePatchDropsExceptions, hour) => {
    const { camille, master, days } = await series({ timePatchDropsExceptions });
    await camille.patch(`/me/events/${days[1]!.id}`, moved('2026-11-25'));
    await camille.patch(`/me/events/${master.id}`, between('2026-11-24', '10:00', '11:00'));
    expect(hoursOf(await camille.seen('2026-11-24', '2026-11-28'))).toEqual([
      '2026-11-24T10:00',
      `2026-11-25T${hour}`,
      '2026-11-26T10:00',
    ]);
  });

  it.each([
    ['firstPlaced', '2026-11-25T08:00:00Z'],
    ['followsMaster', '2026-11-25T09:00:00Z'],
  ] as const)(
    'of hour leaves an exception its originalStart: %s by the switch',
    async (exceptionOriginalStart, expected) => {
      const { camille, master, days } = await series({ exceptionOriginalStart });
      await camille.patch(`/me/events/${days[1]!.id}`, moved('2026-11-25'));
      await camille.patch(`/me/events/${master.id}`, between('2026-11-24', '10:00', '11:00'));
      expect((await camille.get(`/me/events/${days[1]!.id}`)).body.originalStart).toBe(expected);
    },
  );

  it('of day is refused unless its rule moves with it', async () => {
    const { camille, master } = await series();
    const times = between('2026-11-30', '09:00', '10:00');
    expect((await camille.patch(`/me/events/${master.id}`, times)).status).toBe(400);
    const both = { ...times, recurrence: daily('2026-11-30', 2) };
    expect((await camille.patch(`/me/events/${master.id}`, both)).status).toBe(200);
    expect(datesOf(await camille.seen('2026-11-20', '2026-12-20'))).toEqual(['2026-11-30', '2026-12-01']);
  });

  it('ends it for « this and following », which a second series goes on from', async () => {
    const { camille, master } = await series();
    const { recurrence } = master as unknown as { recurrence: ReturnType<typeof daily> };
    const range = { ...recurrence.range, type: 'endDate', endDate: '2026-11-25' };
    await camille.patch(`/me/events/${master.id}`, { recurrence: { ...recurrence, range } });
    await camille.event({ ...between('2026-11-26', '11:00', '12:00'), recurrence: daily('2026-11-26', 2) });
    expect(hoursOf(await camille.seen('2026-11-20', '2026-12-20'))).toEqual([
      '2026-11-24T09:00',
      '2026-11-25T09:00',
      '2026-11-26T11:00',
      '2026-11-27T11:00',
    ]);
  });

  it('of end takes the days after it away, those changed alone too', async () => {
    const { camille, master, days } = await series({ recurrencePatchDropsExceptions: false });
    await camille.patch(`/me/events/${days[2]!.id}`, moved('2026-11-27'));
    await camille.patch(`/me/events/${master.id}`, { recurrence: daily('2026-11-24', 2) });
    expect(datesOf(await camille.seen('2026-11-20', '2026-12-20'))).toEqual(['2026-11-24', '2026-11-25']);
    expect((await camille.get(`/me/events/${days[2]!.id}`)).status).toBe(404);
  });

  it('makes a single event of it when its rule is taken away', async () => {
    const { camille, master } = await series();
    expect((await camille.patch(`/me/events/${master.id}`, { recurrence: null })).body.type).toBe(
      'singleInstance',
    );
    expect(datesOf(await camille.seen('2026-11-20', '2026-12-20'))).toEqual(['2026-11-24']);
  });
});
