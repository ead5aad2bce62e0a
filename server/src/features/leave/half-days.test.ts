import { describe, expect, test } from 'vitest';
import { holidaysOf } from '../organisation/holidays.service.ts';
import {
  boundsOf,
  countDays,
  countHalves,
  minutesOf,
  spanOf,
  type Counting,
  type Span,
} from './half-days.ts';

const christmas = new Map([
  ['2026-12-25', 'Noël'],
  ['2027-01-01', 'Jour de l’An'],
]);
const span = (firstDay: string, lastDay: string, halves: Partial<Span> = {}): Span => ({
  firstDay,
  firstHalf: 'morning',
  lastDay,
  lastHalf: 'afternoon',
  ...halves,
});
const counted = (one: Span, counting: Counting = 'businessDays') =>
  countHalves(countDays(one, counting, christmas));

describe('half-days of a leave', () => {
  test('are numbers that go to and fro, and halves meet at noon', () => {
    const one = span('2026-11-23', '2026-11-25', { firstHalf: 'afternoon', lastHalf: 'morning' });
    const { from, to } = boundsOf(one);
    expect(to - from).toBe(4);
    expect(spanOf(from, to)).toEqual(one);
    expect(minutesOf(one)).toEqual({ from: '2026-11-23T12:00', until: '2026-11-25T12:00' });
    expect(minutesOf(span('2026-11-23', '2026-11-23'))).toEqual({
      from: '2026-11-23T00:00',
      until: '2026-11-24T00:00',
    });
  });

  test.each([
    ['businessDays', 12],
    ['workingDays', 16],
    ['calendarDays', 20],
  ] as const)('from a Friday to the Sunday of the week after: %s', (counting, halves) => {
    expect(counted(span('2026-12-11', '2026-12-20'), counting)).toEqual({ halves, halvesAfter: 0 });
    expect(counted(span('2026-12-11', '2026-12-21', { lastHalf: 'morning' }), counting).halves).toBe(
      halves + 1,
    );
  });

  test('over the turn of the year, each year has its own, without holidays and weekends', () => {
    const days = countDays(span('2026-12-24', '2027-01-04'), 'businessDays', christmas);
    // 24, 28, 29, 30, 31 December; 4 January
    expect(countHalves(days)).toEqual({ halves: 10, halvesAfter: 2 });
    expect(days.filter(({ why }) => why === 'holiday').map(({ label }) => label)).toEqual([
      'Noël',
      'Jour de l’An',
    ]);
    expect(counted(span('2026-12-24', '2027-01-04'), 'calendarDays')).toEqual({ halves: 16, halvesAfter: 8 });
  });

  test('of one day: both, one, none on a Sunday', () => {
    expect(counted(span('2026-11-23', '2026-11-23')).halves).toBe(2);
    expect(counted(span('2026-11-23', '2026-11-23', { firstHalf: 'afternoon' })).halves).toBe(1);
    expect(counted(span('2026-11-22', '2026-11-22')).halves).toBe(0);
  });
});

const france = new Map(
  holidaysOf(2026, { alsaceMoselle: false, goodFriday: false, overseasTerritory: null }).map(
    ({ date, name }) => [date, name],
  ),
);

describe('jours ouvrés and jours ouvrables, as the reference has them', () => {
  test.each([
    [
      't15',
      'after 13 August to the 18th, 15 August a Saturday',
      span('2026-08-14', '2026-08-18'),
      'workingDays',
      3,
    ],
    ['t14', 'the same in five-day weeks', span('2026-08-14', '2026-08-18'), 'businessDays', 3],
    ['t27', 'a Saturday', span('2026-11-21', '2026-11-21'), 'workingDays', 1],
    ['t27', 'which is none in five-day weeks', span('2026-11-21', '2026-11-21'), 'businessDays', 0],
    [
      't59',
      'from a Friday noon to a Wednesday noon over 14 July',
      span('2026-07-10', '2026-07-15', { firstHalf: 'afternoon', lastHalf: 'morning' }),
      'businessDays',
      2,
    ],
    ['t60', 'three weeks with 15 August on a Saturday', span('2026-08-03', '2026-08-22'), 'workingDays', 17],
  ] as const)('%s: %s', (_id, _why, one, counting, days) => {
    expect(countHalves(countDays(one, counting, france)).halves / 2).toBe(days);
  });
});
