import type { Database } from '../../server/src/db/database.ts';
import { rebuildFacts } from '../../server/src/features/statistics/facts.service.ts';
import type { Table } from '../../server/src/features/statistics/statistics.schema.ts';
import { call, expectJson, type TestApp } from '../../server/src/testing/app.ts';
import { TestTenant } from '../../server/src/testing/tenant.ts';
import type { Compared } from './recount.ts';
import type { RecountTenant } from './tenants.ts';

export interface Asked {
  readonly from: string;
  readonly to: string;
  readonly unitIds?: readonly string[];
  readonly compare?: 0 | 1 | 2;
}

/** The product as the team manager of a whole tenant uses it. */
export interface Product {
  /** A report: its table, then that of each year before. */
  run(id: string, asked: Asked): Promise<Compared[]>;
  /** A question asked freely. */
  query(body: object): Promise<Response>;
}

/** Makes the facts of a tenant as the product does, then gives somebody the statistics of all its units. */
export async function openProduct(
  running: TestApp,
  { tenantId, tops }: Pick<RecountTenant, 'tenantId' | 'tops'>,
): Promise<Product> {
  await rebuildFacts(running.database, tenantId);
  const token = await manager(running.database, tenantId, tops);
  return {
    query: (body) => call(running.app, token, '/v1/statistics/query', { method: 'POST', body }),
    async run(id, { from, to, unitIds, compare = 0 }) {
      const table = await expectJson<Table>(
        await call(running.app, token, `/v1/reports/${id}/run`, {
          method: 'POST',
          body: { period: { from, to }, compare, ...(unitIds ? { unitIds } : {}) },
        }),
        200,
      );
      return Array.from({ length: compare + 1 }, (_, back) => compared(table, back));
    },
  };
}

async function manager(database: Database, tenantId: string, tops: readonly string[]): Promise<string> {
  const tenant = TestTenant.standing(database, tenantId, tops[0]!);
  const { id, token } = await tenant.staff('TEAM_MANAGER');
  for (const unitId of tops.slice(1)) await tenant.grant(id, 'TEAM_MANAGER', { unitId });
  return token;
}

/** Values that are none: « Sans sous-entité » and « Sans réponse » are null in a recount. */
const none = new Set(['direct', 'unanswered']);

/** A table of the product in the shape of a recount; of a year before, dated as that year was. */
export function compared({ axes, cells }: Table, back: number): Compared {
  const codeAt = (axis: number, rank: number): string | null => {
    const { dimension, items } = axes[axis]!;
    const { code } = items[rank]!;
    if (code === null || none.has(code)) return null;
    if (dimension.code !== 'month' && dimension.code !== 'year') return code;
    return `${Number(code.slice(0, 4)) - back}${code.slice(4)}`;
  };
  const told = cells.map(({ at, values, before }) => ({
    at,
    values: (back === 0 ? values : before[back - 1]!).map(({ value }) => value),
  }));
  return {
    rows: told
      .filter(({ at }) => !at.includes(null))
      .map(({ at, values }) => ({ keys: at.map((rank, axis) => codeAt(axis, rank!)), values })),
    total: told.find(({ at }) => at.every((rank) => rank === null))!.values,
  };
}
