import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../../testing/tenant.ts';
import { newId } from '../../../db/ids.ts';
import { profileFact, workFact } from '../statistics.table.ts';
import { contact, settle, sexes, times } from './town.testkit.ts';

let running: TestApp;
let tenant: TestTenant;
let north: string;
let south: string;
let manager: TestStaff;
/** Files of women, then of men, in the north; one of another unit, counted for the north. */
let women: string[];
let men: string[];
let gone: string;

const [feminine, masculine] = sexes as [string, string];
const period = { from: '2025-01-01', to: '2025-12-31' };
const definition = {
  question: {
    measures: [{ kind: 'count', of: 'people' }],
    filters: ['activeInPeriod'],
    dimensions: ['sex'],
  },
};

beforeAll(async () => {
  running = await startTestApp();
  tenant = await TestTenant.create(running.database);
  [north, south] = [await tenant.unit('Nord'), await tenant.unit('Sud')];
  manager = await tenant.staff('TEAM_MANAGER', { unitId: north });
  const named = (index: number) => ({ lastName: `Dupont${String.fromCharCode(65 + index)}` });
  women = await Promise.all(times(3, (index) => tenant.file(north, named(index))));
  men = await Promise.all(times(14, (index) => tenant.file(north, named(index + 3))));
  gone = await tenant.file(south, { lastName: 'Ailleurs' });
  await count(women, feminine);
  await count(men, masculine);
  await count([gone], feminine);
  // Counted, whose file is there no more
  await settle(
    running,
    tenant,
    times(30, () => ({ unitId: north, seenOn: ['2025-03-03'] })),
  );
});
afterAll(() => running.close());

async function count(files: readonly string[], sex: string): Promise<void> {
  await running.database.withTenant(tenant.id, [north], async (tx) => {
    for (const fileKey of files) {
      const own = { tenantId: tenant.id, fileKey, personKey: newId() };
      await tx.insert(workFact).values({
        ...own,
        id: newId(),
        forUnitId: north,
        performedOn: '2025-03-03',
        typeCode: contact,
        minutes: 30,
        performedBy: manager.id,
        requestTypes: [],
        requestIds: [],
        partnerIds: [],
        partnerKinds: [],
        entryDelayDays: 0,
      });
      await tx.insert(profileFact).values({ ...own, since: '0001-01-01', sex, values: {} });
    }
  });
}

const post = (path: string, body: unknown, by = manager) =>
  call(running.app, by.token, path, { method: 'POST', body });
const behind = (more: object, by?: TestStaff) =>
  post('/v1/statistics/files', { definition, period, at: [], ...more }, by);
const idsOf = async (answer: Response) =>
  (await expectJson<{ items: { id: string }[]; more: boolean }>(answer, 200)).items.map(({ id }) => id);
const at = (code: string | null) => ({ at: [{ dimension: 'sex', code }] });

describe('the files behind a figure', () => {
  test('are those one may open, by name, as many as asked', async () => {
    expect(await idsOf(await behind(at(masculine)))).toEqual(men);
    expect(await idsOf(await behind(at(feminine)))).toEqual(women);
    expect(await idsOf(await behind({}))).toEqual([...women, ...men]);
    expect(await expectJson(await behind({ limit: 2 }), 200)).toMatchObject({
      items: [{ id: women[0] }, { id: women[1] }],
      more: true,
    });
    expect(await expectJson(await behind({ ...at(feminine), limit: 3 }), 200)).toMatchObject({ more: false });
    // Counted, and of a unit he opens no file of
    expect(await idsOf(await behind(at(feminine)))).not.toContain(gone);
    const everywhere = await tenant.staff('SOCIAL_WORKER');
    expect(await idsOf(await behind(at(feminine), everywhere))).toEqual([gone, ...women]);
  });

  test('are told for a report of the catalogue, and for what a travail is', async () => {
    const report = { definition: { reportCode: 'B01' } };
    expect(await idsOf(await behind({ ...report, ...at(masculine) }))).toEqual(men);
    const months = {
      definition: { question: { measures: [{ kind: 'count', of: 'work' }], dimensions: ['month'] } },
    };
    const of = (code: string) => ({ ...months, at: [{ dimension: 'month', code }] });
    expect((await idsOf(await behind(of('2025-03')))).length).toBe(17);
    expect(await idsOf(await behind(of('2025-04')))).toEqual([]);
  });

  test('are those of the year before, where it is compared', async () => {
    const compared = {
      definition: { ...definition, compare: 1 },
      period: { from: '2026-01-01', to: '2026-12-31' },
    };
    expect(await idsOf(await behind({ ...compared, ...at(masculine) }))).toEqual([]);
    expect(await idsOf(await behind({ ...compared, ...at(masculine), back: 1 }))).toEqual(men);
  });

  test('of one masked, of units out of reach, and of nobody: the same answer to the byte', async () => {
    const asked = { ...definition.question, period, mode: 'diffusion' };
    const table = await expectJson<{ cells: { at: (number | null)[]; values: { masked: boolean }[] }[] }>(
      await post('/v1/statistics/query', asked),
      200,
    );
    const masked = table.cells.filter(({ values }) => values[0]!.masked).map(({ at: [rank] }) => rank);
    // The women, and what would give them back
    expect(masked).toContain(0);
    const answers = await Promise.all([
      behind({ ...at(feminine), mode: 'diffusion' }),
      behind({ ...at(feminine), unitIds: [south] }),
      behind({ ...at(feminine), unitIds: [newId()] }),
      behind({ ...at('autre-code') }),
      behind({ ...at(feminine), period: { from: '2020-01-01', to: '2020-12-31' } }),
    ]);
    const bytes = await Promise.all(answers.map(async (answer) => Buffer.from(await answer.arrayBuffer())));
    for (const [index, answer] of answers.entries()) {
      expect(answer.status).toBe(200);
      expect(bytes[index]!.equals(bytes[0]!)).toBe(true);
      expect([...answer.headers.keys()].sort()).toEqual([...answers[0]!.headers.keys()].sort());
    }
    expect(bytes[0]!.toString()).toBe('{"items":[],"more":false}');
    // Controls: inside the service it opens, and what is shown opens for diffusion too
    expect(await idsOf(await behind(at(feminine)))).toEqual(women);
    expect((await idsOf(await behind({ mode: 'diffusion' }))).length).toBe(17);
  });

  test('of what nobody diffused: none; of what is wrongly asked: where', async () => {
    const never = { period: { from: '2025-02-01', to: '2025-12-31' } };
    expect(await idsOf(await behind({ ...never, mode: 'diffusion' }))).toEqual([]);
    expect((await idsOf(await behind(never))).length).toBe(17);
    const wrong: [object, string][] = [
      [{ at: [{ dimension: 'month', code: null }] }, '/at/0/dimension'],
      [{ at: [...at(feminine).at, ...at(masculine).at] }, '/at/1/dimension'],
      [{ measure: 2 }, '/measure'],
      [{ back: 1 }, '/back'],
      [{ definition: {} }, '/reportCode'],
      [{ definition: { ...definition, reportCode: 'A08' } }, '/reportCode'],
    ];
    for (const [more, pointer] of wrong) {
      const problem = await expectJson<{ errors: { pointer: string }[] }>(await behind(more), 422);
      expect(problem.errors.map((error) => error.pointer)).toContain(pointer);
    }
    expect((await behind({ definition: { reportCode: 'A99' } })).status).toBe(404);
    expect((await behind({}, await tenant.staff('SECRETARY'))).status).toBe(403);
  });
});
