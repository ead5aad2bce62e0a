import fc from 'fast-check';
import { floatingOf, msOfDay, writeFloating } from './floating.ts';
import { readRule } from './rule.ts';
import type { Recurrence } from './series.ts';

const days = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** Local starts of twenty years, leap days and nights of clock changes among them. */
const anyStart = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.integer({ min: 0, max: 20 * 365 * 96 }).map((n) => Date.UTC(2015, 0, 1) + n * 900_000),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(
        '2024-02-29T09:00',
        '2026-03-29T02:30',
        '2026-10-25T02:30',
        '2027-01-31T23:45',
        '2026-12-31',
      )
      .map(floatingOf),
  },
);

/** Some values of a part, those of the start among them so that it fits. */
const withOwn = <T>(own: T, others: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> =>
  fc.array(others, { maxLength: 3 }).map((more) => [own, ...more]);

/** Parts that a start fits, for each frequency. */
function partsOf(ms: number): Record<string, fc.Arbitrary<readonly (string | number)[]>> {
  const at = new Date(ms);
  const [year, month, date] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  const left = date - new Date(Date.UTC(year, month + 1, 0)).getUTCDate() - 1;
  const weekday = days[at.getUTCDay()] ?? '';
  const nth = `${String(Math.ceil(date / 7))}${weekday}`;
  return {
    BYMONTH: withOwn(month + 1, fc.integer({ min: 1, max: 12 })),
    BYMONTHDAY: fc.oneof(
      withOwn(date, fc.integer({ min: 1, max: 31 })),
      withOwn(left, fc.integer({ min: -31, max: -1 })),
    ),
    BYDAY: fc.oneof(
      withOwn(weekday, fc.constantFrom(...days)),
      withOwn(nth, fc.constantFrom('1MO', '-1FR', '2TU', '4SU')),
      fc.constant([`${String(Math.floor(left / 7))}${weekday}`]),
    ),
    BYHOUR: withOwn(at.getUTCHours(), fc.integer({ min: 0, max: 23 })),
    BYYEARDAY: withOwn(
      (Date.UTC(year, month, date) - Date.UTC(year, 0, 1)) / msOfDay + 1,
      fc.constantFrom(1, 366, -1),
    ),
    BYWEEKNO: withOwn(1, fc.constantFrom(20, 53, -1)),
    BYSETPOS: fc.constantFrom<readonly number[]>([1], [-1], [2], [1, -1], [1, 3]),
  };
}

const anyRule = fc.tuple(anyStart, fc.boolean()).chain(([ms, allDay]) => {
  const start = writeFloating(ms, allDay ? '0000-00-00' : '0000-00-00T00:00');
  const until = (later: number) =>
    writeFloating(ms + later * msOfDay, start).replaceAll(/[-:]/g, '') + (allDay ? '' : '00');
  const parts = partsOf(ms);
  return fc
    .record({
      frequency: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
      interval: fc.integer({ min: 1, max: 4 }),
      end: fc.oneof(
        fc.constant([]),
        fc.integer({ min: 1, max: 60 }).map((count) => [`COUNT=${String(count)}`]),
        fc.integer({ min: 0, max: 900 }).map((later) => [`UNTIL=${until(later)}`]),
      ),
      by: fc
        .subarray(Object.keys(parts), { maxLength: 3 })
        .chain((names) =>
          fc.tuple(
            ...names.map((name) =>
              (parts[name] ?? fc.constant([])).map((values) => `${name}=${values.join(',')}`),
            ),
          ),
        ),
      weekStart: fc.constantFrom('MO', 'SU'),
    })
    .map(({ frequency, interval, end, by, weekStart }) => {
      const rule = [`FREQ=${frequency}`, `INTERVAL=${String(interval)}`, ...end, ...by, `WKST=${weekStart}`];
      return { start, rule: rule.join(';') };
    });
});

/** A rule that readRule takes, as it writes it. */
const anyRead = anyRule
  .map(({ start, rule }) => ({ start, read: readRule(rule, start) }))
  .filter(({ read }) => read.ok)
  .map(({ start, read }) => ({ start, rule: read.ok ? read.rule : '' }));

/** Any series: dates left out, its own among them, and dates added. */
export const anySeries: fc.Arbitrary<Recurrence> = fc
  .tuple(
    anyRead,
    fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 4 }),
    fc.array(fc.integer({ min: -40, max: 400 }), { maxLength: 4 }),
  )
  .map(([{ start, rule }, except, also]) => {
    const at = (later: number) => writeFloating(floatingOf(start) + later * msOfDay, start);
    return { start, rule, except: except.map(at), also: [...new Set(also.map(at))] };
  });
