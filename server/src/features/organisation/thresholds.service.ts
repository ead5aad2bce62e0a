import { and, eq, sql } from 'drizzle-orm';
import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { requireVersion } from '../../http/etag.ts';
import { invalid, notFound } from '../../http/problem.ts';
import { requireMay } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { dayIn } from './organisation.service.ts';
import type { inactivityInput, thresholdsPatch } from './organisation.schema.ts';
import * as store from './organisation.store.ts';
import { tenant } from './organisation.table.ts';

/** The thresholds of the tenant: figures and lists read them, units may have their own for inactivity. */
export async function readThresholds(ctx: Context) {
  const row = await store.ownTenant(ctx);
  return {
    disclosureThreshold: row.disclosureThreshold,
    inactivityDays: row.inactivityDays,
    version: row.version,
  };
}

/** What is read after does not change under the hand. */
export async function lockThresholds(ctx: Context): Promise<void> {
  await store.ownTenant(ctx, { lock: true });
}

export async function changeThresholds(
  ctx: Context,
  version: number,
  patch: z.output<typeof thresholdsPatch>,
) {
  requireMay(ctx, 'changeOrganisation');
  const before = await store.ownTenant(ctx, { lock: true });
  requireVersion(before.version, version);
  await ctx.tx
    .update(tenant)
    .set({
      disclosureThreshold: patch.disclosureThreshold ?? before.disclosureThreshold,
      inactivityDays: patch.inactivityDays ?? before.inactivityDays,
      version: version + 1,
    })
    .where(and(eq(tenant.tenantId, ctx.actor.tenantId), eq(tenant.id, ctx.actor.tenantId)));
  await audit(ctx, 'configuration.changed', { facts: { thresholds: true, fields: Object.keys(patch) } });
  return readThresholds(ctx);
}

/** How many open files are inactive, and how many would be with another threshold: for one unit, or for all that have none of their own. */
export async function effectOnInactivity(ctx: Context, input: z.output<typeof inactivityInput>) {
  requireMay(ctx, 'changeOrganisation');
  const { inactivityDays: common } = await store.ownTenant(ctx);
  const unit = input.unitId === null ? undefined : await store.unitById(ctx, input.unitId);
  if (input.unitId !== null && !unit) throw notFound();
  if (!unit && input.inactivityDays === null)
    throw invalid('/inactivityDays', 'Indiquez un nombre de jours.');
  const count = async (days: number) => {
    const [row] = await ctx.tx.execute<{ files: number }>(
      sql`select app.inactive_files(${ctx.actor.tenantId}::uuid, ${unit?.id ?? null}::uuid, ${days}::int, ${dayIn(ctx.actor.timeZone, ctx.now)}::date)::int as files`,
    );
    return row?.files ?? 0;
  };
  return {
    now: await count(unit?.inactivityDays ?? common),
    then: await count(input.inactivityDays ?? common),
  };
}
