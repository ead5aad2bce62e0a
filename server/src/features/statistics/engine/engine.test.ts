import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../db/ids.ts';
import { call, expectJson, startTestApp, type TestApp } from '../../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../../testing/tenant.ts';
import { referenceData } from '../../configuration/defaults.service.ts';
import type { Table } from '../statistics.schema.ts';
import { actionFact, profileFact, requestFact, workFact } from '../statistics.table.ts';
import { naive, type Facts, type NaiveQuestion } from './naive.testkit.ts';

let running: TestApp;
let tenant: TestTenant;
let manager: TestStaff;
let north: string;
let south: string;
let ward: string;
let facts: Facts;

/** A generator that gives the same numbers for the same seed: what fails can be played again. */
function randomOf(seed: number) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)]!;
  return { next, below, pick };
}
const seed = Number(process.env['SEED'] ?? 20_261_123);

const lists = referenceData().lists;
const codes = (list: string, count: number) => lists[list]!.items.slice(0, count).map(({ code }) => code);
const day = (index: number) => new Date(Date.UTC(2024, 0, 1) + index * 86_400_000).toISOString().slice(0, 10);

function made(units: readonly string[]): Facts {
  const { below, pick, next } = randomOf(seed);
  const workers = [newId(), newId(), newId()];
  const people = Array.from({ length: 18 }, newId);
  const files = Array.from({ length: 25 }, () => ({
    fileKey: newId(),
    personKey: pick(people),
    forUnitId: pick(units),
  }));
  const types = codes('workTypes', 40);
  const requestTypes = [...codes('requestTypes', 12), ...codes('requestTypes', 60).slice(45)];
  const kinds = codes('partnerKind', 4);
  const some = <T>(from: readonly T[], most: number) =>
    Array.from({ length: below(most + 1) }, () => pick(from));
  const maybe = <T>(value: T) => (next() < 0.25 ? null : value);
  const work = Array.from({ length: 260 }, () => {
    const file = next() < 0.1 ? { fileKey: null, personKey: null, forUnitId: pick(units) } : pick(files);
    const served = file.fileKey === null ? [] : some(requestTypes, 3);
    return {
      id: newId(),
      ...file,
      performedOn: day(below(1000)),
      typeCode: pick(types),
      minutes: below(120),
      travelMinutes: maybe(below(40)),
      hour: maybe(below(24)),
      performedBy: pick(workers),
      requestTypes: served,
      requestIds: served.map(newId),
      partnerIds: [],
      partnerKinds: [...new Set(some(kinds, 2))],
      entryDelayDays: below(10),
    };
  });
  const contacts = new Set(
    lists['workTypes']!.items.filter(({ flags }) => flags?.includes('contact')).map(({ code }) => code),
  );
  const firstContact = (fileKey: string) =>
    work
      .filter((row) => row.fileKey === fileKey && contacts.has(row.typeCode))
      .map(({ performedOn }) => performedOn)
      .toSorted()[0] ?? null;
  return {
    work,
    requests: Array.from({ length: 120 }, () => ({
      id: newId(),
      ...pick(files),
      requestedOn: day(below(1000)),
      typeCode: pick(requestTypes),
      urgent: next() < 0.3,
      initiative: maybe(pick(codes('initiative', 3))),
      arrivalChannel: maybe(pick(codes('arrivalChannel', 3))),
      status: pick(codes('requestStatus', 4)),
      outcome: null,
      resolvedOn: null,
      firstWorkOn: null,
      firstWorker: maybe(pick(workers)),
      responseDays: maybe(below(30)),
      interviewDays: maybe(below(30)),
    })),
    actions: Array.from({ length: 90 }, () => ({
      id: newId(),
      ...pick(files),
      doneOn: day(below(1000)),
      typeCode: pick(codes('supportActions', 20)),
      outcome: maybe(pick(codes('actionOutcome', 3))),
      performedBy: pick(workers),
      requestType: pick(requestTypes),
    })),
    profiles: files.flatMap(({ fileKey, personKey }) => {
      const moved = next() < 0.5 ? day(below(1000)) : null;
      const known = (since: string, until: string | null) => ({
        fileKey,
        personKey,
        since,
        until,
        sex: maybe(pick(codes('sex', 2))),
        bornOn: maybe(`${1950 + below(55)}-0${1 + below(9)}-1${below(9)}`),
        birthYear: null,
        firstContactOn: firstContact(fileKey),
        communeCode: null,
        department: null,
        values: {
          ...(next() < 0.7 ? { housingStatus: pick(codes('housingStatus', 9)) } : {}),
          ...(next() < 0.7
            ? { familySituation: pick(codes('familySituation', 6)) }
            : { familySituation: { answer: 'unknown' as const } }),
        },
      });
      return moved === null ? [known('0001-01-01', null)] : [known('0001-01-01', moved), known(moved, null)];
    }),
  };
}

beforeAll(async () => {
  running = await startTestApp();
  tenant = await TestTenant.create(running.database);
  [north, south] = [await tenant.unit('Nord'), await tenant.unit('Sud')];
  ward = await tenant.unit('Cardiologie', north);
  manager = await tenant.staff('TEAM_MANAGER');
  const units = [tenant.root, north, south, ward];
  facts = made(units);
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

/** Every figure of a table, by the codes it stands at; a total is `*`. */
function byCodes(table: Table): Record<string, number | null> {
  return Object.fromEntries(
    table.cells.map(({ at, values }) => [
      at.map((rank, axis) => (rank === null ? '*' : (table.axes[axis]!.items[rank]!.code ?? '?'))).join('|'),
      values[0]!.value,
    ]),
  );
}

describe('any question', () => {
  test.each(Array.from({ length: 120 }, (_, index) => index))(
    'equals its naive evaluation: %s',
    async (index) => {
      const { below, pick, next } = randomOf(seed + index * 7919);
      const subject = pick([
        'work',
        'requests',
        'actions',
        'people',
        'minutes',
        'minutesSplit',
        'workRequestLinks',
      ] as const);
      const along = {
        work: [
          'month',
          'entity',
          'subEntity',
          'worker',
          'workType',
          'channel',
          'weekday',
          'requestCategory',
          'requestType',
          'partnerKind',
          'sex',
          'ageBracket',
          'housingStatus',
        ],
        requests: [
          'month',
          'year',
          'entity',
          'worker',
          'requestCategory',
          'requestType',
          'lifeSphere',
          'arrivalChannel',
          'firstResponseBracket',
          'sex',
          'ageBracket',
          'familySituation',
        ],
        actions: [
          'month',
          'entity',
          'worker',
          'requestCategory',
          'actionType',
          'actionGroup',
          'actionOutcome',
          'ageBracket',
        ],
        people: [
          'month',
          'entity',
          'subEntity',
          'sex',
          'ageBracket',
          'housingStatus',
          'familySituation',
          'contactCountBracket',
          'newOrKnown',
        ],
      };
      const list = along[subject in along ? (subject as 'work') : 'work'];
      const dimensions = [...new Set(Array.from({ length: below(4) }, () => pick(list)))];
      const first = below(700);
      const units = next() < 0.4 ? [north, ward] : undefined;
      const question: NaiveQuestion = {
        of: subject,
        kind: subject.startsWith('minutes') ? 'sum' : 'count',
        dimensions,
        period: { from: day(first), to: day(first + below(300)) },
        unitIds: units ?? [tenant.root, north, south, ward],
      };
      const table = await answered({
        measures: [{ kind: question.kind, of: subject }],
        dimensions,
        filters: [subject === 'people' ? 'activeInPeriod' : 'inPeriod'],
        period: question.period,
        ...(units ? { unitIds: units } : {}),
      });
      const expected = naive(facts, question, {
        root: tenant.root,
      });
      expect(byCodes(table), JSON.stringify(question)).toEqual(expected);
    },
  );
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
    expect(byCodes(table)).toEqual({ '': mine });
  });
});
