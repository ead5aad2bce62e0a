import { describe, expect, it } from 'vitest';
import {
  ALL,
  cellKey,
  defaultPolicy,
  gridOf,
  keyAt,
  type Cell,
  type Code,
  type DisclosureTable,
} from './disclosed-table.ts';
import { dice, enumerate, isolated, keysOf, narrow, type Known, type Seen } from './disclosure.testkit.ts';
import { tableFromRows } from './from-rows.ts';
import { primary } from './primary.ts';
import { isSafe, protect } from './protect.ts';

const seed = Number(process.env['DISCLOSURE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** Few at each run, all ten thousand in `.ci/run`. */
const cubes = Number(process.env['DISCLOSURE_CUBES'] ?? 2_000);
console.info(`T-STA-1: seed ${seed}`);

interface Cube {
  readonly table: DisclosureTable;
  readonly overlaps: readonly boolean[];
}

/** People with a value on each axis, or several where it overlaps, counted in every crossing and every margin. */
function cubeOf(roll: () => number, most: number, sensitive: boolean): Cube {
  const upTo = (n: number) => Math.floor(roll() * n);
  const axes = Array.from({ length: 1 + upTo(3) }, (_, at) => {
    const size = 2 + upTo(most - 1);
    const skew = 1 + roll() * 2.5;
    return { code: `axis${at}`, codes: [null, ...'abcdefg'.slice(0, size - 1)], skew };
  });
  const overlaps = axes.map(() => roll() < 0.25);
  const marks = axes.map(() => sensitive && roll() < 0.5);
  const counts = new Map<string, Cell>();
  const people = Math.ceil(10 * 60 ** roll());
  for (let person = 0; person < people; person += 1) {
    const own = axes.map(({ codes, skew }, axis) => {
      const pick = () => codes[Math.floor(codes.length * roll() ** skew)]!;
      return overlaps[axis] && roll() < 0.3 ? [...new Set([pick(), pick()])] : [pick()];
    });
    let keys: Code[][] = [[]];
    for (const codes of own) keys = keys.flatMap((key) => [ALL, ...codes].map((code) => [...key, code]));
    for (const key of keys) {
      const id = cellKey(key);
      const figure = (counts.get(id)?.behind ?? 0) + 1;
      counts.set(id, { key, behind: figure, values: [figure] });
    }
  }
  const overlapping = axes.filter((_, axis) => overlaps[axis]).map(({ code }) => code);
  return {
    overlaps,
    table: {
      axes: axes.map(({ code }, axis) => ({ code, sensitive: marks[axis]! })),
      quantities: [{ code: 'people', kind: 'count', overlaps: overlapping }],
      derived: [],
      cells: [...counts.values()],
    },
  };
}

/** What a reader has; he also knows that noughts are not masked, when none can be. */
function seenBy({ table, overlaps }: Cube, masked: ReadonlySet<string>): Seen {
  const axes = table.axes.map((_, axis) =>
    [...new Set(table.cells.map(({ key }) => key[axis]!))].filter((c) => c !== ALL),
  );
  const known = new Map(table.cells.map(({ key, values }) => [cellKey(key), values[0]!]));
  const figures = new Map<string, number>();
  for (const key of keysOf({ axes })) if (!masked.has(key)) figures.set(key, known.get(key) ?? 0);
  return { axes, overlaps, figures, atLeast: table.axes.some(({ sensitive }) => sensitive) ? 0 : 1 };
}

const smallShown = ({ figures }: Seen) =>
  [...figures.values()].filter((figure) => figure > 0 && figure < 11).length;
const pinned = (seen: Seen) =>
  [...narrow(seen).values()].filter(({ low, high }) => high - low + 1 < 3).length;

describe('T-STA-1: a table masked', () => {
  it(
    `shows no small figure, and leaves every masked one three values, in ${cubes} random cubes`,
    {
      timeout: 180_000,
    },
    () => {
      const roll = dice(seed);
      let small = 0;
      let narrowed = 0;
      const loss = { cells: 0, primary: 0, secondary: 0 };
      const won = { alone: 0, unmasked: 0 };
      let spent = 0;
      for (let i = 0; i < cubes; i += 1) {
        const cube = cubeOf(roll, 5, i % 3 === 0);
        const begun = process.cpuUsage();
        const done = protect(cube.table);
        const { user, system } = process.cpuUsage(begun);
        spent += (user + system) / 1_000;
        const seen = seenBy(cube, done.masked);
        small += smallShown(seen);
        narrowed += pinned(seen);
        if (i % 3 !== 0) {
          loss.cells += done.loss.cells;
          loss.primary += done.loss.primary;
          loss.secondary += done.loss.secondary;
        }
        if (i >= 1_000) continue;
        // Controls: with small figures masked and nothing else, and with nothing masked, the same attacker wins
        const grid = gridOf(cube.table);
        const first = primary(cube.table, grid, defaultPolicy);
        const alone = new Set(
          [...first.keys()].filter((place) => first[place] === 1).map((place) => cellKey(keyAt(grid, place))),
        );
        if (pinned(seenBy(cube, alone)) > 0) won.alone += 1;
        if (smallShown(seenBy(cube, new Set())) > 0) won.unmasked += 1;
      }
      console.info(
        `${cubes} cubes protected in ${Math.round(spent)} ms of processor; without sensitive axes, of ${loss.cells} ` +
          `figures ${loss.primary} masked for themselves, ${loss.secondary} for others; of 1,000 the attacker wins ` +
          `${won.alone} without secondary masks, ${won.unmasked} without threshold`,
      );
      expect({ small, narrowed }).toEqual({ small: 0, narrowed: 0 });
      expect(won.alone).toBeGreaterThan(200);
      expect(won.unmasked).toBeGreaterThan(500);
      expect(spent / cubes).toBeLessThan(1);
    },
  );
});

it('isolates nobody by taking up to three figures from a fourth of the same table', () => {
  const roll = dice(seed ^ 0x150);
  let isolating = 0;
  let unmasked = 0;
  for (let i = 0; i < 600; i += 1) {
    const cube = cubeOf(roll, 4, i % 2 === 0);
    // Who counts under two values is in several figures: taking them away says nothing sure
    if (cube.overlaps.includes(true)) continue;
    if (isolated(knownIn(cube, protect(cube.table).masked), 11) !== null) isolating += 1;
    if (isolated(knownIn(cube, new Set()), 11) !== null) unmasked += 1;
  }
  expect(isolating).toBe(0);
  expect(unmasked).toBeGreaterThan(100);
});

/** The figures shown, each with the crossings it counts. */
function knownIn({ table }: Cube, masked: ReadonlySet<string>): Known[] {
  const axes = table.axes.map((_, axis) =>
    [...new Set(table.cells.map(({ key }) => key[axis]!))].filter((code) => code !== ALL),
  );
  const leaves = axes.reduce<Code[][]>(
    (all, codes) => all.flatMap((head) => codes.map((code) => [...head, code])),
    [[]],
  );
  return table.cells.flatMap(({ key, behind }) => {
    if (masked.has(cellKey(key))) return [];
    let counts = 0n;
    leaves.forEach((leaf, at) => {
      if (key.every((code, axis) => code === ALL || code === leaf[axis])) counts |= 1n << BigInt(at);
    });
    return [{ counts, figure: behind }];
  });
}

it('holds against the exact enumeration of small cubes', () => {
  const roll = dice(seed ^ 0x5eed);
  let solved = 0;
  let given = 0;
  for (let i = 0; i < 400; i += 1) {
    const cube = cubeOf(roll, 3, i % 3 === 0);
    const { masked } = protect(cube.table);
    if (masked.size === 0) continue;
    const weak = enumerate(seenBy(cube, masked), 3, 2_000);
    if (weak === null) given += 1;
    else {
      solved += 1;
      expect([...weak], JSON.stringify(cube.table.cells)).toEqual([]);
    }
  }
  console.info(`${solved} cubes enumerated, ${given} too long`);
  expect(solved).toBeGreaterThan(100);
});

/** A line of figures under one axis, with its total. */
function lineOf(
  figures: Readonly<Record<string, number>>,
  more: Partial<DisclosureTable> = {},
  sensitive = false,
): DisclosureTable {
  const cells = Object.entries(figures).map(([code, behind]) => ({
    key: [code === 'unknown' ? null : code],
    behind,
    values: [behind],
  }));
  const total = cells.reduce((sum, { behind }) => sum + behind, 0);
  return {
    axes: [{ code: 'axis', sensitive }],
    quantities: [{ code: 'people', kind: 'count', overlaps: [] }],
    derived: [],
    cells: [...cells, { key: [ALL], behind: total, values: [total] }],
    ...more,
  };
}
const maskedOf = (table: DisclosureTable, threshold = 11) =>
  [...protect(table, { threshold, possible: 3 }).masked].map((key) => (JSON.parse(key) as Code[])[0]).sort();

describe('What is masked', () => {
  it('is from one to below the threshold, with one more figure that would give it back; a nought is shown', () => {
    expect(maskedOf(lineOf({ a: 40, b: 10, c: 11, d: 0 }))).toEqual(['b', 'c']);
    expect(maskedOf(lineOf({ a: 40, b: 11, c: 12 }))).toEqual([]);
    expect(maskedOf(lineOf({ a: 40, b: 5, c: 12 }), 5)).toEqual([]);
  });

  it('is more when what is masked would together be about too few', () => {
    expect(maskedOf(lineOf({ a: 40, b: 2, c: 3, d: 20 }))).toEqual(['b', 'c', 'd']);
    expect(isSafe(lineOf({ a: 40, b: 2, c: 3, d: 20 }), new Set(['["b"]', '["c"]']))).toBe(false);
    expect(maskedOf(lineOf({ a: 40, b: 9, c: 8, d: 20 }))).toEqual(['b', 'c']);
  });

  it('is more when what leaves too few is a masked total less its only part, the other being a masked nought', () => {
    // Of 45: 25 and 11 are told, and 9 are left; the 11 are all of a total that is masked for those 9
    const cells = (
      [
        [ALL, ALL, 45],
        ['single', ALL, 25],
        ['married', ALL, 9],
        [null, ALL, 11],
        [ALL, 'f', 37],
        [ALL, 'm', 8],
        ['single', 'f', 18],
        ['single', 'm', 7],
        ['married', 'f', 8],
        ['married', 'm', 1],
        [null, 'f', 11],
      ] as const
    ).map(([family, sex, behind]): Cell => ({ key: [family, sex], behind, values: [behind] }));
    const table: DisclosureTable = {
      axes: [
        { code: 'family', sensitive: true },
        { code: 'sex', sensitive: false },
      ],
      quantities: [{ code: 'people', kind: 'count', overlaps: [] }],
      derived: [],
      cells,
    };
    const told = ['single', null, 'married'].map((code) => cellKey([code, ALL]));
    const masked = new Set(
      [...cells.map(({ key }) => cellKey(key)), cellKey([null, 'm'])].filter(
        (key) => ![cellKey([ALL, ALL]), told[0], cellKey([null, 'f'])].includes(key),
      ),
    );
    expect(isSafe(table, masked)).toBe(false);
    // The control: with the 11 masked too, nothing small is left
    expect(isSafe(table, new Set([...masked, cellKey([null, 'f'])]))).toBe(true);
    const done = protect(table).masked;
    expect(done.has(told[0]!) || done.has(cellKey([null, 'f'])) || done.has(cellKey([ALL, ALL]))).toBe(true);
  });

  it('is everything when the whole is too small', () => {
    expect(maskedOf(lineOf({ a: 4, b: 2 }))).toEqual([ALL, 'a', 'b']);
  });

  it('is what everybody or nobody has, along a sensitive axis, unknown answers apart', () => {
    expect(maskedOf(lineOf({ a: 40, b: 0, c: 30 }))).toEqual([]);
    expect(maskedOf(lineOf({ a: 40, b: 0, c: 30 }, {}, true))).toEqual(['b', 'c']);
    expect(maskedOf(lineOf({ a: 40, b: 0, unknown: 30 }, {}, true))).toEqual(['a', 'b']);
    expect(maskedOf(lineOf({ a: 0, unknown: 30 }, {}, true))).toEqual([]);
  });

  it('is a rate with a term or a remainder below the threshold', () => {
    const rates = (sensitive: boolean): DisclosureTable => ({
      axes: [{ code: 'axis', sensitive: false }],
      quantities: [
        { code: 'part', kind: 'count', overlaps: [] },
        { code: 'whole', kind: 'count', overlaps: [] },
      ],
      derived: [{ kind: 'rate', numerator: 'part', denominator: 'whole', sensitive }],
      cells: (
        [
          ['few', 4, 60],
          ['most', 57, 60],
          ['all', 50, 50],
          ['none', 0, 70],
          ['half', 40, 80],
          ['half2', 45, 90],
          [ALL, 196, 410],
        ] as const
      ).map(([code, part, whole]) => ({ key: [code], behind: whole, values: [part, whole] })),
    });
    expect(maskedOf(rates(false))).toEqual(expect.arrayContaining(['few', 'most', 'none']));
    expect(maskedOf(rates(false))).not.toContain('all');
    expect(maskedOf(rates(true))).toContain('all');
  });

  it('is an average of too few, and a small sum beside a large number of acts', () => {
    const cell = (code: string, behind: number, minutes: number, acts: number) => ({
      key: [code],
      behind,
      values: [minutes, acts],
    });
    const table: DisclosureTable = {
      axes: [{ code: 'axis', sensitive: false }],
      quantities: [
        { code: 'minutes', kind: 'amount', overlaps: [] },
        { code: 'acts', kind: 'count', overlaps: [] },
      ],
      derived: [{ kind: 'mean', sum: 'minutes', count: 'acts' }, { kind: 'median' }],
      cells: [
        cell('a', 30, 900, 60),
        cell('b', 3, 600, 25),
        cell('c', 20, 30, 20),
        cell('d', 25, 700, 40),
        cell(ALL, 78, 2230, 145),
      ],
    };
    // The 30 minutes of c cannot hide a tenth of 600: it is not what is masked beside
    expect(maskedOf(table)).toEqual(['b', 'd']);
  });

  it('is nothing, for nothing is shown: an extreme, a threshold under five, totals that do not agree', () => {
    const table = lineOf({ a: 40, b: 20 });
    expect(() => protect({ ...table, derived: [{ kind: 'max' }] })).toThrow(/one person/);
    expect(() => protect(table, { threshold: 4, possible: 3 })).toThrow(/never under 5/);
    expect(() => protect({ ...table, cells: table.cells.slice(1) })).toThrow(/does not agree/);
  });
});

it('tells a total from what is not known, in the rows of a statement', () => {
  const table = tableFromRows(
    {
      axes: ['a', 'b'].map((code) => ({ code, sensitive: false })),
      quantities: [{ code: 'people', kind: 'count', overlaps: [] }],
      derived: [],
    },
    [
      { totals: 0, codes: ['x', null], behind: 20, values: [20] },
      { totals: 1, codes: ['x', null], behind: 20, values: [20] },
      { totals: 2, codes: [null, null], behind: 20, values: [20] },
      { totals: 3, codes: [null, null], behind: 20, values: [null] },
    ],
  );
  expect(table.cells.map(({ key, values }) => [...key, ...values])).toEqual([
    ['x', null, 20],
    ['x', ALL, 20],
    [ALL, null, 20],
    [ALL, ALL, 0],
  ]);
});
