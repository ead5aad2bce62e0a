import fc from 'fast-check';
import rrule from 'rrule';
import { expect, test } from 'vitest';
import { expand } from './expand.ts';
import { floatingOf, msOfDay } from './floating.ts';
import { explicit } from './rule.parts.ts';
import { readParts } from './rule.ts';
import { anySeries } from './series.testkit.ts';

const { RRule, Weekday } = rrule;

/** The same by rrule, which knows neither zone nor machine here; every default of the rule written out for it. */
function byLibrary(rule: string, start: string, to: number): number[] {
  const parts = explicit(readParts(rule, start), start);
  const given = (list: readonly number[]) => (list.length > 0 ? [...list] : null);
  const days = parts.days.map(({ weekday, nth }) => new Weekday(weekday, nth === 0 ? undefined : nth));
  return new RRule(
    {
      freq: RRule[parts.frequency],
      dtstart: new Date(floatingOf(start)),
      interval: parts.interval,
      count: parts.count,
      until: parts.until === null ? null : new Date(parts.until),
      bymonth: given(parts.months),
      byweekno: given(parts.weeks),
      byyearday: given(parts.yearDays),
      bymonthday: given(parts.monthDays),
      byweekday: days.length > 0 ? days : null,
      byhour: given(parts.hours),
      byminute: given(parts.minutes),
      bysecond: 0,
      bysetpos: given(parts.positions),
      wkst: parts.weekStart,
    },
    true,
  )
    .between(new Date(0), new Date(to - 1), true)
    .map((date) => date.getTime());
}

test('rrule makes the same dates', () => {
  let compared = 0;
  fc.assert(
    fc.property(
      // It gives a date twice that is the first and the last of its list, and counts it twice
      anySeries.filter(({ rule }) => !rule.includes('BYSETPOS=-1,1')),
      ({ rule, start }) => {
        const to = floatingOf(start) + 800 * msOfDay;
        const ours = expand(readParts(rule, start), start, { from: 0, to }, Infinity);
        expect(ours).toEqual(byLibrary(rule, start, to));
        compared += ours.length;
      },
    ),
    { numRuns: 60 },
  );
  expect(compared).toBeGreaterThan(300);
});

test('a rule without any date is found to have none at once', () => {
  const never = readParts('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', '2026-02-01T09:00');
  const began = performance.now();
  expect(expand(never, '2026-02-01T09:00', { from: 0, to: Date.UTC(2030, 0, 1) }, 9)).toEqual([]);
  // Nor does a window without end make it search for ever
  expect(expand(never, '2026-02-01T09:00', { from: 0, to: Infinity }, 9)).toEqual([]);
  expect(performance.now() - began).toBeLessThan(1000);
});
