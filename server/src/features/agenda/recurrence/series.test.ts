import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { floatingOf, writeFloating } from './floating.ts';
import { readRule } from './rule.ts';
import { NoSuchOccurrence, occurrencesOf, splitAt, type Recurrence } from './series.ts';
import { anySeries } from './series.testkit.ts';
import { shiftAll } from './shift.ts';

const series = (start: string, rule: string, more: Partial<Recurrence> = {}): Recurrence => {
  const read = readRule(rule, start);
  if (!read.ok) throw new Error(read.refusal);
  return { start, rule: read.rule, except: [], also: [], ...more };
};
const day = 86_400_000;
const later = (at: string, days: number) => writeFloating(floatingOf(at) + days * day, at);
const far = '2028-12-31';
const all = (of: Recurrence | null, most = 2000, to = far) =>
  of ? occurrencesOf(of, '1970-01-01', to, most) : [];
/** As often as is worth at every change. */
const runs = { numRuns: 300 };

describe('a window', () => {
  test('shows what a wider one shows inside it', () => {
    let seen = 0;
    fc.assert(
      fc.property(
        anySeries,
        fc.integer({ min: -60, max: 3000 }),
        fc.integer({ min: 0, max: 400 }),
        (one, after, width) => {
          const from = later(one.start, after);
          const to = later(from, width);
          const wide = occurrencesOf(one, '1970-01-01', later(to, 30), 20_000);
          const inside = wide.filter((at) => at >= from && at < to);
          expect(occurrencesOf(one, from, to, 20_000)).toEqual(inside);
          expect(occurrencesOf(one, from, to, 3)).toEqual(inside.slice(0, 3));
          seen += inside.length;
        },
      ),
      runs,
    );
    // The property is about something
    expect(seen).toBeGreaterThan(1000);
  });

  test('ten years on costs no more than the first', () => {
    const old = series('1996-01-02T09:00', 'FREQ=DAILY;BYHOUR=9,11,14,16');
    const began = performance.now();
    for (let n = 0; n < 20; n += 1)
      expect(occurrencesOf(old, '2026-01-01', '2026-02-01', 1000)).toHaveLength(124);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test('is half open, takes a day or a moment, and gives no more than asked', () => {
    const tuesdays = series('2026-11-24T09:00', 'FREQ=WEEKLY');
    expect(occurrencesOf(tuesdays, '2026-11-24T09:00', '2026-12-01T09:00', 9)).toEqual(['2026-11-24T09:00']);
    expect(occurrencesOf(tuesdays, '2026-11-24', '2026-12-02', 9)).toHaveLength(2);
    expect(occurrencesOf(tuesdays, '2026-11-24', '2099-01-01', 3)).toHaveLength(3);
    expect(occurrencesOf(tuesdays, '2026-12-01', '2026-11-24', 3)).toEqual([]);
    expect(occurrencesOf(tuesdays, '2026-11-24', '2026-12-02', 0)).toEqual([]);
  });
});

describe('« ce rendez-vous et les suivants »', () => {
  test('cutting loses none and doubles none', () => {
    let cuts = 0;
    fc.assert(
      fc.property(anySeries, fc.nat(), (one, where) => {
        const to = later(one.start, 1200);
        const whole = all(one, 80, to);
        const at = whole[where % Math.max(1, whole.length)];
        if (at === undefined) return;
        const { before, after } = splitAt(one, at);
        cuts += before ? 1 : 0;
        expect([...all(before, 2000, to), ...all(after, 80, to)].slice(0, 80)).toEqual(whole);
        expect(all(before, 2000, to).every((early) => early < at)).toBe(true);
        expect(all(after, 1, to)).toEqual([at]);
        for (const half of [before, after])
          if (half) expect(readRule(half.rule, half.start)).toEqual({ ok: true, rule: half.rule });
      }),
      runs,
    );
    expect(cuts).toBeGreaterThan(100);
  });

  test('a series that counts shares its count; one with an end keeps it; one without goes on', () => {
    const five = splitAt(series('2026-11-03T09:00', 'FREQ=WEEKLY;COUNT=5'), '2026-11-17T09:00');
    expect([five.before?.rule, five.after.rule]).toEqual(['FREQ=WEEKLY;COUNT=2', 'FREQ=WEEKLY;COUNT=3']);
    const ended = splitAt(
      series('2026-11-03T09:00', 'FREQ=WEEKLY;UNTIL=20261201T090000'),
      '2026-11-17T09:00',
    );
    expect([ended.before?.rule, ended.after.rule]).toEqual([
      'FREQ=WEEKLY;UNTIL=20261110T090000',
      'FREQ=WEEKLY;UNTIL=20261201T090000',
    ]);
    expect(splitAt(series('2026-11-03T09:00', 'FREQ=WEEKLY'), '2026-11-17T09:00').after.rule).toBe(
      'FREQ=WEEKLY',
    );
  });

  test('at the first occurrence nothing stays before; at no occurrence there is no cut', () => {
    const one = series('2026-11-03T09:00', 'FREQ=WEEKLY', { except: ['2026-11-10T09:00'] });
    expect(splitAt(one, '2026-11-03T09:00')).toEqual({ before: null, after: one });
    expect(() => splitAt(one, '2026-11-04T09:00')).toThrow(NoSuchOccurrence);
    expect(() => splitAt(one, '2026-11-03T10:00')).toThrow(NoSuchOccurrence);
    // An occurrence changed alone before can still begin the second half
    expect(all(splitAt(one, '2026-11-10T09:00').after, 1)).toEqual(['2026-11-17T09:00']);
  });

  test('a date added alone can be the cut', () => {
    const one = series('2026-11-03T09:00', 'FREQ=WEEKLY;COUNT=2', {
      also: ['2026-12-25T10:00', '2026-11-05T09:00'],
    });
    const { before, after } = splitAt(one, '2026-12-25T10:00');
    expect(all(before)).toEqual(['2026-11-03T09:00', '2026-11-05T09:00', '2026-11-10T09:00']);
    expect(after).toEqual({ start: '2026-12-25T10:00', rule: 'FREQ=DAILY;COUNT=1', except: [], also: [] });
  });
});

describe('« toute la série »', () => {
  test('every occurrence follows the one that moves', () => {
    let moves = 0;
    fc.assert(
      fc.property(anySeries, fc.nat(), fc.integer({ min: -3 * 96, max: 3 * 96 }), (one, where, quarters) => {
        const whole = all({ ...one, also: [] }, 40, later(one.start, 1200));
        const from = whole[where % Math.max(1, whole.length)];
        if (from === undefined) return;
        const to = writeFloating(floatingOf(from) + quarters * 900_000, from);
        const moved = shiftAll({ ...one, also: [] }, from, to);
        if (!moved) return;
        moves += 1;
        const now = all(moved, whole.length, later(one.start, 1240));
        expect(readRule(moved.rule, moved.start)).toEqual({ ok: true, rule: moved.rule });
        expect(now).toHaveLength(whole.length);
        expect(now[whole.indexOf(from)]).toBe(to);
        // The hour is the new one everywhere, and nobody moves by more than a month
        for (const [rank, at] of now.entries()) {
          expect(at.slice(10)).toBe(from.length === 10 ? '' : to.slice(10));
          expect(Math.abs(floatingOf(at) - floatingOf(whole[rank] ?? ''))).toBeLessThan(31 * day);
        }
      }),
      runs,
    );
    expect(moves).toBeGreaterThan(50);
  });

  test.each([
    ['FREQ=WEEKLY;BYDAY=TU,FR', '2026-11-24T09:00', '2026-11-25T10:30', 'FREQ=WEEKLY;BYDAY=WE,SA'],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR',
      '2026-11-24T09:00',
      '2026-11-27T09:00',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;WKST=TH',
    ],
    [
      'FREQ=WEEKLY;UNTIL=20261208T090000',
      '2026-11-24T09:00',
      '2026-11-23T09:00',
      'FREQ=WEEKLY;UNTIL=20261207T090000',
    ],
    ['FREQ=MONTHLY;BYDAY=4TU', '2026-11-24T09:00', '2026-11-18T09:00', 'FREQ=MONTHLY;BYDAY=3WE'],
    ['FREQ=MONTHLY;BYDAY=-1TU', '2026-11-24T09:00', '2026-11-27T09:00', 'FREQ=MONTHLY;BYDAY=-1FR'],
    ['FREQ=MONTHLY', '2026-11-24T09:00', '2026-11-20T09:00', 'FREQ=MONTHLY;BYMONTHDAY=20'],
    ['FREQ=DAILY;BYHOUR=9,14', '2026-11-24T09:00', '2026-11-24T10:00', null],
    ['FREQ=MONTHLY', '2026-11-24T09:00', '2026-11-30T09:00', null],
    ['FREQ=MONTHLY', '2026-11-24T09:00', '2026-12-01T09:00', null],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=16', '2026-11-23T09:00', '2026-11-24T09:00', null],
  ])('%s, from %s to %s', (rule, from, to, expected) => {
    const moved = shiftAll(series(from, rule), from, to);
    expect(moved?.rule ?? null).toBe(expected);
    if (moved) expect(all(moved, 1)).toEqual([to]);
  });

  test('dates left out and dates added follow', () => {
    const one = series('2026-11-10T09:00', 'FREQ=MONTHLY;BYDAY=2TU;COUNT=4', {
      except: ['2026-12-08T09:00'],
      also: ['2026-11-20T09:00'],
    });
    const moved = shiftAll(one, '2026-11-10T09:00', '2026-11-12T11:00');
    expect(moved?.except).toEqual(['2026-12-10T11:00']);
    expect(all(moved)).toEqual([
      '2026-11-12T11:00',
      '2026-11-22T11:00',
      '2027-01-14T11:00',
      '2027-02-11T11:00',
    ]);
  });
});
