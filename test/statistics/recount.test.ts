import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reports } from '../../server/src/features/statistics/catalogue/reports.ts';
import { yearsBefore } from '../../server/src/features/statistics/engine/question.ts';
import { freezeFacts } from '../../server/src/features/statistics/freeze.service.ts';
import { startTestApp, type TestApp } from '../../server/src/testing/app.ts';
import { faults, untold } from './faults.ts';
import { openProduct, type Product } from './product.ts';
import {
  differences,
  openRecount,
  recountFiles,
  wholeRanking,
  type Compared,
  type Question,
  type Recount,
  type RecountTable,
} from './recount.ts';
import { makeTenants, type RecountTenant } from './tenants.ts';

let running: TestApp;
let recount: Recount;
let tenants: RecountTenant[];
const products = new Map<RecountTenant, Product>();
/** Those that count the security log have tenants of their own: `security.test.ts`. */
const files = recountFiles().filter(({ id }) => reports().get(id)!.audience !== 'security');
/** Whole months: what is frozen is counted over such. */
const wholePeriod = { from: '2022-01-01', to: '2026-10-31' };

beforeAll(async () => {
  running = await startTestApp();
  tenants = await makeTenants(running.database, running.adminUrl);
  for (const tenant of tenants) products.set(tenant, await openProduct(running, tenant));
  recount = await openRecount(running.adminUrl);
}, 240_000);
afterAll(async () => {
  await recount?.close();
  await running?.close();
});

/** Half of the units, over a period that cuts months. */
const halfOf = (units: readonly string[]) => ({
  from: '2025-03-10',
  to: '2026-06-20',
  unitIds: units.filter((_, at) => at % 2 === 1),
});
const fileOf = (id: string) => files.find((file) => file.id === id)!;
type Asked = Partial<Omit<Question, 'tenantId'>>;
const asked = new Map<string, Promise<RecountTable>>();
/** A recount, worked out once. */
function ask(id: string, { tenantId, units }: RecountTenant, more: Asked = {}): Promise<RecountTable> {
  const question = { tenantId, unitIds: units, ...wholePeriod, ...more };
  const key = JSON.stringify([id, question]);
  const table = asked.get(key) ?? recount.run(fileOf(id), question);
  asked.set(key, table);
  return table;
}
const runs = (id: string) => reports().get(id)!.waitsFor.length === 0;
const sum = ({ rows }: RecountTable) => rows.reduce((all, { values }) => all + (values[0] ?? 0), 0);

test('at least a hundred reports are recounted', () => {
  expect(files.length).toBeGreaterThanOrEqual(100);
});

test.each(files.map(({ id, title }) => [id, title]))(
  '%s %s: counts something somewhere, and each key once',
  async (id) => {
    let told = 0;
    for (const tenant of tenants) {
      const table = await ask(id, tenant);
      expect(differences(table, table)).toEqual([]);
      told += table.rows.filter(({ values }) => values.some((value) => value !== null && value !== 0)).length;
    }
    expect(told).toBeGreaterThan(0);
    const nowhere = await ask(id, tenants[0]!, { unitIds: [] });
    expect(nowhere.rows, 'without a unit').toEqual([]);
  },
);

test('every report that runs is recounted', () => {
  const recounted = new Set(recountFiles().map(({ id }) => id));
  expect([...reports().keys()].filter((id) => runs(id) && !recounted.has(id))).toEqual([]);
});

test.each(files.filter(({ id }) => runs(id)).map(({ id, title }) => [id, title]))(
  '%s %s: the product and the recount are equal',
  async (id) => {
    for (const [rank, tenant] of tenants.entries()) {
      const product = products.get(tenant)!;
      const [table] = await product.run(id, wholePeriod);
      expect(differences(table!, await ask(id, tenant)), tenant.kind).toEqual([]);
      // Half of the units, and beside them two years, one or none
      const some = halfOf(tenant.units);
      const { unitIds } = some;
      const years = await product.run(id, { ...some, compare: (2 - rank) as 0 | 1 | 2 });
      for (const [back, year] of years.entries()) {
        const then = { unitIds, from: yearsBefore(some.from, back), to: yearsBefore(some.to, back) };
        const counted = await ask(id, tenant, then);
        expect(
          differences(year, back === 0 ? counted : await beside(id, year, counted, tenant, then)),
          `${tenant.kind} to ${then.to}`,
        ).toEqual([]);
      }
    }
  },
);

/** The rows of a ranking are those of the period, the years before beside them: they are looked for among all. */
async function beside(
  id: string,
  { rows }: Compared,
  counted: RecountTable,
  { tenantId }: RecountTenant,
  then: Omit<Question, 'tenantId'>,
): Promise<RecountTable> {
  const whole = wholeRanking(fileOf(id));
  if (!whole) return counted;
  const shown = new Set(rows.map(({ keys }) => keys[0]));
  const all = await recount.run(whole, { tenantId, ...then });
  return { rows: all.rows.filter(({ keys }) => shown.has(keys[0]!)), total: counted.total };
}

test.each(files.filter(({ id }) => id in faults).map(({ id, title }) => [id, title]))(
  'control: a fault planted in %s %s is told by the cases',
  async (id) => {
    const questions = tenants.flatMap(({ tenantId, units }) => [
      { tenantId, unitIds: units, ...wholePeriod },
      { tenantId, ...halfOf(units) },
    ]);
    expect(await untold(recount, fileOf(id), questions)).toEqual([]);
  },
);

test('what is counted twice in different ways agrees', async () => {
  for (const tenant of tenants) {
    const totals = async (...ids: string[]) => {
      const tables = await Promise.all(ids.map((id) => ask(id, tenant)));
      return new Set(tables.map(sum));
    };
    for (const same of [
      ['D01', 'D02', 'D03', 'D04', 'D06', 'D07', 'D09', 'D14', 'D16', 'D18', 'G02', 'H03'],
      ['E01', 'E02', 'E03', 'E04', 'E17', 'Z01'],
      ['E12', 'E13', 'E14', 'Z03'],
      ['E05', 'E06'],
      ['E10', 'E11'],
      ['F01', 'F02', 'F03', 'F04', 'F05', 'F06'],
      ['A06', 'A13', 'A15', 'Z07'],
      ['A14', 'Z13'],
    ]) {
      expect((await totals(...same)).size, `${tenant.kind} ${same.join(' ')}`).toBe(1);
    }
    const seen = ['A08', 'A09', 'A10', 'A12', 'B01', 'B02', 'B05', 'B10', 'B19', 'C01', 'C07', 'D12', 'M01'];
    const people = await Promise.all(seen.map((id) => ask(id, tenant)));
    expect(new Set(people.map(({ total }) => total[0])).size).toBe(1);
    for (const table of people) expect(sum(table)).toBeGreaterThanOrEqual(table.total[0]!);
  }
});

test('the cases by hand are in the figures', async () => {
  const all = async (id: string) => (await Promise.all(tenants.map((tenant) => ask(id, tenant)))).flat();
  const [more, unknown, transfers, reopened] = [
    await all('M01'),
    await all('B05'),
    await all('A16'),
    await all('A05'),
  ];
  for (const table of more) expect(sum(table), 'people in two units').toBeGreaterThan(table.total[0]!);
  for (const table of unknown) expect(table.rows.some(({ keys }) => keys[0] === null)).toBe(true);
  for (const table of transfers) expect(sum(table)).toBeGreaterThan(5);
  for (const table of reopened) expect(sum(table)).toBeGreaterThan(5);
});

test('the rules of the reference hold in the views, on days one can check in an almanac', async () => {
  const [{ tenantId }] = tenants as [RecountTenant];
  const told = async (expression: string) => {
    const file = {
      id: `rule_${Math.random().toString(36).slice(2)}`,
      title: '',
      dimensions: ['value'],
      measures: [],
    };
    const { rows } = await recount.run(
      { ...file, sql: `select (${expression})::text`, totalSql: undefined },
      { tenantId, unitIds: [], ...wholePeriod },
    );
    return rows[0]!.keys[0];
  };
  const holiday = (day: string, more = 'false, false, null') => told(`recount.is_holiday('${day}', ${more})`);
  expect(await told('recount.easter(2026)')).toBe('2026-04-05');
  expect(await told('recount.easter(2027)')).toBe('2027-03-28');
  for (const day of ['2026-04-06', '2026-05-14', '2026-05-25', '2026-07-14', '2026-12-25'])
    expect(await holiday(day), day).toBe('true');
  for (const day of ['2026-04-03', '2026-12-26', '2026-12-20']) expect(await holiday(day), day).toBe('false');
  expect(await holiday('2026-04-03', 'true, true, null')).toBe('true');
  expect(await holiday('2026-12-26', 'true, false, null')).toBe('true');
  expect(await holiday('2026-12-20', "false, false, 'la-reunion'")).toBe('true');
  expect(await told(`recount.full_years('1988-02-29', '2026-02-28')`)).toBe('37');
  expect(await told(`recount.full_years('1988-02-29', '2026-03-01')`)).toBe('38');
  expect(await told(`recount.full_months('2026-01-31', '2026-02-28')`)).toBe('0');
  expect(await told(`recount.full_months('2026-01-15', '2026-03-15')`)).toBe('2');
  expect(await told(`recount.bracket($1, 'contactCountBracket', 0)`)).toBe(null);
  expect(await told(`recount.bracket($1, 'contactCountBracket', 3)`)).toBe('2-3-contacts');
});

test('control: a figure, a row or a total that is not the same is told', () => {
  const table = { rows: [{ keys: ['a', null], values: [2] }], total: [2] };
  expect(differences(table, table)).toEqual([]);
  expect(differences({ ...table, rows: [...table.rows, { keys: ['b', 'c'], values: [0] }] }, table)).toEqual(
    [],
  );
  expect(differences({ ...table, rows: [{ keys: ['a', null], values: [3] }] }, table)).toEqual([
    'a × Non renseigné: 3 instead of 2',
  ]);
  expect(differences({ rows: [] }, table)).toHaveLength(1);
  expect(
    differences({ ...table, rows: [...table.rows, { keys: ['b', 'c'], values: [1] }] }, table),
  ).toHaveLength(1);
  expect(differences({ ...table, total: [3] }, table)).toEqual(['total: 3 instead of 2']);
});

/** Reports that read what is erased, and what that is; of the first ones, the total stays. */
const erased: Readonly<Record<string, readonly string[]>> = {
  commune: ['B11'],
  hour: ['E17'],
  'age, of which the bracket of the last day stays': ['B02', 'B03', 'B16', 'B20', 'D07'],
  'day an answer came, by which what was known on the day of an act': ['C10', 'C11', 'D08', 'H01', 'H02'],
  'day a file was opened': ['A15'],
};
const erasedWhole: Readonly<Record<string, readonly string[]>> = {
  age: ['B04'],
  'days between travaux': ['A14', 'G11', 'Z13'],
};

test('what is frozen counts as before over whole months, but for what is erased', async () => {
  const changed = new Set<string>();
  const isErased = (id: string) =>
    Object.values({ ...erased, ...erasedWhole }).some((ids) => ids.includes(id));
  for (const tenant of tenants) {
    expect(await freezeClosed(running, tenant)).toBeGreaterThan(25);
    for (const { id } of files.filter((file) => runs(file.id))) {
      const [table] = await products.get(tenant)!.run(id, wholePeriod);
      const found = differences(table!, await ask(id, tenant));
      if (found.length > 0) changed.add(id);
      if (isErased(id)) {
        const isTotal = found.some((line) => line.startsWith('total: '));
        expect(isTotal && !Object.values(erasedWhole).flat().includes(id), `${id} ${tenant.kind}`).toBe(
          false,
        );
      } else expect(found, `${id} ${tenant.kind}`).toEqual([]);
    }
  }
  // Control: erased it is
  expect([...changed]).toEqual(expect.arrayContaining(['B04', 'B11', 'E17', 'G11']));
}, 120_000);

/** Freezes half of the closed files: of persons who have no other, for a key of a person leads to one file then. */
async function freezeClosed(
  { database, adminUrl }: TestApp,
  { tenantId, units }: RecountTenant,
): Promise<number> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const closed = await admin<{ id: string }[]>`
      select id from (
        select f.id, f.status, row_number() over (order by f.id) as rank, count(*) over (partition by f.beneficiary_id) as files
          from social_file f where f.tenant_id = ${tenantId}) f
       where f.status = 'closed' and f.files = 1 and f.rank % 2 = 0`;
    for (const { id } of closed)
      await database.withTenant(tenantId, units, (tx) => freezeFacts(tx, tenantId, id));
    return closed.length;
  } finally {
    await admin.end();
  }
}
