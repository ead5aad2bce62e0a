import { sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../db/ids.ts';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import { Base } from './engine/base.ts';
import { dimensions } from './engine/dimensions.ts';
import { readOfPersons } from './missing.service.ts';
import type { Missing } from './missing.schema.ts';
import type { Table } from './statistics.schema.ts';
import { profileFact, workFact, type FactValue } from './statistics.table.ts';

let running: TestApp;
let tenant: TestTenant;
let manager: TestStaff;
let north: string;
const period = { from: '2025-01-01', to: '2025-12-31' };
const read = async (query = '', staff = manager) =>
  expectJson<Missing>(
    await call(
      running.app,
      staff.token,
      `/v1/statistics/missing?from=${period.from}&to=${period.to}${query}`,
    ),
    200,
  );
const of = ({ items }: Missing, field: string) => items.find((item) => item.field === field);

/** Four persons seen: one of two files; what is known of each. */
beforeAll(async () => {
  running = await startTestApp();
  tenant = await TestTenant.create(running.database);
  north = await tenant.unit('Agence Nord');
  manager = await tenant.staff('TEAM_MANAGER');
  const people: readonly { unit: string; sex: string | null; values: Record<string, FactValue> }[] = [
    { unit: tenant.root, sex: 'F', values: { familySituation: 'single', housingStatus: 'tenant' } },
    { unit: tenant.root, sex: 'M', values: { familySituation: { answer: 'unknown' } } },
    { unit: north, sex: null, values: { familySituation: 'couple' } },
    { unit: north, sex: 'F', values: {} },
  ];
  await running.database.withTenant(tenant.id, [tenant.root, north], async (tx) => {
    for (const { unit, sex, values } of people) {
      const place = { tenantId: tenant.id, fileKey: newId(), personKey: newId() };
      await tx.insert(workFact).values({
        ...place,
        id: newId(),
        forUnitId: unit,
        performedOn: '2025-03-03',
        typeCode: 'entretien-telephonique',
        minutes: 20,
        performedBy: manager.id,
        requestTypes: [],
        requestIds: [],
        partnerIds: [],
        partnerKinds: [],
        entryDelayDays: 0,
      });
      await tx
        .insert(profileFact)
        .values({ ...place, since: '0001-01-01', sex, bornOn: '1980-01-01', values });
    }
  });
});
afterAll(() => running.close());

describe('what the files do not say', () => {
  test('is counted in persons, and ranked by the figures it changes', async () => {
    const found = await read();
    expect(found.persons).toBe(4);
    expect(of(found, 'sex')).toMatchObject({ label: 'Sexe', dimension: 'sex', persons: 1, share: 0.25 });
    expect(of(found, 'familySituation')?.persons).toBe(2);
    expect(of(found, 'housingStatus')?.persons).toBe(3);
    expect(of(found, 'birthDate')).toBeUndefined();
    const weights = found.items.map(({ persons, reports }) => persons * reports.length);
    expect(weights).toEqual(weights.toSorted((one, other) => other - one));
    expect(Math.min(...weights)).toBeGreaterThan(0);
    expect(of(found, 'sex')!.reports.map(({ id }) => id)).toContain('B03');
  });

  test('is what the engine says is « Non renseigné », to the person', async () => {
    const found = await read();
    for (const { field, dimension, persons } of found.items) {
      const table = await expectJson<Table>(
        await call(running.app, manager.token, '/v1/statistics/query', {
          method: 'POST',
          body: {
            period,
            measures: [{ kind: 'count', of: 'people' }],
            dimensions: [dimension],
            filters: ['activeInPeriod'],
          },
        }),
        200,
      );
      const rank = table.axes[0]!.items.findIndex(({ code }) => code === null);
      const cell = table.cells.find(({ at }) => at[0] === rank);
      expect(cell?.values[0]?.value, field).toBe(persons);
    }
  });

  test('is of the units one holds, and asked', async () => {
    expect((await read(`&unitIds=${north}`)).persons).toBe(2);
    expect((await read(`&unitIds=${north},${tenant.root}`)).persons).toBe(4);
    const own = await tenant.staff('TEAM_MANAGER', { unitId: north });
    expect((await read('', own)).persons).toBe(2);
    const refused = await call(running.app, own.token, `/v1/statistics/missing?unitIds=${tenant.root}`);
    expect(refused.status).toBe(404);
  });

  test.each([
    ['from=2025-12-31&to=2025-01-01', '/to'],
    ['from=1950-01-01&to=2025-01-01', '/from'],
    ['unitIds=abc', 'unitIds'],
    ['from=hier', 'from'],
  ])('%s is refused, and where', async (query, pointer) => {
    const { errors } = await expectJson<{ errors: { pointer: string }[] }>(
      await call(running.app, manager.token, `/v1/statistics/missing?${query}`),
      422,
    );
    expect(errors.map((error) => error.pointer).join()).toContain(pointer);
  });

  test('knows every dimension that reads what is known of a person', () => {
    const atDischarge = ['dischargeDestination', 'coverAtExit'];
    const listed = new Set([...readOfPersons.flatMap((one) => one.dimensions), ...atDischarge]);
    const dialect = new PgDialect();
    for (const [code, dimension] of Object.entries(dimensions)) {
      if (!dimension.coarse || dimension.always) continue;
      const base = new Base({
        tenantId: tenant.id,
        subject: 'people',
        fact: 'work',
        source: 'activeInPeriod',
        ranges: [period],
        units: [north],
        on: sql`f.performed_on`,
        at: sql`f.performed_on`,
        coarse: true,
      });
      dimension.key(base);
      if (dialect.sqlToQuery(base.joins).sql.includes('profile_fact')) expect(listed, code).toContain(code);
    }
  });
});
