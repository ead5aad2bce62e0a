import { and, between, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm';
import type { Context, Tx } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { recordedOnly } from '../../http/problem.ts';
import { accessGrant, type GrantKind } from './access.table.ts';
import { accessSession } from './session.table.ts';
import type { ProgramScope, Role } from './rights.ts';

export interface NewGrant {
  readonly staffId: string;
  readonly role: Role | ProgramScope;
  readonly kind?: GrantKind;
  readonly unitId?: string | undefined;
  readonly fileId?: string | undefined;
  readonly withSubtree?: boolean | undefined;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  readonly onBehalfOf?: string;
  readonly reason: string;
}

/** A year later: the same day, at the same time. */
export function yearAfter(moment: Date): Date {
  const later = new Date(moment);
  later.setUTCFullYear(later.getUTCFullYear() + 1);
  return later;
}

/** A right that lasts is reviewed within a year of being given, or of its last review: else it ends. */
function lasting(planned: Date | null, from: Date) {
  const reviewBy = yearAfter(from);
  const ends = planned !== null && planned <= reviewBy;
  return {
    plannedUntil: planned,
    reviewBy: ends ? null : reviewBy,
    validUntil: ends ? planned : reviewBy,
  };
}

/** Writes a right; whoever calls has checked that it may be given. */
export async function grantAccess(ctx: Context, grant: NewGrant): Promise<string> {
  const id = newId();
  await ctx.tx.insert(accessGrant).values({
    tenantId: ctx.actor.tenantId,
    id,
    staffId: grant.staffId,
    role: grant.role,
    kind: grant.kind ?? 'REGULAR',
    unitId: grant.unitId ?? null,
    fileId: grant.fileId ?? null,
    withSubtree: grant.withSubtree ?? true,
    validFrom: grant.validFrom,
    ...lasting(grant.validUntil, grant.validFrom > ctx.now ? grant.validFrom : ctx.now),
    onBehalfOf: grant.onBehalfOf ?? null,
    reason: grant.reason,
    grantedBy: ctx.actor.staffId,
    grantedAt: ctx.now,
  });
  return id;
}

/** The right of an administrator whom nobody in the tenant could have granted it. */
export async function grantAdministration(
  tx: Tx,
  { tenantId, staffId, now, reason }: { tenantId: string; staffId: string; now: Date; reason: string },
): Promise<void> {
  await tx.insert(accessGrant).values({
    tenantId,
    id: newId(),
    staffId,
    role: 'ADMINISTRATOR' satisfies Role,
    kind: 'REGULAR',
    validFrom: now,
    ...lasting(null, now),
    reason,
    grantedAt: now,
  });
}

/** Says that rights are still wanted: each lasts a year more, or until its planned end. Gives how many. */
export async function confirmGrants(ctx: Context, ids: readonly string[]): Promise<number> {
  const { tenantId, staffId } = ctx.actor;
  const rows = await ctx.tx
    .select({ id: accessGrant.id, plannedUntil: accessGrant.plannedUntil })
    .from(accessGrant)
    .where(and(eq(accessGrant.tenantId, tenantId), inArray(accessGrant.id, [...ids])));
  for (const { id, plannedUntil } of rows)
    await ctx.tx
      .update(accessGrant)
      .set({ ...lasting(plannedUntil, ctx.now), reviewedBy: staffId })
      .where(and(eq(accessGrant.tenantId, tenantId), eq(accessGrant.id, id)));
  return rows.length;
}

const live = (ctx: Context) =>
  and(
    eq(accessGrant.tenantId, ctx.actor.tenantId),
    isNull(accessGrant.revokedAt),
    or(isNull(accessGrant.validUntil), gt(accessGrant.validUntil, ctx.now)),
  );

/** Ends a right now, and with it those that stand in for it; false when there is none to end. */
export async function revokeAccess(ctx: Context, grantId: string): Promise<boolean> {
  const [ended] = await ctx.tx
    .update(accessGrant)
    .set({ revokedAt: ctx.now })
    .where(
      and(
        eq(accessGrant.tenantId, ctx.actor.tenantId),
        eq(accessGrant.id, grantId),
        isNull(accessGrant.revokedAt),
      ),
    )
    .returning({
      staffId: accessGrant.staffId,
      role: accessGrant.role,
      unitId: accessGrant.unitId,
      fileId: accessGrant.fileId,
    });
  if (!ended) return false;
  await ctx.tx
    .update(accessGrant)
    .set({ revokedAt: ctx.now })
    .where(
      and(
        live(ctx),
        eq(accessGrant.onBehalfOf, ended.staffId),
        eq(accessGrant.role, ended.role),
        ended.unitId === null ? isNull(accessGrant.unitId) : eq(accessGrant.unitId, ended.unitId),
        ended.fileId === null ? isNull(accessGrant.fileId) : eq(accessGrant.fileId, ended.fileId),
      ),
    );
  return true;
}

/**
 * Ends every right of a person now, or those of some roles, those to come included, and those that stand in for them;
 * gives how many.
 */
export async function endAccess(ctx: Context, staffId: string, roles?: readonly string[]): Promise<number> {
  const ended = await ctx.tx
    .update(accessGrant)
    .set({ revokedAt: ctx.now })
    .where(
      and(
        live(ctx),
        or(eq(accessGrant.staffId, staffId), eq(accessGrant.onBehalfOf, staffId)),
        roles && inArray(accessGrant.role, [...roles]),
      ),
    )
    .returning({ staffId: accessGrant.staffId });
  return ended.filter((one) => one.staffId === staffId).length;
}

/** Ends every session of a person now. */
export async function endSessions(ctx: Context, staffId: string): Promise<void> {
  await ctx.tx
    .update(accessSession)
    .set({ revokedAt: ctx.now })
    .where(
      and(
        eq(accessSession.tenantId, ctx.actor.tenantId),
        eq(accessSession.staffId, staffId),
        isNull(accessSession.revokedAt),
      ),
    );
  // Open streams close at once
  ctx.published += 1;
}

/** Refuses whoever lost a right since a moment: what was said then may be beyond reach now. */
export async function requireRightsSince({ tx, actor, now }: Context, since: Date): Promise<void> {
  const ended = await tx
    .select({ id: accessGrant.id })
    .from(accessGrant)
    .where(
      and(
        eq(accessGrant.tenantId, actor.tenantId),
        eq(accessGrant.staffId, actor.staffId),
        or(gt(accessGrant.revokedAt, since), between(accessGrant.validUntil, since, now)),
      ),
    )
    .limit(1);
  if (ended.length > 0) throw recordedOnly('forbidden');
}

/** Members, present, who hold a role of the whole tenant now. */
export async function holdersOf(tx: Tx, tenantId: string, role: Role, now: Date): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ staffId: accessGrant.staffId })
    .from(accessGrant)
    .where(
      and(
        eq(accessGrant.tenantId, tenantId),
        eq(accessGrant.role, role),
        isNull(accessGrant.revokedAt),
        lte(accessGrant.validFrom, now),
        or(isNull(accessGrant.validUntil), gt(accessGrant.validUntil, now)),
      ),
    );
  return rows.map(({ staffId }) => staffId);
}

/** How many files a person opened in an emergency since a moment. */
export async function emergenciesSince(ctx: Context, since: Date): Promise<number> {
  const rows = await ctx.tx
    .select({ id: accessGrant.id })
    .from(accessGrant)
    .where(
      and(
        eq(accessGrant.tenantId, ctx.actor.tenantId),
        eq(accessGrant.staffId, ctx.actor.staffId),
        eq(accessGrant.kind, 'EMERGENCY'),
        gt(accessGrant.grantedAt, since),
      ),
    );
  return rows.length;
}
