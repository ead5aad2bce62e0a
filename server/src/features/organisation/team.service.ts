import { and, eq } from 'drizzle-orm';
import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { requireUpdated, requireVersion } from '../../http/etag.ts';
import { given } from '../../http/patch.ts';
import { invalid, notFound, Problem } from '../../http/problem.ts';
import { grantAccess, holdersOf, revokeAccess } from '../access/grants.service.ts';
import { inform } from '../access/notice.service.ts';
import { decisionsOf } from '../access/recorded.service.ts';
import { type Role, ableTo, opensFiles, requireMay } from '../access/roles.service.ts';
import { supportRequestsOf } from '../access/support.service.ts';
import { audit } from '../audit/audit.service.ts';
import { hasOwnHoliday } from './holidays.service.ts';
import type { grantInput, unitInput, unitPatch } from './organisation.schema.ts';
import * as store from './organisation.store.ts';
import { markTenant } from '../statistics/due.service.ts';
import { orgUnit } from './organisation.table.ts';
import { historyOf, keepParameters } from './parameters.service.ts';
import { shownStaff } from './staff.service.ts';
import { readThresholds } from './thresholds.service.ts';

/** Units, team and grants of the tenant, for its administrator and its DPO. */
export async function readOrganisation(ctx: Context) {
  requireMay(ctx, 'readOrganisation');
  const [units, staff, grants] = [await store.units(ctx), await store.staff(ctx), await store.grants(ctx)];
  const history = await historyOf(ctx);
  return {
    thresholds: await readThresholds(ctx),
    units: units.map((row) => shownUnit(row, history.get(row.id))),
    staff: staff.map((row) => shownStaff(ctx, row)),
    grants: grants.map(shownGrant),
    supportRequests: await supportRequestsOf(ctx),
    decisions: await decisionsOf(ctx),
    can: ableTo(
      ctx,
      'changeOrganisation',
      'manageTeam',
      'grantAccess',
      'reviewAccess',
      'handOver',
      'answerSupport',
      'recordDecision',
    ),
  };
}

const shownUnit = (
  row: typeof orgUnit.$inferSelect,
  history: readonly { name: string; since: string; value: number | null }[] = [],
) => ({
  id: row.id,
  parentId: row.parentId,
  name: row.name,
  kind: row.kind,
  closed: row.closedAt !== null,
  headcount: row.headcount,
  fullTimeEquivalent: row.fullTimeEquivalent === null ? null : Number(row.fullTimeEquivalent),
  contractedMinutes: row.contractedMinutes,
  inactivityDays: row.inactivityDays,
  alsaceMoselle: row.alsaceMoselle,
  goodFriday: row.goodFriday,
  overseasTerritory: row.overseasTerritory,
  history: history.map(({ name, since, value }) => ({ name, since, value })),
  version: row.version,
});
export const shownGrant = (row: Awaited<ReturnType<typeof store.grants>>[number]) => ({
  id: row.id,
  staffId: row.staffId,
  role: row.role,
  kind: row.kind,
  unitId: row.unitId,
  withSubtree: row.withSubtree,
  fileId: row.fileId,
  validFrom: row.validFrom.toISOString(),
  validUntil:
    row.plannedUntil?.toISOString() ??
    (row.reviewBy === null ? (row.validUntil?.toISOString() ?? null) : null),
  reviewBy: row.reviewBy?.toISOString() ?? null,
  onBehalfOf: row.onBehalfOf,
  reason: row.reason,
  grantedByName: row.grantedByName,
  grantedAt: row.grantedAt.toISOString(),
  reviewedByName: row.reviewedByName,
});

export async function addUnit(ctx: Context, input: z.output<typeof unitInput>) {
  requireMay(ctx, 'changeOrganisation');
  if (input.parentId !== null && !(await store.unitById(ctx, input.parentId)))
    throw invalid('/parentId', "Cette entité n'existe pas.");
  const id = newId();
  await ctx.tx.insert(orgUnit).values({
    tenantId: ctx.actor.tenantId,
    id,
    parentId: input.parentId,
    name: input.name,
    kind: input.kind,
    position: 1000,
  });
  await audit(ctx, 'organisation.changed', { unitId: id, facts: { added: true } });
  return shownUnit((await store.unitById(ctx, id))!);
}

/** A unit with the history of its parameters. */
export const unitShown = async (ctx: Context, unitId: string) =>
  shownUnit((await store.unitById(ctx, unitId))!, (await historyOf(ctx, [unitId])).get(unitId));

/** What delays counted in business days follow. */
const calendarOf = ['alsaceMoselle', 'goodFriday', 'overseasTerritory'] as const;

/** Renames a unit, closes it, or changes what figures and calendars read of it. */
export async function changeUnit(
  ctx: Context,
  unitId: string,
  version: number,
  patch: z.output<typeof unitPatch>,
) {
  requireMay(ctx, 'changeOrganisation');
  const before = await store.unitById(ctx, unitId);
  if (!before) throw notFound();
  requireVersion(before.version, version);
  const { closed, since, headcount, fullTimeEquivalent, contractedMinutes, ...rest } = patch;
  if (rest.overseasTerritory && !hasOwnHoliday(rest.overseasTerritory))
    throw invalid('/overseasTerritory', "Ce territoire n'a pas de jour férié propre.");
  const { fullTimeEquivalent: team, ...counts } = await keepParameters(
    ctx,
    before,
    given({ headcount, fullTimeEquivalent, contractedMinutes }),
    since,
  );
  const changed = await ctx.tx
    .update(orgUnit)
    .set({
      ...given(rest),
      ...counts,
      ...(team === undefined ? {} : { fullTimeEquivalent: team === null ? null : String(team) }),
      ...(closed === undefined ? {} : { closedAt: closed ? ctx.now : null }),
      version: version + 1,
    })
    .where(
      and(eq(orgUnit.tenantId, ctx.actor.tenantId), eq(orgUnit.id, unitId), eq(orgUnit.version, version)),
    )
    .returning({ id: orgUnit.id });
  requireUpdated(changed);
  if (calendarOf.some((name) => rest[name] !== undefined && rest[name] !== before[name]))
    await markTenant(ctx.tx, ctx.actor.tenantId);
  await audit(ctx, 'organisation.changed', { unitId, facts: { fields: Object.keys(patch) } });
  return unitShown(ctx, unitId);
}

/** Gives a dated right, with its reason. Nobody gives himself one. */
export async function addGrant(ctx: Context, input: z.output<typeof grantInput>) {
  requireMay(ctx, 'grantAccess');
  if (input.staffId === ctx.actor.staffId)
    throw new Problem(
      'forbidden',
      'Personne ne s’accorde un droit à soi-même : demandez à un autre administrateur.',
    );
  if (!(await store.staff(ctx)).some((row) => row.id === input.staffId && row.leftAt === null))
    throw invalid('/staffId', "Cette personne n'est pas membre de l'équipe.");
  if (input.unitId && !(await store.unitById(ctx, input.unitId)))
    throw invalid('/unitId', "Cette entité n'existe pas.");
  if (input.fileId && !(await store.isFile(ctx, input.fileId)))
    throw invalid('/fileId', "Ce dossier n'existe pas.");
  const validFrom = input.validFrom === undefined ? ctx.now : new Date(input.validFrom);
  if (input.validUntil && new Date(input.validUntil) <= validFrom)
    throw invalid('/validUntil', 'Le droit doit finir après son début.');
  const id = await grantAccess(ctx, {
    ...input,
    validFrom,
    validUntil: input.validUntil ? new Date(input.validUntil) : null,
  });
  await audit(ctx, 'organisation.changed', {
    recordId: id,
    unitId: input.unitId ?? null,
    facts: { granted: input.role },
  });
  await tellOfAdministrator(ctx, input, id);
  return shownGrant((await store.grants(ctx)).find((row) => row.id === id)!);
}

/** An administrator who comes to open files, or somebody who becomes one: the data protection officer is told. */
async function tellOfAdministrator(
  ctx: Context,
  { staffId, role }: { staffId: string; role: Role },
  grantId: string,
): Promise<void> {
  const { tenantId } = ctx.actor;
  const administrators = await holdersOf(ctx.tx, tenantId, 'ADMINISTRATOR', ctx.now);
  if (role !== 'ADMINISTRATOR' && !(opensFiles(role) && administrators.includes(staffId))) return;
  await inform(ctx, await holdersOf(ctx.tx, tenantId, 'DPO', ctx.now), {
    kind: 'rightGiven',
    aboutStaffId: staffId,
    facts: [role, grantId],
  });
}

/** Ends a right at once: the very next call is refused. */
export async function endGrant(ctx: Context, grantId: string): Promise<void> {
  requireMay(ctx, 'grantAccess');
  if (!(await revokeAccess(ctx, grantId))) throw notFound();
  await audit(ctx, 'organisation.changed', { recordId: grantId, facts: { revoked: true } });
}
