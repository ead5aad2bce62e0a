import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, startTestApp, type TestApp } from '../../../testing/app.ts';
import { TestTenant } from '../../../testing/tenant.ts';
import { referenceData } from '../../configuration/defaults.service.ts';
import { dice, isolated, keysOf, narrow, type Known, type Seen } from '../disclosure/disclosure.testkit.ts';
import type { Table } from '../statistics.schema.ts';
import { families, housing, settle, sexes, times, type Inhabitant } from './town.testkit.ts';

const towns = Number(process.env['DIFFUSED_TOWNS'] ?? 15);
const seed = Number(process.env['DISCLOSURE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const requestType = referenceData().lists['requestTypes']!.items[0]!.code;
const days = ['2025-01-15', '2025-02-15', '2025-03-15', '2025-04-15'];
/** Periods are whole months, as those of an axis: that nothing was done on other days is not said. */
const ends = ['31', '28', '31', '30'];
const values: Readonly<Record<string, readonly (string | null)[]>> = {
  sex: [...sexes, null],
  familySituation: [...families.slice(0, 2), null],
  housingStatus: [...housing.slice(0, 2), null],
};
/** One of the kinds of people there could be. */
interface Kind {
  readonly unit: number;
  readonly on: string;
  readonly own: Readonly<Record<string, string | null>>;
}
const kinds: readonly Kind[] = [0, 1, 2].flatMap((unit) =>
  days.flatMap((on) =>
    values['sex']!.flatMap((sex) =>
      values['familySituation']!.flatMap((familySituation) =>
        values['housingStatus']!.map((housingStatus) => ({
          unit,
          on,
          own: { sex, familySituation, housingStatus },
        })),
      ),
    ),
  ),
);

interface Asked {
  readonly of: 'people' | 'requests';
  readonly units: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly only: readonly { readonly dimension: string; readonly codes: readonly (string | null)[] }[];
  readonly dimensions: readonly string[];
}

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

const pickOf = (roll: () => number) => ({
  upTo: (limit: number) => Math.floor(roll() * limit),
  skewed: <T>(from: readonly T[]) => from[Math.floor(from.length * roll() ** 1.8)]!,
  some: <T>(from: readonly T[]) => {
    const kept = from.filter(() => roll() < 0.7);
    return kept.length === 0 || kept.length === from.length ? from.slice(0, -1) : kept;
  },
});

function askedBy(roll: () => number): Asked {
  const { upTo, some } = pickOf(roll);
  const first = roll() < 0.6 ? 0 : upTo(3);
  const last = roll() < 0.5 ? 3 : first + upTo(4 - first);
  return {
    of: roll() < 0.75 ? 'people' : 'requests',
    units: roll() < 0.5 ? [0, 1, 2] : some([0, 1, 2]),
    from: `${days[first]!.slice(0, 7)}-01`,
    to: `${days[last]!.slice(0, 7)}-${ends[last]!}`,
    only: Object.entries(values)
      .filter(() => roll() < 0.2)
      .map(([dimension, codes]) => ({ dimension, codes: some(codes) })),
    dimensions: [...Object.keys(values), 'subEntity', 'month'].filter(() => roll() < 0.3).slice(0, 3),
  };
}
/** What somebody asks next who wants to know. */
function nextTo(asked: Asked, roll: () => number): Asked {
  const other = askedBy(roll);
  switch (Math.floor(roll() * 4)) {
    case 0:
      return { ...asked, units: other.units };
    case 1:
      return { ...asked, from: other.from, to: other.to };
    case 2:
      return { ...asked, only: other.only };
    default:
      return { ...asked, dimensions: other.dimensions };
  }
}

/** People of a town, seen once each, with as many demandes as their rank says. */
async function townOf(roll: () => number) {
  const { upTo, skewed } = pickOf(roll);
  const tenant = await TestTenant.create(running.database);
  const units = [await tenant.unit('Est'), await tenant.unit('Nord'), await tenant.unit('Sud')];
  const manager = await tenant.staff('TEAM_MANAGER');
  await settle(
    running,
    tenant,
    times(50 + upTo(250), (): Inhabitant => {
      const on = skewed(days);
      const known = (dimension: string) => skewed(values[dimension]!);
      const answers = ['familySituation', 'housingStatus'].map((field) => [field, known(field)] as const);
      return {
        unitId: units[Math.floor(3 * roll() ** 1.8)]!,
        seenOn: [on],
        sex: known('sex') ?? undefined,
        values: Object.fromEntries(answers.filter((one): one is [string, string] => one[1] !== null)),
        requests: times(upTo(3), () => ({ on, typeCode: requestType })),
      };
    }),
  );
  const ask = async (asked: Asked, mode: 'internal' | 'diffusion') => {
    const answer = await call(running.app, manager.token, '/v1/statistics/query', {
      method: 'POST',
      body: {
        mode,
        measures: [{ kind: 'count', of: asked.of }],
        filters: [asked.of === 'people' ? 'activeInPeriod' : 'inPeriod'],
        dimensions: asked.dimensions,
        only: asked.only,
        period: { from: asked.from, to: asked.to },
        unitIds: asked.units.map((unit) => units[unit]!),
      },
    });
    if (answer.status === 409) return undefined;
    if (answer.status !== 200) throw new Error(await answer.text());
    return (await answer.json()) as Table;
  };
  return { units, ask };
}
type Town = Awaited<ReturnType<typeof townOf>>;

/** What a reader has of a table: he knows that what is not there is nought. */
function seenIn({ axes, cells }: Table): Seen {
  const codes = axes.map(({ items }) => items.map(({ code }) => code));
  const place = (at: Table['cells'][number]['at']) =>
    JSON.stringify(at.map((rank, axis) => (rank === null ? '*' : codes[axis]![rank])));
  const told = new Map(cells.map(({ at, values: [figure] }) => [place(at), figure!]));
  const figures = new Map<string, number>();
  for (const key of keysOf({ axes: codes })) {
    const figure = told.get(key);
    if (!figure?.masked) figures.set(key, figure?.value ?? 0);
  }
  const isSensitive = axes.some(({ dimension }) => dimension.sensitive);
  return { axes: codes, overlaps: axes.map(() => false), figures, atLeast: isSensitive ? 0 : 1 };
}
const isSmall = (figure: number) => figure > 0 && figure < 11;
const pinned = (seen: Seen) =>
  [...narrow(seen).values()].filter(({ low, high }) => high - low + 1 < 3).length;

/** The figures told, each with the kinds of people its question and its place say it counts. */
function knownIn({ units }: Town, asked: Asked, seen: Seen): Known[] {
  const codeOf = (kind: Kind, dimension: string) =>
    dimension === 'subEntity'
      ? units[kind.unit]!
      : dimension === 'month'
        ? kind.on.slice(0, 7)
        : kind.own[dimension]!;
  return [...seen.figures].map(([key, figure]) => {
    const codes = JSON.parse(key) as (string | null)[];
    let counts = 0n;
    kinds.forEach((kind, at) => {
      const isIn =
        asked.units.includes(kind.unit) &&
        kind.on >= asked.from &&
        kind.on <= asked.to &&
        asked.only.every(({ dimension, codes: kept }) => kept.includes(codeOf(kind, dimension))) &&
        asked.dimensions.every(
          (dimension, axis) => codes[axis] === '*' || codes[axis] === codeOf(kind, dimension),
        );
      if (isIn) counts |= 1n << BigInt(at);
    });
    return { counts, figure };
  });
}

describe('random questions asked for diffusion, in a town each', () => {
  const found = { asked: 0, given: 0, small: 0, pinned: 0, isolating: 0 };
  const control = { small: 0, isolating: 0 };
  beforeAll(async () => {
    const roll = dice(seed);
    for (let index = 0; index < towns; index += 1) {
      const town = await townOf(roll);
      const told: Record<Asked['of'], Known[]> = { people: [], requests: [] };
      const untold: Record<Asked['of'], Known[]> = { people: [], requests: [] };
      let asked = askedBy(roll);
      for (let turn = 0; turn < 4; turn += 1) {
        found.asked += 1;
        const inside = seenIn((await town.ask(asked, 'internal'))!);
        control.small += [...inside.figures.values()].filter(isSmall).length;
        untold[asked.of].push(...knownIn(town, asked, inside));
        const table = await town.ask(asked, 'diffusion');
        if (table) {
          found.given += 1;
          const seen = seenIn(table);
          found.small += [...seen.figures.values()].filter(isSmall).length;
          found.pinned += pinned(seen);
          told[asked.of].push(...knownIn(town, asked, seen));
        }
        asked = nextTo(asked, roll);
      }
      for (const of of ['people', 'requests'] as const) {
        // Masked noughts and noughts alike isolate nobody
        const real = (known: Known[]) => known.filter(({ figure }) => figure > 0).slice(0, 300);
        if (isolated(real(told[of]), 11) !== null) found.isolating += 1;
        if (isolated(real(untold[of]), 11) !== null) control.isolating += 1;
      }
    }
    console.info(`T-STA at the operations: seed ${seed}`, found, 'inside the service:', control);
  }, 600_000);

  test('T-STA-1: no figure below the threshold is shown, and none that is masked is left with fewer than three values', () => {
    expect(found.small).toBe(0);
    expect(found.pinned).toBe(0);
    // Control: the same attacker finds them where nothing is masked
    expect(control.small).toBeGreaterThan(towns);
  });

  test('T-STA-2: nobody is isolated by subtracting what was given, one after the other', () => {
    expect(found.isolating).toBe(0);
    expect(control.isolating).toBeGreaterThan(towns / 2);
    // Refusing is not the answer to everything
    expect(found.given).toBeGreaterThan(found.asked / 4);
  });
});
