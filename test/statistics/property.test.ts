import { PgDialect } from 'drizzle-orm/pg-core';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile, type Figure } from '../../server/src/features/statistics/engine/compile.ts';
import { dimensions as provided } from '../../server/src/features/statistics/engine/dimensions.ts';
import {
  yearsBefore,
  type Only,
  type Question,
} from '../../server/src/features/statistics/engine/question.ts';
import type { Table } from '../../server/src/features/statistics/statistics.schema.ts';
import { expectJson, startTestApp, type TestApp } from '../../server/src/testing/app.ts';
import { naiveOf, type NaiveQuestion, type NaiveTable } from './naive.ts';
import { openProduct, type Product } from './product.ts';
import { readSources } from './sources.ts';
import { makeTenants, type RecountTenant } from './tenants.ts';

let running: TestApp;
let admin: postgres.Sql;
let tenant: RecountTenant;
let product: Product;
let naive: (question: NaiveQuestion) => NaiveTable;

beforeAll(async () => {
  running = await startTestApp();
  admin = postgres(running.adminUrl, { max: 1, onnotice: () => undefined });
  [tenant] = (await makeTenants(running.database, running.adminUrl, ['interCompany'])) as [RecountTenant];
  product = await openProduct(running, tenant);
  naive = naiveOf(await readSources(admin, tenant.tenantId));
}, 240_000);
afterAll(async () => {
  await admin?.end();
  await running?.close();
});

/** A generator that gives the same numbers for the same seed: what fails can be played again. */
function randomOf(seed: number) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!;
  return { next, pick, below: (limit: number) => Math.floor(next() * limit) };
}
const seed = Number(process.env['SEED'] ?? 20_261_123);

const ofPerson = [
  'entity',
  'subEntity',
  'sex',
  'ageBracket',
  'housingStatus',
  'familySituation',
  'professionalStatus',
  'department',
  'commune',
  'dependentChildrenBracket',
  'seniorityBracket',
  'referralSource',
  'field:caregiver',
  'field:housingStatus',
];
const ofWork = ['month', 'year', 'weekday', 'hourBracket', 'worker', 'workType', 'channel', ...ofPerson];
const served = ['requestCategory', 'requestType'];
const ofRequest = [
  'month',
  'worker',
  'requestCategory',
  'requestType',
  'requestStatus',
  'requestOutcome',
  'arrivalChannel',
  'initiative',
  'lifeSphere',
  'newOrRecurring',
  ...ofPerson,
];
const median = ['avg', 'median'] as const;
/** What is counted, how, under which filters and along what. */
const asked: readonly {
  readonly of: string;
  readonly kinds: readonly NaiveQuestion['kind'][];
  readonly filters: readonly (readonly string[])[];
  readonly along: readonly string[];
}[] = [
  {
    of: 'work',
    kinds: ['count'],
    filters: [['inPeriod'], ['isInterview'], ['onFile']],
    along: [...ofWork, ...served, 'partnerKind'],
  },
  {
    of: 'minutes',
    kinds: ['sum', ...median],
    filters: [['inPeriod']],
    along: [...ofWork, ...served, 'partnerKind'],
  },
  { of: 'minutesSplit', kinds: ['sum'], filters: [['inPeriod']], along: [...ofWork, ...served] },
  { of: 'workRequestLinks', kinds: ['count'], filters: [['inPeriod']], along: [...ofWork, ...served] },
  { of: 'travelMinutes', kinds: ['sum'], filters: [['inPeriod']], along: ofWork },
  { of: 'entryDelay', kinds: median, filters: [['inPeriod']], along: ofWork },
  {
    of: 'requests',
    kinds: ['count'],
    filters: [['inPeriod'], ['urgent'], ['resolvedInPeriod']],
    along: ofRequest,
  },
  {
    of: 'requests',
    kinds: ['count'],
    filters: [['inPeriod']],
    along: ['coRequestCategory', 'requestCategory', 'entity'],
  },
  { of: 'resolutionDelay', kinds: median, filters: [['resolvedInPeriod']], along: ofRequest },
  {
    of: 'actions',
    kinds: ['count'],
    filters: [['inPeriod']],
    along: ['month', 'worker', 'actionType', 'actionGroup', 'actionOutcome', ...served, ...ofPerson],
  },
  {
    of: 'transfers',
    kinds: ['count'],
    filters: [['inPeriod']],
    along: ['month', 'fromEntity', 'toEntity', 'sex'],
  },
  {
    of: 'people',
    kinds: ['count'],
    filters: [['activeInPeriod'], ['activeInPeriod', 'isCarer']],
    along: ['newOrKnown', 'contactCountBracket', 'month', ...served, ...ofPerson],
  },
  { of: 'people', kinds: ['count'], filters: [['openedInPeriod']], along: ofPerson },
  { of: 'age', kinds: median, filters: [['activeInPeriod']], along: ofPerson },
  {
    of: 'files',
    kinds: ['count'],
    filters: [['openedInPeriod'], ['reopenedInPeriod']],
    along: ['month', ...served, ...ofPerson],
  },
  {
    of: 'files',
    kinds: ['count'],
    filters: [['closedInPeriod']],
    along: ['month', 'closeReason', 'followUpDurationBracket', ...ofPerson],
  },
  {
    of: 'files',
    kinds: ['count'],
    filters: [['openAtEnd'], ['inactiveAtEnd']],
    along: ['worker', 'fileAgeBracket', ...served, ...ofPerson],
  },
  { of: 'files', kinds: ['count'], filters: [['activeInPeriod']], along: ofPerson },
  {
    of: 'followUpDuration',
    kinds: median,
    filters: [['closedInPeriod']],
    along: ['closeReason', ...served, ...ofPerson],
  },
  {
    of: 'appointments',
    kinds: ['count'],
    filters: [['inPeriod'], ['noShow'], ['due']],
    along: ['month', 'worker', 'appointmentStatus', 'place', ...served, ...ofPerson],
  },
  {
    of: 'onSiteSessions',
    kinds: ['count'],
    filters: [['inPeriod'], ['held'], ['planned']],
    along: ['month', 'worker', 'entity', 'subEntity'],
  },
  {
    of: 'leaveDays',
    kinds: ['sum'],
    filters: [['approved']],
    along: ['worker', 'absenceKind', 'entity', 'subEntity', 'month', 'year'],
  },
  ...['presentDays', 'workingDays'].map((of) => ({
    of,
    kinds: ['sum'] as const,
    filters: [['inPeriod']],
    along: ['worker', 'entity', 'subEntity', 'month', 'year'],
  })),
  {
    of: 'leaveBalance',
    kinds: ['sum'],
    filters: [['atEnd']],
    along: ['worker', 'absenceKind', 'entity', 'subEntity'],
  },
];
const day = (index: number) => new Date(Date.UTC(2023, 0, 1) + index * 86_400_000).toISOString().slice(0, 10);

interface Drawn extends NaiveQuestion {
  readonly compare: 0 | 1 | 2;
}
function drawn(index: number): Drawn {
  const { next, pick, below } = randomOf(seed + index * 7919);
  const { of, kinds, filters, along } = asked[index % asked.length]!;
  const dimensions = [...new Set(Array.from({ length: below(4) }, () => pick(along)))];
  const first = below(1100);
  const period = { from: day(first), to: day(first + 20 + below(500)) };
  const unitIds = next() < 0.5 ? tenant.units : tenant.units.filter(() => next() < 0.4);
  const plain = {
    of,
    kind: pick(kinds),
    filters: pick(filters),
    dimensions,
    only: [],
    period,
    unitIds: unitIds.length > 0 ? unitIds : tenant.units,
  };
  return { ...plain, only: next() < 0.4 ? [onlyOf(plain, pick)] : [], compare: pick([0, 0, 1, 2] as const) };
}
/** One or two of the values there are, « Non renseigné » too. */
function onlyOf(question: NaiveQuestion, pick: <T>(items: readonly T[]) => T): Only {
  const of = asked.find(({ of: one, filters }) => one === question.of && filters.includes(question.filters))!;
  const dimension = pick(of.along.filter((code) => !/^(month|year)$/.test(code)));
  const codes = [...naive({ ...question, kind: 'count', dimensions: [dimension] }).keys()].filter(
    (code) => code !== '*',
  );
  const some = codes.length === 0 ? ['?'] : [pick(codes), pick(codes)];
  return { dimension, codes: [...new Set(some)].map((code) => (code === '?' ? null : code)) };
}

type Figures = NaiveTable;
/** Each figure of a table by its codes, dated as the year it is of. */
function told({ axes, cells }: Table, back: number): Figures {
  return new Map(
    cells.map(({ at, values, before }) => {
      const codes = at.map((rank, axis) => {
        if (rank === null) return '*';
        const { dimension, items } = axes[axis]!;
        const code = items[rank]!.code;
        if (code === null) return '?';
        const isDate = dimension.code === 'month' || dimension.code === 'year';
        return isDate ? `${Number(code.slice(0, 4)) - back}${code.slice(4)}` : code;
      });
      return [codes.join('|'), (back === 0 ? values : before[back - 1]!)[0]!];
    }),
  );
}
/** Where they are not the same, to the six decimals that are told; no figure and nothing counted are the same. */
function unlike(table: Figures, expected: Figures): string[] {
  const of = (figures: Figures, name: string) => {
    const { value = 0, excluded = 0 } = figures.get(name) ?? {};
    return [value ?? 0, excluded] as const;
  };
  return [...new Set([...table.keys(), ...expected.keys()])].flatMap((name) => {
    const [[one, without], [other, wanted]] = [of(table, name), of(expected, name)];
    if (Math.abs(one - other) <= 6e-7 && without === wanted) return [];
    return [`${name}: ${one} and ${without} without, instead of ${other} and ${wanted}`];
  });
}
/** Of what is counted or summed, nothing is left out. */
function counted(question: NaiveQuestion): Figures {
  const found = naive(question);
  if (question.kind === 'avg' || question.kind === 'median') return found;
  return new Map([...found].map(([name, { value }]) => [name, { value, excluded: 0 }]));
}
const yearOf = ({ period, ...question }: Drawn, back: number): NaiveQuestion => ({
  ...question,
  period: { from: yearsBefore(period.from, back), to: yearsBefore(period.to, back) },
});
const body = ({ of, kind, filters, dimensions, only, period, unitIds, compare }: Drawn) => ({
  measures: [{ kind, of }],
  filters,
  dimensions,
  only,
  period,
  unitIds,
  compare,
});

describe('any question', () => {
  test.each(Array.from({ length: Number(process.env['QUESTIONS'] ?? 95) }, (_, index) => index))(
    'equals its naive evaluation over the sources: %s',
    async (index) => {
      const question = drawn(index);
      const table = await expectJson<Table>(await product.query(body(question)), 200);
      for (let back = 0; back <= question.compare; back += 1)
        expect(
          unlike(told(table, back), counted(yearOf(question, back))),
          `${back} years before of ${JSON.stringify(question)}`,
        ).toEqual([]);
    },
  );

  test.each([
    ['work', ['isInterview'], 'people', ['activeInPeriod'], 1],
    ['requests', ['inPeriod'], 'people', ['activeInPeriod'], 1],
    ['people', ['activeInPeriod', 'singleParent'], 'people', ['activeInPeriod'], 100],
    ['work', ['onFile'], 'files', ['activeInPeriod'], 1],
    ['actions', ['inPeriod'], 'requests', ['inPeriod'], 1],
    ['appointments', ['noShow'], 'appointments', ['due'], 100],
  ] as const)(
    'a rate is that of its terms: %s %s over %s %s',
    async (above, aboveIf, below, belowIf, times) => {
      for (const dimensions of [[], ['entity'], ['sex', 'ageBracket'], ['requestCategory']] as const) {
        const common = {
          dimensions,
          only: [],
          period: { from: '2024-02-10', to: '2026-01-20' },
          unitIds: tenant.units,
          kind: 'count',
        } as const;
        const [numerator, denominator] = [
          naive({ ...common, of: above, filters: aboveIf }),
          naive({ ...common, of: below, filters: belowIf }),
        ];
        const measures = [
          {
            kind: 'rate',
            of: above,
            numerator: { of: above, filters: aboveIf },
            denominator: { of: below, filters: belowIf },
          },
        ];
        const { period, unitIds } = common;
        const table = await expectJson<Table>(
          await product.query({ measures, dimensions, period, unitIds }),
          200,
        );
        const expected = new Map(
          [...denominator].map(([name, { value }]) => [
            name,
            { value: ((numerator.get(name)?.value ?? 0) / value!) * times, excluded: 0 },
          ]),
        );
        expect(unlike(told(table, 0), expected)).toEqual([]);
      }
    },
  );

  test('a table of more than 20,000 figures is refused, and says so', async () => {
    const period = { from: '2022-01-01', to: '2026-11-20' };
    const dimensions = ['requestType', 'month', 'commune'];
    const kinds = ['count:work', 'sum:minutes', 'avg:minutes', 'median:minutes'];
    const measures = kinds.map((name) => ({ kind: name.split(':')[0], of: name.split(':')[1] }));
    const problem = await expectJson<{ errors: { pointer: string; detail: string }[] }>(
      await product.query({ measures, dimensions, period, compare: 2 }),
      422,
    );
    expect(problem.errors[0]).toMatchObject({
      pointer: '/dimensions',
      detail: expect.stringContaining('20000'),
    });
    await expectJson(await product.query({ measures: measures.slice(0, 1), dimensions, period }), 200);
  });
});

describe('control: a fault planted in the statement is told', () => {
  const faults: readonly [string, RegExp, string][] = [
    [
      'the last day is left out',
      /between (\$\d+)::date and (\$\d+)::date/g,
      'between $1::date and $2::date - 1',
    ],
    ['persons are counted by file', /select f\.person_key as u/g, 'select f.file_key as u'],
    ['every unit is counted', /s\.for_unit_id = any \((\$\d+)[^)]*\)/g, '($1::text is not null)'],
    [
      'a situation that ended still holds',
      /case when p\.until is null then 'infinity'::date else p\.until end/g,
      "'infinity'::date",
    ],
    [
      'a leave that was cancelled is still taken',
      /coalesce\(\(t ->> 'until'\)::date, 'infinity'\) > (\$\d+)::date/g,
      '($1::date is not null)',
    ],
    ['half a day of leave is a whole one', /as on_day, h\.halves/g, 'as on_day, 2 as halves'],
    ['a state is read as it is today', /case when f\.earlier is null or/g, 'case when true or'],
  ];
  test.each(faults)('%s', async (_what, right, wrong) => {
    let planted = 0;
    let caught = false;
    for (let index = 0; index < 4000 && !caught; index += 1) {
      const question = drawn(index);
      const read = [...question.dimensions, ...question.only.map(({ dimension }) => dimension)];
      if (read.some((code) => code.startsWith('field:'))) continue;
      // Presence is told of those whose leave one manages: the statement alone, without who asks, has nobody
      if (/^(present|working)Days$/.test(question.of)) continue;
      const { sql, params } = new PgDialect().sqlToQuery(
        compile(tenant.tenantId, asQuestion(question), new Map(Object.entries(provided))),
      );
      const faulty = sql.replace(right, wrong);
      if (faulty === sql) continue;
      planted += 1;
      const found = async (text: string) =>
        unlike(figuresOf(await admin.unsafe(text, params as never), question), counted(question));
      expect(await found(sql), 'without the fault').toEqual([]);
      caught = (await found(faulty)).length > 0;
    }
    expect(planted).toBeGreaterThan(0);
    expect(caught).toBe(true);
  });
});

const asQuestion = ({ of, kind, ...question }: Drawn): Question => ({
  ...question,
  measures: [{ kind, of, unit: '' }],
  compare: 0,
});

/** Figures of the statement itself, by their codes. */
function figuresOf(rows: readonly unknown[], { dimensions, kind }: NaiveQuestion): Figures {
  const depth = dimensions.length;
  return new Map(
    (rows as Figure[]).map(({ totals, k1, k2, k3, value, excluded }) => {
      const codes = [k1, k2, k3]
        .slice(0, depth)
        .map((code, axis) => ((totals >> (depth - 1 - axis)) & 1 ? '*' : (code ?? '?')));
      return [codes.join('|'), { value, excluded: kind === 'avg' || kind === 'median' ? excluded : 0 }];
    }),
  );
}
