import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../../testing/tenant.ts';
import { referenceData } from '../../configuration/defaults.service.ts';
import type { Table } from '../statistics.schema.ts';
import { actionFact, profileFact, requestFact, workFact } from '../statistics.table.ts';
import { day, factsDrawn, randomOf } from './facts.testkit.ts';
import {
  naive,
  shifted,
  type Facts,
  type NaiveFigure,
  type NaiveQuestion,
  type NaiveTerm,
} from './naive.testkit.ts';

let running: TestApp;
let tenant: TestTenant;
let manager: TestStaff;
let north: string;
let south: string;
let ward: string;
let facts: Facts;

const seed = Number(process.env['SEED'] ?? 20_261_123);
const questions = Number(process.env['QUESTIONS'] ?? 95);
const { lists } = referenceData();

beforeAll(async () => {
  running = await startTestApp();
  tenant = await TestTenant.create(running.database);
  [north, south] = [await tenant.unit('Nord'), await tenant.unit('Sud')];
  ward = await tenant.unit('Cardiologie', north);
  manager = await tenant.staff('TEAM_MANAGER');
  const units = [tenant.root, north, south, ward];
  facts = factsDrawn(seed, units);
  const tenantId = tenant.id;
  await running.database.withTenant(tenantId, units, async (tx) => {
    await tx.insert(workFact).values(facts.work.map((row) => ({ ...row, tenantId })));
    await tx.insert(requestFact).values(facts.requests.map((row) => ({ ...row, tenantId })));
    await tx.insert(actionFact).values(facts.actions.map((row) => ({ ...row, tenantId })));
    await tx.insert(profileFact).values(facts.profiles.map((row) => ({ ...row, tenantId })));
  });
}, 120_000);
afterAll(() => running.close());

const asked = (body: unknown, token = manager.token) =>
  call(running.app, token, '/v1/statistics/query', { method: 'POST', body });
const answered = async (body: unknown) => expectJson<Table>(await asked(body), 200);

/** Every figure of a table, by the codes it stands at; a total is `*`. Of a year before, where `back` says so. */
function byCodes(table: Table, measure = 0, back = 0): Record<string, NaiveFigure> {
  return Object.fromEntries(
    table.cells.map(({ at, values, before }) => {
      const { value, excluded } = (back === 0 ? values : before[back - 1]!)[measure]!;
      return [
        at
          .map((rank, axis) => (rank === null ? '*' : (table.axes[axis]!.items[rank]!.code ?? '?')))
          .join('|'),
        { value, excluded },
      ];
    }),
  );
}

const ofPersons = ['entity', 'subEntity', 'sex', 'ageBracket', 'housingStatus', 'familySituation'];
const ofWork = [
  ...['month', 'entity', 'subEntity', 'worker', 'workType', 'channel', 'weekday', 'hourBracket'],
  ...['requestCategory', 'requestType', 'partnerKind', 'sex', 'ageBracket', 'housingStatus'],
];
const ofRequests = [
  ...['month', 'year', 'entity', 'worker', 'requestCategory', 'requestType', 'lifeSphere', 'initiative'],
  ...['arrivalChannel', 'firstResponseBracket', 'newOrRecurring', 'requestOutcome'],
  ...['sex', 'ageBracket', 'familySituation'],
];
interface Askable {
  readonly kinds: readonly NaiveQuestion['kind'][];
  readonly along: readonly string[];
  readonly rows: string;
  readonly beside: readonly string[];
}
const workFilters = [
  'isInterview',
  'requiresFile=false',
  'workType=noShow',
  'onFile',
  'partnerKind=employer',
];
const ways = ['avg', 'median'] as const;
const askable: Readonly<Record<NaiveTerm['of'], Askable>> = {
  work: { kinds: ['count'], along: [...ofWork, 'timeKind'], rows: 'inPeriod', beside: workFilters },
  minutes: { kinds: ['sum', 'sum', ...ways], along: ofWork, rows: 'inPeriod', beside: workFilters },
  travelMinutes: { kinds: ['sum', ...ways], along: ofWork, rows: 'inPeriod', beside: workFilters },
  entryDelay: { kinds: ways, along: ofWork, rows: 'inPeriod', beside: workFilters },
  workInterval: { kinds: ways, along: ofWork, rows: 'intervals', beside: ['isInterview'] },
  minutesSplit: { kinds: ['sum'], along: ofWork, rows: 'inPeriod', beside: workFilters },
  workRequestLinks: { kinds: ['count'], along: ofWork, rows: 'inPeriod', beside: workFilters },
  minutesPerFile: {
    kinds: ways,
    along: ofWork.filter((code) => code !== 'partnerKind'),
    rows: 'inPeriod',
    beside: ['isInterview'],
  },
  requests: {
    kinds: ['count'],
    along: ofRequests,
    rows: 'inPeriod',
    beside: ['urgent', 'category=discharge'],
  },
  firstResponseDelay: { kinds: ways, along: ofRequests, rows: 'inPeriod', beside: ['urgent'] },
  firstInterviewDelay: { kinds: ways, along: ofRequests, rows: 'inPeriod', beside: ['urgent'] },
  resolutionDelay: { kinds: ways, along: ofRequests, rows: 'resolvedInPeriod', beside: ['urgent'] },
  actions: {
    kinds: ['count'],
    along: [
      ...['month', 'entity', 'worker', 'requestCategory', 'actionType', 'actionGroup', 'actionOutcome'],
      'ageBracket',
    ],
    rows: 'inPeriod',
    beside: ['isRightsAction', 'outcome=success', 'category=discharge'],
  },
  people: {
    kinds: ['count'],
    along: ['month', ...ofPersons, 'contactCountBracket', 'newOrKnown'],
    rows: 'activeInPeriod',
    beside: ['isInterview'],
  },
  age: { kinds: ways, along: ofPersons, rows: 'activeInPeriod', beside: ['isInterview'] },
};
const countable = Object.keys(askable) as NaiveTerm['of'][];

describe('any question', () => {
  const random = (index: number) => randomOf(seed + index * 7919);
  const everywhere = () => [tenant.root, north, south, ward];

  /** A question drawn at random, as the builder may ask it. */
  function drawn({ below, pick, next }: ReturnType<typeof randomOf>): NaiveQuestion {
    const of = pick(countable);
    const { kinds, along, beside } = askable[of];
    const kind = pick(kinds);
    const byTime = of === 'minutes' && kind === 'sum' ? ['timeKind'] : [];
    const dimensions = [...new Set(Array.from({ length: below(4) }, () => pick([...along, ...byTime])))];
    const first = below(700);
    const from = dimensions.includes('timeKind') ? along.filter((code) => code !== 'timeKind') : along;
    const kept = next() < 0.4 ? pick(from.filter((code) => values(code).length > 0)) : undefined;
    return {
      kind,
      term: { of, filters: next() < 0.4 ? [pick(beside)] : [] },
      dimensions,
      only: kept === undefined ? [] : [{ dimension: kept, codes: some(values(kept)) }],
      period: { from: day(first), to: day(first + below(300)) },
      unitIds: next() < 0.4 ? [north, ward] : everywhere(),
    };
    function some(codesOf: readonly (string | null)[]): (string | null)[] {
      const found = codesOf.filter(() => next() < 0.5);
      return found.length === 0 ? [pick(codesOf)] : found;
    }
  }
  /** Values that a filter may keep along a dimension. */
  const values = (dimension: string): readonly (string | null)[] => {
    const listsOf: Readonly<Record<string, string>> = {
      ...{ requestCategory: 'requestCategories', requestType: 'requestTypes', workType: 'workTypes' },
      ...{ sex: 'sex', ageBracket: 'ageBracketHospital', housingStatus: 'housingStatus', channel: 'channel' },
      ...{ partnerKind: 'partnerKind', arrivalChannel: 'arrivalChannel', actionOutcome: 'actionOutcome' },
    };
    const list = listsOf[dimension];
    return list === undefined ? [] : [null, ...lists[list]!.items.map(({ code }) => code).slice(0, 30)];
  };
  const filtersOf = ({ of, filters }: NaiveTerm) => [askable[of].rows, ...filters];
  const asBody = ({ kind, term, dimensions, only, period, unitIds }: NaiveQuestion) => ({
    measures: [{ kind, of: term.of }],
    filters: filtersOf(term),
    ...{ dimensions, only, period, unitIds },
  });
  const root = () => ({ root: tenant.root });

  test.each(Array.from({ length: questions }, (_, index) => index))(
    'equals its naive evaluation: %s',
    async (index) => {
      const question = drawn(random(index));
      const table = await answered(asBody(question));
      expect(byCodes(table), JSON.stringify(question)).toEqual(naive(facts, question, root()));
    },
  );

  test.each(Array.from({ length: 30 }, (_, index) => index))(
    'beside its years before, equals the naive evaluation of each: %s',
    async (index) => {
      const question = drawn(random(100_000 + index));
      const table = await answered({ ...asBody(question), compare: 2 });
      const years = [0, 1, 2].map((back) =>
        inYearOf(question, naive(facts, shifted(question, back), root()), back),
      );
      const none = question.kind === 'count' || question.kind === 'sum' ? 0 : null;
      const places = new Set(years.flatMap((figures) => Object.keys(figures)));
      for (const [back, figures] of years.entries()) {
        const expected = [...places].map((place) => [place, figures[place] ?? { value: none, excluded: 0 }]);
        expect(byCodes(table, 0, back), `${back} years before: ${JSON.stringify(question)}`).toEqual(
          Object.fromEntries(expected),
        );
      }
    },
  );

  /** A month of a year before stands beside its own in the period. */
  function inYearOf(question: NaiveQuestion, figures: Record<string, NaiveFigure>, back: number) {
    const isDate = question.dimensions.map((code) => code === 'month' || code === 'year');
    return Object.fromEntries(
      Object.entries(figures).map(([place, figure]) => [
        question.dimensions.length === 0
          ? place
          : place
              .split('|')
              .map((code, axis) =>
                isDate[axis] && code !== '*' ? `${Number(code.slice(0, 4)) + back}${code.slice(4)}` : code,
              )
              .join('|'),
        figure,
      ]),
    );
  }

  test.each(Array.from({ length: 30 }, (_, index) => index))(
    'as a rate, equals one naive evaluation over another: %s',
    async (index) => {
      const draw = random(200_000 + index);
      const { below, pick } = draw;
      const of = pick(['work', 'requests', 'actions', 'people'] as const);
      const { along, beside } = askable[of];
      const dimensions = [...new Set(Array.from({ length: below(3) }, () => pick(along)))];
      const question = { ...drawn(draw), kind: 'count' as const, dimensions, only: [] };
      const [numerator, denominator] = [
        { of, filters: [pick(beside)] },
        { of, filters: [] },
      ];
      const measure = {
        ...{ kind: 'rate', of },
        numerator: { of, filters: filtersOf(numerator) },
        denominator: { of, filters: filtersOf(denominator) },
      };
      const { period, unitIds } = question;
      const table = await answered({ measures: [measure], dimensions, filters: [], period, unitIds });
      const [over, under] = [numerator, denominator].map((term) =>
        naive(facts, { ...question, term }, root()),
      );
      const expected = Object.entries(under!).map(([place, { value }]) => {
        const share = value ? Math.round(((over![place]?.value ?? 0) / value) * 100 * 1e6) / 1e6 : null;
        return [place, { value: share, excluded: 0 }];
      });
      expect(byCodes(table), JSON.stringify(measure)).toEqual(Object.fromEntries(expected));
    },
  );

  test('the naive evaluation would see a figure that is wrong', () => {
    const question = drawn(random(7));
    const right = naive(facts, question, root());
    const without = naive({ ...facts, work: [], requests: [], actions: [] }, question, root());
    expect(Object.keys(right).length).toBeGreaterThan(0);
    expect(without).not.toEqual(right);
  });
});

describe('a question that cannot be answered', () => {
  const period = { from: '2025-01-01', to: '2025-12-31' };
  const count = (of: string) => [{ kind: 'count', of }];
  test.each<[string, object, string]>([
    ['an unknown dimension', { measures: count('work'), dimensions: ['planete'], period }, '/dimensions'],
    ['an unknown unit counted', { measures: count('constructor'), period }, '/measures'],
    ['an unknown filter', { measures: count('work'), filters: ['toString'], period }, '/filters'],
    ['a sum of what is counted', { measures: [{ kind: 'sum', of: 'work' }], period }, '/measures'],
    ['a rate without terms', { measures: [{ kind: 'rate', of: 'work' }], period }, '/measures'],
    [
      'a dimension of something else',
      { measures: count('actions'), dimensions: ['channel'], period },
      '/dimensions',
    ],
    [
      'four dimensions',
      { measures: count('work'), dimensions: ['month', 'sex', 'worker', 'channel'], period },
      '/dimensions',
    ],
    ['a dimension twice', { measures: count('work'), dimensions: ['month', 'month'], period }, '/dimensions'],
    [
      'a period upside down',
      { measures: count('work'), period: { from: '2025-02-01', to: '2025-01-01' } },
      '/period/to',
    ],
    [
      'a century',
      { measures: count('work'), period: { from: '1925-01-01', to: '2025-01-01' } },
      '/period/from',
    ],
    [
      'a day that does not exist',
      { measures: count('work'), period: { from: '2025-02-30', to: '2025-03-01' } },
      '/period/from',
    ],
  ])('%s says where and why', async (_name, body, pointer) => {
    const problem = await expectJson<{ errors: { pointer: string; detail: string }[] }>(
      await asked(body),
      422,
    );
    expect(problem.errors.map((error) => error.pointer)).toContain(pointer);
    expect(problem.errors[0]!.detail).not.toBe('');
  });

  test('units that are not held do not exist; whoever holds no statistics is refused', async () => {
    const question = { measures: count('work'), period };
    const other = await TestTenant.create(running.database);
    expect((await asked({ ...question, unitIds: [other.root] })).status).toBe(404);
    const nurse = await tenant.staff('SOCIAL_WORKER', { unitId: south });
    expect((await asked({ ...question, unitIds: [north] }, nurse.token)).status).toBe(404);
    expect((await asked({ ...question, unitIds: [south] }, nurse.token)).status).toBe(200);
    expect((await asked(question, (await tenant.staff('SECRETARY')).token)).status).toBe(403);
  });

  test('each of several units gives its own part: what one does not hold is not counted', async () => {
    const nurse = await tenant.staff('SOCIAL_WORKER', { unitId: south });
    const table = await expectJson<Table>(
      await asked({ measures: count('work'), period: { from: '2024-01-01', to: '2026-12-31' } }, nurse.token),
      200,
    );
    const mine = facts.work.filter(({ forUnitId }) => forUnitId === south).length;
    expect(mine).toBeGreaterThan(0);
    expect(byCodes(table)).toEqual({ '': { value: mine, excluded: 0 } });
  });
});
