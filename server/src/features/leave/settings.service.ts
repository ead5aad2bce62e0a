import { and, eq } from 'drizzle-orm';
import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { requireUpdated, requireVersion } from '../../http/etag.ts';
import { notFound } from '../../http/problem.ts';
import { leaveDecidersIn, workUnitsOf } from '../access/reasons.service.ts';
import { may, whereMay } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { kindRules } from './kinds.service.ts';
import type { leaveUnit } from './leave.schema.ts';
import * as store from './leave.store.ts';
import { leaveMinimum } from './leave.table.ts';
import { minimaOf } from './presence.service.ts';

export { setKind } from './kinds.service.ts';

type LeaveUnit = z.output<typeof leaveUnit>;

async function shown(
  ctx: Context,
  units: readonly { readonly id: string; readonly name: string }[],
): Promise<LeaveUnit[]> {
  const own = new Set((await workUnitsOf(ctx, ctx.actor.staffId)).map(({ id }) => id));
  const ids = units.map(({ id }) => id);
  const [minima, deciders] = [await minimaOf(ctx, ids), await leaveDecidersIn(ctx, ids)];
  return units.map(({ id, name }) => ({
    id,
    name,
    own: own.has(id),
    minimum: minima.get(id)?.present ?? 0,
    version: minima.get(id)?.version ?? 0,
    deciders: deciders
      .filter((one) => one.id !== ctx.actor.staffId && one.unitIds.includes(id))
      .map(({ displayName }) => displayName),
    can: { decide: may(ctx, 'decideLeave', { unitId: id }) },
  }));
}

/** The units one works in, those below them and those where one decides. */
async function unitsOf(ctx: Context): Promise<LeaveUnit[]> {
  const own = await workUnitsOf(ctx, ctx.actor.staffId);
  return shown(
    ctx,
    await store.unitsBelow(ctx, [...own.map(({ id }) => id), ...whereMay(ctx, 'decideLeave')]),
  );
}

export async function readSettings(ctx: Context) {
  return {
    kinds: await kindRules(ctx),
    units: await unitsOf(ctx),
    can: { decide: may(ctx, 'decideLeave'), changeKinds: may(ctx, 'changeConfiguration') },
  };
}

/** Says how many must be present in a unit whose leave one decides. */
export async function setMinimum(
  ctx: Context,
  unitId: string,
  version: number,
  present: number,
): Promise<LeaveUnit> {
  const [before] = await shown(ctx, await store.unitsNamed(ctx, [unitId]));
  if (!before?.can.decide) throw notFound();
  requireVersion(before.version, version);
  const row = { tenantId: ctx.actor.tenantId, unitId, present, version: version + 1 };
  requireUpdated(
    version === 0
      ? await ctx.tx
          .insert(leaveMinimum)
          .values(row)
          .onConflictDoNothing()
          .returning({ unitId: leaveMinimum.unitId })
      : await ctx.tx
          .update(leaveMinimum)
          .set(row)
          .where(
            and(
              eq(leaveMinimum.tenantId, row.tenantId),
              eq(leaveMinimum.unitId, unitId),
              eq(leaveMinimum.version, version),
            ),
          )
          .returning({ unitId: leaveMinimum.unitId }),
  );
  await audit(ctx, 'leave.settingsChanged', { unitId, facts: { minimum: present } });
  return { ...before, minimum: present, version: version + 1 };
}
