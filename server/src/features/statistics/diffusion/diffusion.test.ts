import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../../testing/tenant.ts';
import { tenant as tenantTable } from '../../organisation/organisation.table.ts';
import type { Table } from '../statistics.schema.ts';
import { publication } from './publication.table.ts';
import { housing, settle, sexes, times } from './town.testkit.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

const period = { from: '2025-01-01', to: '2025-12-31' };
const people = {
  measures: [{ kind: 'count', of: 'people' }],
  filters: ['activeInPeriod'],
  period,
  mode: 'diffusion',
} as const;

/** A tenant of its own, whose kept diffusions are those of one test. */
async function town() {
  const tenant = await TestTenant.create(running.database);
  const north = await tenant.unit('Nord');
  const south = await tenant.unit('Sud');
  const manager = await tenant.staff('TEAM_MANAGER');
  const post = (path: string, body: unknown, by: TestStaff = manager) =>
    call(running.app, by.token, path, { method: 'POST', body });
  const ask = (body: unknown, by?: TestStaff) => post('/v1/statistics/query', body, by);
  return {
    tenant,
    north,
    south,
    manager,
    post,
    ask,
    answered: async (body: unknown, by?: TestStaff) => expectJson<Table>(await ask(body, by), 200),
    refused: async (body: unknown, by?: TestStaff) =>
      expectJson<{ type: string; reason: string; detail: string; publicationIds: string[] }>(
        await ask(body, by),
        409,
      ),
    kept: () =>
      running.database.withTenant(tenant.id, [tenant.root], (tx) =>
        tx.select().from(publication).where(eq(publication.tenantId, tenant.id)),
      ),
  };
}
type Kept = typeof publication.$inferSelect;
const seen = (unitId: string, on: string, more: object = {}) => ({ unitId, seenOn: [on], ...more });

/** Each figure by its codes: a number, null, or « masked ». */
const byCodes = ({ axes, cells }: Table, measure = 0) =>
  Object.fromEntries(
    cells.map(({ at, values }) => [
      at.map((rank, axis) => (rank === null ? '*' : (axes[axis]!.items[rank]!.code ?? '?'))).join('|'),
      values[measure]!.masked ? 'masked' : values[measure]!.value,
    ]),
  );

describe('what is given for diffusion', () => {
  test('masks a few, and another that would give them back; inside the service all is told', async () => {
    const { tenant, answered } = await town();
    await settle(running, tenant, [
      ...times(4, () => seen(tenant.root, '2025-03-03', { sex: sexes[0] })),
      ...times(26, () => seen(tenant.root, '2025-03-03', { sex: sexes[1] })),
      ...times(30, () => seen(tenant.root, '2025-03-03')),
    ]);
    const asked = { ...people, dimensions: ['sex'] };
    const table = await answered(asked);
    expect(table).toMatchObject({ mode: 'diffusion', threshold: 11 });
    expect(byCodes(table)).toEqual({ '*': 60, '?': 30, [sexes[0]!]: 'masked', [sexes[1]!]: 'masked' });
    const hidden = { value: null, share: null, excluded: 0, masked: true };
    expect(table.cells.flatMap(({ values }) => values.filter(({ masked }) => masked))).toEqual([
      hidden,
      hidden,
    ]);
    // Control: it is the mode that masks
    const inside = await answered({ ...asked, mode: 'internal' });
    expect(inside).toMatchObject({ mode: 'internal', threshold: null, publicationId: null });
    expect(byCodes(inside)).toEqual({ '*': 60, '?': 30, [sexes[0]!]: 4, [sexes[1]!]: 26 });
  });

  test('follows the threshold of the tenant', async () => {
    const towns = await Promise.all([town(), town()]);
    for (const { tenant } of towns)
      await settle(running, tenant, [
        ...times(14, () => seen(tenant.root, '2025-03-03', { sex: sexes[0] })),
        ...times(40, () => seen(tenant.root, '2025-03-03', { sex: sexes[1] })),
        ...times(30, () => seen(tenant.root, '2025-03-03')),
      ]);
    const [usual, strict] = towns;
    await running.database.withTenant(strict.tenant.id, [strict.tenant.root], (tx) =>
      tx
        .update(tenantTable)
        .set({ disclosureThreshold: 20 })
        .where(eq(tenantTable.tenantId, strict.tenant.id)),
    );
    const asked = { ...people, dimensions: ['sex'] };
    expect(byCodes(await usual.answered(asked))[sexes[0]!]).toBe(14);
    const table = await strict.answered(asked);
    expect(table.threshold).toBe(20);
    expect(byCodes(table)[sexes[0]!]).toBe('masked');
  });

  test('masks the years beside the period each for itself', async () => {
    const { tenant, answered } = await town();
    await settle(running, tenant, [
      ...times(40, () => seen(tenant.root, '2025-03-03', { sex: sexes[0] })),
      ...times(30, () => seen(tenant.root, '2025-03-03', { sex: sexes[1] })),
      ...times(40, () => seen(tenant.root, '2024-03-03', { sex: sexes[0] })),
      ...times(3, () => seen(tenant.root, '2024-03-03', { sex: sexes[1] })),
      ...times(20, () => seen(tenant.root, '2024-03-03')),
    ]);
    const { axes, cells } = await answered({ ...people, dimensions: ['sex'], compare: 1 });
    const of = (code: string | null) =>
      cells.find(({ at }) => at[0] === axes[0]!.items.findIndex((item) => item.code === code))!;
    expect(of(sexes[1]!).values[0]).toMatchObject({ value: 30, masked: false });
    expect(of(sexes[1]!).before[0]![0]).toMatchObject({ value: null, masked: true });
    expect(of(null).before[0]![0]).toMatchObject({ value: null, masked: true });
    expect(of(sexes[0]!).before[0]![0]).toMatchObject({ value: 40, masked: false });
  });

  test('gives no rate of too few, no share of a masked whole, no rank of what is masked', async () => {
    const { tenant, answered } = await town();
    const home = (count: number, unstable: number) =>
      times(count, (index) =>
        seen(tenant.root, '2025-03-03', { values: { housingStatus: housing[index < unstable ? 1 : 0]! } }),
      );
    await settle(running, tenant, home(60, 5));
    const share = await answered({
      ...people,
      measures: [
        {
          kind: 'rate',
          of: 'people',
          numerator: { of: 'people', filters: ['activeInPeriod', 'unstableHousing'] },
          denominator: { of: 'people', filters: ['activeInPeriod'] },
        },
      ],
    });
    expect(byCodes(share)).toEqual({ '': 'masked' });
    const ranking = await answered({ ...people, dimensions: ['housingStatus'], top: 3 });
    expect(ranking.axes[0]!.items.map(({ code }) => code)).not.toContain(housing[1]);
    const few = await town();
    await settle(
      running,
      few.tenant,
      times(6, () => seen(few.tenant.root, '2025-03-03', { sex: sexes[0] })),
    );
    const small = await few.answered({ ...people, dimensions: ['sex'] });
    expect(small.cells.every(({ values }) => values[0]!.masked && values[0]!.share === null)).toBe(true);
  });
});

describe('what was given before', () => {
  test('is given again, and kept once, when nothing changed; by whoever asks', async () => {
    const { tenant, answered, kept } = await town();
    const colleague = await tenant.staff('SOCIAL_WORKER');
    await settle(
      running,
      tenant,
      times(30, () => seen(tenant.root, '2025-03-03', { sex: sexes[0] })),
    );
    const asked = { ...people, dimensions: ['sex'] };
    const first = await answered(asked);
    const again = await answered({ ...asked, only: [] }, colleague);
    expect({ ...again, asOf: '' }).toEqual({ ...first, asOf: '' });
    expect((await kept()).map(({ id }) => id)).toEqual([first.publicationId]);
  });

  test('refuses what would isolate somebody beside it: the reason, its title and its day, no figure', async () => {
    const { tenant, north, south, answered, refused, kept } = await town();
    await settle(running, tenant, [
      ...times(40, () => seen(north, '2025-03-03')),
      ...times(7, () => seen(south, '2025-03-03')),
    ]);
    const whole = await answered({ ...people, unitIds: [north, south] });
    const problem = await refused({ ...people, unitIds: [north] });
    expect(problem).toMatchObject({ reason: 'difference', publicationIds: [whole.publicationId] });
    expect(problem.detail).toContain('«\u00a0Bénéficiaires\u00a0»');
    expect(problem.detail).toContain(String(new Date().getFullYear()));
    expect(problem.detail).not.toMatch(/\b(40|47|7)\b/);
    expect(await kept()).toHaveLength(1);
    // Whoever asks, even who holds nothing of what was given before
    const neighbour = await tenant.staff('SOCIAL_WORKER', { unitId: north });
    expect((await refused({ ...people }, neighbour)).reason).toBe('difference');
    // Control: alone, it is given
    const alone = await town();
    await settle(
      running,
      alone.tenant,
      times(40, () => seen(alone.north, '2025-03-03')),
    );
    await alone.answered({ ...people, unitIds: [alone.north] });
  });

  test('refuses three that isolate a unit together, in whatever order', async () => {
    const { tenant, north, south, answered, refused } = await town();
    await settle(running, tenant, [
      ...times(40, () => seen(north, '2025-03-03')),
      ...times(30, () => seen(south, '2025-03-03')),
      ...times(5, () => seen(tenant.root, '2025-03-03')),
    ]);
    await answered({ ...people, unitIds: [north] });
    await answered({ ...people, unitIds: [south] });
    expect(await refused({ ...people })).toMatchObject({ reason: 'remainder' });
  });

  test('is what others in the service may list, where they hold all of its units', async () => {
    const { tenant, north, south, answered, manager } = await town();
    await settle(running, tenant, [
      ...times(40, () => seen(north, '2025-03-03')),
      ...times(30, () => seen(south, '2025-03-03')),
    ]);
    const both = await answered({ ...people, unitIds: [north, south] });
    const one = await answered({ ...people, unitIds: [north] });
    const listed = async (by: TestStaff) =>
      (
        await expectJson<{ items: { id: string; title: string; masked: number }[] }>(
          await call(running.app, by.token, '/v1/statistics/publications'),
          200,
        )
      ).items;
    expect((await listed(manager)).map(({ id }) => id)).toEqual([one.publicationId, both.publicationId]);
    const neighbour = await tenant.staff('SOCIAL_WORKER', { unitId: north });
    expect((await listed(neighbour)).map(({ id }) => id)).toEqual([one.publicationId]);
    const stranger = await TestTenant.create(running.database);
    expect(await listed(await stranger.staff('TEAM_MANAGER'))).toEqual([]);
    expect(
      (await call(running.app, (await tenant.staff('SECRETARY')).token, '/v1/statistics/publications'))
        .status,
    ).toBe(403);
  });

  test('is sealed: no figure can be read in its row', async () => {
    const { tenant, answered, kept } = await town();
    await settle(
      running,
      tenant,
      times(37, () => seen(tenant.root, '2025-03-03')),
    );
    await answered({ ...people });
    const [{ content, digest, maskedCount, question }] = (await kept()) as [Kept];
    expect(maskedCount).toBe(0);
    expect(JSON.stringify(question)).not.toContain('37');
    expect(Buffer.from(content).includes('"key"')).toBe(false);
    expect(content.length).toBeGreaterThan(100);
    expect(digest.length).toBe(32);
  });
});

describe('two at once', () => {
  test('that would isolate somebody together: one is given, the other refused', async () => {
    const { tenant, north, south, ask, kept } = await town();
    await settle(running, tenant, [
      ...times(40, () => seen(north, '2025-03-03')),
      ...times(7, () => seen(south, '2025-03-03')),
    ]);
    const answers = await Promise.all([
      ask({ ...people, unitIds: [north, south] }),
      ask({ ...people, unitIds: [north] }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await kept()).toHaveLength(1);
  });

  test('twelve of the same question are one diffusion', async () => {
    const { tenant, ask, kept } = await town();
    await settle(
      running,
      tenant,
      times(40, (index) => seen(tenant.root, '2025-03-03', { sex: sexes[index % 2] })),
    );
    const answers = await Promise.all(times(12, () => ask({ ...people, dimensions: ['sex'] })));
    expect(answers.map(({ status }) => status)).toEqual(times(12, () => 200));
    const ids = await Promise.all(
      answers.map(async (answer) => ((await answer.json()) as Table).publicationId),
    );
    expect(new Set(ids).size).toBe(1);
    expect(await kept()).toHaveLength(1);
  });
});
