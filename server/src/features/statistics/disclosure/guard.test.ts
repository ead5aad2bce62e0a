import { describe, expect, it } from 'vitest';
import { ALL, defaultPolicy, type Cell, type Code, type DisclosureTable } from './disclosed-table.ts';
import { guardApart } from './guard-apart.ts';
import { guard, type Asked, type Guarded, type Kept, type Part } from './guard.ts';

type Line = Readonly<Record<string, readonly [behind: number, ...values: number[]]>>;

/** A line of figures and its total: persons behind, then the values when they are not those. */
function lineOf(figures: Line, more: Partial<DisclosureTable> = {}, axis = 'axis'): DisclosureTable {
  const cells = Object.entries(figures).map(([code, [behind, ...values]]): Cell => ({
    key: [code === 'total' ? ALL : code],
    behind,
    values: values.length > 0 ? values : [behind],
  }));
  return {
    axes: [{ code: axis, sensitive: false }],
    quantities: [{ code: 'count', kind: 'count', overlaps: [] }],
    derived: [],
    cells,
    ...more,
  };
}
const partOf = (table: DisclosureTable, more: Partial<Part> = {}): Part => ({
  back: 0,
  base: {
    counted: 'people',
    units: new Set(['u']),
    days: { from: '2025-01-01', to: '2025-12-31' },
    conditions: new Set(['activeInPeriod']),
    only: new Map(),
  },
  meanings: {},
  sensitive: new Set(),
  table,
  ofActs: false,
  isJoint: false,
  small: [],
  ...more,
});
const asking = (parts: readonly Part[], kept: readonly Kept[] = []): Asked => ({
  id: 'next',
  parts,
  kept,
  policy: defaultPolicy,
});
function given(guarded: Guarded) {
  if ('refused' in guarded) throw new Error(JSON.stringify(guarded.refused));
  return guarded;
}
const keep = (id: string, ...parts: Part[]): Kept => ({ id, parts: given(guard(asking(parts))).parts });
const codesOf = (keys: ReadonlySet<string> = new Set()) =>
  [...keys].map((key) => (JSON.parse(key) as Code[])[0]).sort();
const reasonsOf = (guarded: Guarded) =>
  'refused' in guarded ? guarded.refused.map(({ reason }) => reason) : [];

describe('what leaves together', () => {
  it('is masked in every measure where one is', () => {
    const many = lineOf({ a: [40], b: [30], c: [30], total: [100] });
    const few = lineOf({ a: [40], b: [4], c: [30], total: [74] });
    const parts = [partOf(many), partOf(few, { base: { ...partOf(few).base, counted: 'work' } })];
    const { byYear, parts: done } = given(guard(asking(parts)));
    expect(codesOf(byYear[0]!)).toEqual(['b', 'c']);
    expect(done.map(({ masked }) => codesOf(masked))).toEqual([
      ['b', 'c'],
      ['b', 'c'],
    ]);
    // What is masked for another only is not its own
    expect(done.map(({ own }) => codesOf(own))).toEqual([[], ['b', 'c']]);
    expect(done.map(({ needed }) => codesOf(needed))).toEqual([[], ['b']]);
  });

  it('is masked year by year', () => {
    const calm = lineOf({ a: [40], b: [30], total: [70] });
    const thin = lineOf({ a: [40], b: [3], c: [20], total: [63] });
    const earlier = { from: '2024-01-01', to: '2024-12-31' };
    const { byYear } = given(
      guard(asking([partOf(calm), partOf(thin, { back: 1, base: { ...partOf(thin).base, days: earlier } })])),
    );
    expect(byYear.map((keys) => codesOf(keys))).toEqual([[], ['b', 'c']]);
  });

  it('is compared part with part: a rate must not tell of who is left out', () => {
    const whole = lineOf({ a: [60], total: [60] });
    const most = lineOf({ a: [55], total: [55] });
    const within = { ...partOf(most).base, conditions: new Set(['activeInPeriod', 'isCarer']) };
    expect(reasonsOf(guard(asking([partOf(whole), partOf(most, { base: within })])))).toContain('difference');
  });
});

describe('what was kept', () => {
  it('binds by what it masks itself, not by what it masks beside another', () => {
    const total = lineOf({ total: [60] }, { axes: [] });
    const place = { ...total, cells: [{ key: [], behind: 60, values: [60] }] };
    const none = { ...total, cells: [{ key: [], behind: 0, values: [0] }] };
    const rate: DisclosureTable = {
      ...place,
      quantities: [
        { code: 'numerator', kind: 'count', overlaps: [] },
        { code: 'denominator', kind: 'count', overlaps: [] },
      ],
      derived: [{ kind: 'rate', numerator: 'numerator', denominator: 'denominator', sensitive: true }],
      cells: [{ key: [], behind: 60, values: [0, 60] }],
    };
    const alone = { ...partOf(none).base, conditions: new Set(['activeInPeriod', 'singleParent']) };
    const kept = keep('rate', partOf(place), partOf(none, { base: alone }), partOf(rate, { isJoint: true }));
    expect(kept.parts.map(({ masked }) => masked.size)).toEqual([1, 0, 1]);
    const next = guard(asking([partOf(lineOf({ a: [40], b: [20], total: [60] }))], [kept]));
    expect(given(next).byYear.map((keys) => codesOf(keys))).toEqual([[]]);
  });

  it('is compared by acts as by persons', () => {
    const acts = (count: number) => lineOf({ total: [50, count] }, { axes: [] });
    const flat = (count: number) => ({ ...acts(count), cells: [{ key: [], behind: 50, values: [count] }] });
    const requests = (count: number, ...conditions: string[]) =>
      partOf(flat(count), {
        ofActs: true,
        base: {
          ...partOf(flat(count)).base,
          counted: 'requests',
          conditions: new Set(['inPeriod', ...conditions]),
        },
      });
    expect(reasonsOf(guard(asking([requests(197, 'urgent')], [keep('all', requests(200))])))).toEqual([
      'difference',
    ]);
    expect(reasonsOf(guard(asking([requests(150, 'urgent')], [keep('all', requests(200))])))).toEqual([]);
  });
});

describe('in a thread of its own', () => {
  const wide = Object.fromEntries(
    Array.from({ length: 3_100 }, (_, index) => [`c${String(index)}`, [12 + (index % 9)] as const]),
  );
  const sum = Object.values(wide).reduce((all, [behind]) => all + behind, 0);
  const large = asking([partOf(lineOf({ ...wide, c0: [3], total: [sum - 9] }))]);

  it('answers the same for the same', async () => {
    expect(given(await guardApart(large)).byYear.map((keys) => codesOf(keys))).toEqual(
      given(guard(large)).byYear.map((keys) => codesOf(keys)),
    );
  });

  it('is refused, not given, when it takes too long or too much', async () => {
    const tooMuch = { refused: [{ reason: 'tooMuch', publications: ['next'] }] };
    expect(await guardApart(large, { milliseconds: 1, heapMb: 512 })).toEqual(tooMuch);
    expect(await guardApart(large, { milliseconds: 20_000, heapMb: 4 })).toEqual(tooMuch);
  });
});
