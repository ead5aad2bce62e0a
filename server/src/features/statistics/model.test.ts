import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import type { Model, Values } from './model.schema.ts';
import type { Table } from './statistics.schema.ts';

let running: TestApp;
let tenant: TestTenant;
let manager: TestStaff;
let north: string;
let model: Model;
const read = async <T>(path: string, staff = manager) =>
  expectJson<T>(await call(running.app, staff.token, `/v1/statistics/model${path}`), 200);
const ask = (measure: Model['measures'][number], counted: string, part: object) =>
  call(running.app, manager.token, '/v1/statistics/query', {
    method: 'POST',
    body: {
      period: { from: '2025-01-01', to: '2025-12-31' },
      measures: [{ kind: measure.kinds[0], of: measure.code }],
      filters: [counted],
      ...part,
    },
  });
beforeAll(async () => {
  running = await startTestApp();
  tenant = await TestTenant.create(running.database);
  north = await tenant.unit('Agence Nord');
  manager = await tenant.staff('TEAM_MANAGER');
  model = await read('');
});
afterAll(() => running.close());

/** A way of counting each measure, the first or the last, in turn: every one of them is asked with something. */
const turn = <T>(all: readonly T[], rank: number): T => all[rank % all.length]!;

describe('what a question may be made of', () => {
  test('every way of counting is said, and answered', async () => {
    for (const measure of model.measures) {
      expect(measure.counted, measure.code).not.toEqual([]);
      for (const { filter } of measure.counted) await expectJson<Table>(await ask(measure, filter, {}), 200);
    }
  });

  test('each dimension is answered with what it is said to go with, and refused with the rest', async () => {
    let refused = 0;
    for (const [rank, dimension] of model.dimensions.entries()) {
      expect(dimension.appliesTo, dimension.code).not.toEqual([]);
      const { measure: code, counted } = turn(dimension.appliesTo, rank);
      const measure = model.measures.find((one) => one.code === code)!;
      const along = { dimensions: [dimension.code] };
      await expectJson<Table>(await ask(measure, turn(counted, rank), along), 200);
      const other = model.measures.find(
        (one) => !dimension.appliesTo.some((applies) => applies.measure === one.code),
      );
      if (!other) continue;
      refused += 1;
      expect((await ask(other, other.counted[0]!.filter, along)).status).toBe(422);
    }
    expect(refused).toBeGreaterThan(10);
  });

  test('each filter likewise', async () => {
    for (const [rank, filter] of model.filters.entries()) {
      const { measure: code, counted } = turn(filter.appliesTo, rank);
      const measure = model.measures.find((one) => one.code === code)!;
      await expectJson<Table>(
        await ask(measure, turn(counted, rank), { filters: [turn(counted, rank), filter.code] }),
        200,
      );
    }
  });

  test('units are those held, by name; a parent that is not held is not told', async () => {
    const own = await tenant.staff('TEAM_MANAGER', { unitId: north });
    const { units } = await read<Model>('', own);
    expect(units).toEqual([expect.objectContaining({ id: north, parentId: null })]);
    expect(model.units.map(({ id }) => id)).toEqual(expect.arrayContaining([tenant.root, north]));
    expect(model.units.find(({ id }) => id === north)?.parentId).toBe(tenant.root);
  });
});

describe('the values of a dimension', () => {
  test('are those of its list, and « Non renseigné » where a value may be unknown', async () => {
    const sex = await read<Values>('/sex/values');
    expect(sex.items.map(({ label }) => label)).toEqual(expect.arrayContaining(['Féminin', 'Masculin']));
    expect(sex.items.at(-1)).toEqual({ code: null, label: 'Non renseigné' });
    expect((await read<Values>('/workType/values')).items.every(({ code }) => code !== null)).toBe(true);
  });

  test('of any dimension of the model are given, and kept to', async () => {
    const measure = (code: string) => model.measures.find((one) => one.code === code)!;
    for (const { code, appliesTo } of model.dimensions) {
      const { items } = await read<Values>(`/${code}/values`);
      if (items.length === 0) continue;
      const { measure: of, counted } = appliesTo[0]!;
      const only = [{ dimension: code, codes: items.slice(0, 20).map((item) => item.code) }];
      await expectJson<Table>(await ask(measure(of), counted[0]!, { only }), 200);
    }
  });

  test('of what is no dimension are not found', async () => {
    const reply = await call(running.app, manager.token, '/v1/statistics/model/field:nothing/values');
    expect(reply.status).toBe(404);
  });
});
