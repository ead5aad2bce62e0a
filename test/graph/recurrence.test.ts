import { describe, expect, it } from 'vitest';
import {
  between,
  busy,
  Caller,
  daily,
  datesOf,
  hoursOf,
  paris,
  scene,
  weekly,
  type Body,
} from './support.ts';

/** A rule that starts on a day, for a body. */
const rule = (startDate: string, pattern: object, range: object = { type: 'noEnd' }) => ({
  pattern: { interval: 1, ...pattern },
  range: { startDate, recurrenceTimeZone: paris, ...range },
});

/** The days a rule gives between two dates. */
async function daysOf(camille: Caller, startDate: string, recurrence: object, from: string, until: string) {
  await camille.event({ ...busy(startDate), recurrence });
  return datesOf(await camille.seen(from, until));
}

const workdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

describe('patterns', () => {
  it('daily, every n days', async () => {
    const { camille } = await scene();
    const recurrence = rule('2026-11-24', { type: 'daily', interval: 3 });
    expect(await daysOf(camille, '2026-11-24', recurrence, '2026-11-20', '2026-12-02')).toEqual([
      '2026-11-24',
      '2026-11-27',
      '2026-11-30',
    ]);
  });

  it('weekly, on its days', async () => {
    const { camille } = await scene();
    const recurrence = weekly('2026-11-24', ['tuesday', 'friday']);
    expect(await daysOf(camille, '2026-11-24', recurrence, '2026-11-20', '2026-12-05')).toEqual([
      '2026-11-24',
      '2026-11-27',
      '2026-12-01',
      '2026-12-04',
    ]);
  });

  it('weekly on working days', async () => {
    const { camille } = await scene();
    const days = await daysOf(
      camille,
      '2026-11-26',
      weekly('2026-11-26', workdays),
      '2026-11-20',
      '2026-12-02',
    );
    expect(days).toEqual(['2026-11-26', '2026-11-27', '2026-11-30', '2026-12-01']);
  });

  it('every other week on Monday and Sunday: the first day of the week decides which Sunday', async () => {
    const fortnight = (firstDayOfWeek?: string) =>
      rule('2026-11-02', {
        ...{ type: 'weekly', interval: 2, daysOfWeek: ['monday', 'sunday'] },
        ...(firstDayOfWeek === undefined ? {} : { firstDayOfWeek }),
      });
    const seen = async (recurrence: object) =>
      await daysOf((await scene()).camille, '2026-11-02', recurrence, '2026-11-01', '2026-11-25');
    const monday = await seen(fortnight('monday'));
    expect(monday).toEqual(['2026-11-02', '2026-11-08', '2026-11-16', '2026-11-22']);
    const sunday = await seen(fortnight('sunday'));
    expect(sunday).toEqual(['2026-11-02', '2026-11-15', '2026-11-16']);
    // Not said is Sunday
    expect(await seen(fortnight())).toEqual(sunday);
  });

  it('monthly on the 31st: the last day of shorter months', async () => {
    const { camille } = await scene();
    const recurrence = rule('2026-01-31', { type: 'absoluteMonthly', dayOfMonth: 31 });
    expect(await daysOf(camille, '2026-01-31', recurrence, '2026-01-01', '2026-06-01')).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
    ]);
  });

  it.each([
    ['the second Wednesday', { daysOfWeek: ['wednesday'], index: 'second' }, ['2026-11-11', '2026-12-09']],
    ['the last Friday', { daysOfWeek: ['friday'], index: 'last' }, ['2026-11-27', '2026-12-25']],
    ['the first working day', { daysOfWeek: workdays, index: 'first' }, ['2026-11-02', '2026-12-01']],
    ['the last working day', { daysOfWeek: workdays, index: 'last' }, ['2026-11-30', '2026-12-31']],
    ['the fourth Thursday', { daysOfWeek: ['thursday'], index: 'fourth' }, ['2026-11-26', '2026-12-24']],
  ])('monthly on %s', async (_, pattern, expected) => {
    const { camille } = await scene();
    const first = expected[0]!;
    const recurrence = rule(first, { type: 'relativeMonthly', ...pattern });
    expect(await daysOf(camille, first, recurrence, '2026-11-01', '2027-01-01')).toEqual(expected);
  });

  it('yearly on 29 February: the 28th in common years', async () => {
    const { camille } = await scene({ now: '2028-01-01T00:00:00Z' });
    const recurrence = rule('2028-02-29', { type: 'absoluteYearly', dayOfMonth: 29, month: 2 });
    expect(await daysOf(camille, '2028-02-29', recurrence, '2028-01-01', '2033-01-01')).toEqual([
      '2028-02-29',
      '2029-02-28',
      '2030-02-28',
      '2031-02-28',
      '2032-02-29',
    ]);
  });

  it('yearly on the last Sunday of March', async () => {
    const { camille } = await scene();
    const pattern = { type: 'relativeYearly', daysOfWeek: ['sunday'], index: 'last', month: 3 };
    expect(
      await daysOf(camille, '2026-03-29', rule('2026-03-29', pattern), '2026-01-01', '2028-12-31'),
    ).toEqual(['2026-03-29', '2027-03-28', '2028-03-26']);
  });
});

describe('ranges', () => {
  it('end on a date of the zone of the rule, included', async () => {
    const { camille } = await scene();
    const recurrence = rule('2026-11-24', { type: 'daily' }, { type: 'endDate', endDate: '2026-11-26' });
    expect(await daysOf(camille, '2026-11-24', recurrence, '2026-11-20', '2026-12-20')).toEqual([
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
    ]);
  });

  it('count their occurrences, cancelled ones too', async () => {
    const { camille } = await scene();
    await camille.event({ ...busy('2026-11-24'), recurrence: daily('2026-11-24', 3) });
    const [first] = await camille.seen('2026-11-24', '2026-11-25');
    await camille.delete(`/me/events/${first!.id}`);
    expect(datesOf(await camille.seen('2026-11-20', '2026-12-20'))).toEqual(['2026-11-25', '2026-11-26']);
  });

  it('have no end when they say so', async () => {
    const { camille } = await scene();
    const recurrence = weekly('2026-11-24', ['tuesday']);
    expect(await daysOf(camille, '2026-11-24', recurrence, '2036-11-01', '2036-11-10')).toEqual([
      '2036-11-04',
    ]);
  });
});

describe('what Graph refuses in a rule', () => {
  const day = '2026-11-24';
  const week = { type: 'weekly', daysOfWeek: ['tuesday'] };
  it.each([
    ['a start that is not the date of the event', rule('2026-11-25', { type: 'daily' })],
    ['a kind nobody knows', rule(day, { type: 'hourly' })],
    ['no interval', { ...rule(day, { type: 'daily' }), pattern: { type: 'daily' } }],
    ['an interval of 0', rule(day, { type: 'daily', interval: 0 })],
    ['a week without days', rule(day, { type: 'weekly' })],
    ['a month without its day', rule(day, { type: 'absoluteMonthly' })],
    ['a year without its month', rule(day, { type: 'absoluteYearly', dayOfMonth: 24 })],
    [
      'the fifth of something',
      rule(day, { type: 'relativeMonthly', daysOfWeek: ['tuesday'], index: 'fifth' }),
    ],
    ['an end before the start', rule(day, week, { type: 'endDate', endDate: '2026-11-01' })],
    ['an end that is no date', rule(day, week, { type: 'endDate', endDate: '2026-02-30' })],
    ['no occurrence asked', rule(day, week, { type: 'numbered', numberOfOccurrences: 0 })],
    ['a zone nobody knows', rule(day, week, { type: 'noEnd', recurrenceTimeZone: 'Paris' })],
    ['an unknown field', rule(day, { ...week, byDay: 'TU' })],
    ['a field its kind ignores, out of bounds', rule(day, { ...week, dayOfMonth: 32 })],
    ['a month its kind ignores, out of bounds', rule(day, { ...week, month: 13 })],
    ['an end its kind ignores, that is no date', rule(day, week, { type: 'noEnd', endDate: '2026-13-01' })],
    [
      'no day in its range',
      rule(day, { type: 'weekly', daysOfWeek: ['monday'] }, { type: 'endDate', endDate: day }),
    ],
  ])('%s', async (_, recurrence) => {
    const { camille } = await scene();
    expect((await camille.post('/me/events', { ...busy(day), recurrence })).status).toBe(400);
    expect((await camille.get('/me/events')).body.value).toEqual([]);
  });

  it('nothing of this one: the control', async () => {
    const { camille } = await scene();
    const made = await camille.event({
      ...busy(day),
      recurrence: rule(day, { ...week, dayOfMonth: 31, month: 12 }),
    });
    expect(made['recurrence']).toMatchObject({
      pattern: { type: 'weekly', firstDayOfWeek: 'sunday', daysOfWeek: ['tuesday'] },
      range: { type: 'noEnd', startDate: day, endDate: '0001-01-01', recurrenceTimeZone: paris },
    });
  });
});

describe('a series over the years’ two nights', () => {
  const spring = { from: '2026-03-23', until: '2026-04-06' };
  it('keeps nine o’clock in Paris on both sides of 29 March and 25 October 2026', async () => {
    const { camille } = await scene();
    await camille.event({ ...busy('2026-03-24'), recurrence: weekly('2026-03-24', ['tuesday']) });
    const paris9 = (events: readonly Body[]) => hoursOf(events).map((hour) => hour.slice(5));
    expect(paris9(await camille.seen(spring.from, spring.until))).toEqual(['03-24T09:00', '03-31T09:00']);
    expect(paris9(await camille.seen('2026-10-19', '2026-11-01'))).toEqual(['10-20T09:00', '10-27T09:00']);
    const inUtc = async (from: string, until: string) =>
      hoursOf((await camille.get(`/me/calendarView?startDateTime=${from}&endDateTime=${until}`)).body.value);
    expect(await inUtc(spring.from, spring.until)).toEqual(['2026-03-24T08:00', '2026-03-31T07:00']);
  });

  it('follows the zone of its rule, not that of its start', async () => {
    const { camille } = await scene();
    const start = between('2026-03-24', '08:00', '09:00', 'UTC');
    await camille.event({ subject: 'Occupé', ...start, recurrence: weekly('2026-03-24', ['tuesday']) });
    expect(hoursOf(await camille.seen(spring.from, spring.until))).toEqual([
      '2026-03-24T09:00',
      '2026-03-31T09:00',
    ]);
  });

  it('lasts as long on the wall in the night that is shorter', async () => {
    const { camille } = await scene();
    await camille.event({ ...between('2026-03-28', '01:00', '04:00'), recurrence: daily('2026-03-28', 2) });
    const [, night] = await camille.seen('2026-03-28', '2026-03-30');
    expect([night!.start.dateTime, night!.end.dateTime]).toEqual([
      '2026-03-29T01:00:00.0000000',
      '2026-03-29T04:00:00.0000000',
    ]);
  });
});
