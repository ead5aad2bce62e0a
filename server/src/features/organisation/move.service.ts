import { and, eq } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { requireUpdated, requireVersion } from '../../http/etag.ts';
import { invalid, notFound, Problem } from '../../http/problem.ts';
import { requireMay } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import * as store from './organisation.store.ts';
import { orgUnit } from './organisation.table.ts';
import { sightChanges, type Sight } from './sight.ts';
import { unitShown } from './team.service.ts';

/** Who would gain and who would lose sight of a unit and its subtree, were it moved. */
export async function previewMove(ctx: Context, unitId: string, parentId: string | null) {
  requireMay(ctx, 'changeOrganisation');
  const unit = await store.unitById(ctx, unitId);
  if (!unit) throw notFound();
  const above = parentId === null ? [] : await store.lineOf(ctx, parentId);
  if (parentId !== null && above.length === 0) throw invalid('/parentId', "Cette entité n'existe pas.");
  if (above.includes(unitId))
    throw invalid('/parentId', 'Une entité ne peut pas être placée dans sa propre descendance.');
  const team = (await store.staff(ctx)).filter(({ leftAt }) => leftAt === null);
  const names = new Map(team.map((row) => [row.id, row.displayName]));
  const grants = (await store.grants(ctx)).filter(({ staffId }) => names.has(staffId));
  const { gain, lose, coming } = sightChanges(await store.units(ctx), grants, unitId, parentId, ctx.now);
  const named = (all: readonly Sight[]) =>
    all.map(({ staffId, role }) => ({ staffId, displayName: names.get(staffId) ?? '', role }));
  return {
    gain: named(gain),
    lose: named(lose),
    coming: { gain: named(coming.gain), lose: named(coming.lose) },
  };
}

/** Moves a unit with its subtree. */
export async function moveUnit(ctx: Context, unitId: string, version: number, parentId: string | null) {
  const effect = await previewMove(ctx, unitId, parentId);
  const gains = [...effect.gain, ...effect.coming.gain];
  if (gains.some(({ staffId }) => staffId === ctx.actor.staffId))
    throw new Problem(
      'forbidden',
      'Ce déplacement vous donnerait un droit : demandez-le à un autre administrateur.',
    );
  const unit = (await store.unitById(ctx, unitId))!;
  requireVersion(unit.version, version);
  const moved = await ctx.tx
    .update(orgUnit)
    .set({ parentId, version: version + 1 })
    .where(
      and(eq(orgUnit.tenantId, ctx.actor.tenantId), eq(orgUnit.id, unitId), eq(orgUnit.version, version)),
    )
    .returning({ id: orgUnit.id });
  requireUpdated(moved);
  await audit(ctx, 'organisation.changed', {
    unitId,
    facts: { moved: true, gain: effect.gain.length, lose: effect.lose.length },
  });
  return unitShown(ctx, unitId);
}
