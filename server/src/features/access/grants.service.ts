import { and, between, eq, gt, isNull, or } from 'drizzle-orm';
import type { Context, Tx } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { recordedOnly } from '../../http/problem.ts';
import { accessGrant } from './access.table.ts';
import { accessSession } from './session.table.ts';
import type { Role } from './rights.ts';

export interface NewGrant {
  readonly staffId: string;
  readonly role: Role;
  readonly unitId?: string | undefined;
  readonly fileId?: string | undefined;
  readonly withSubtree?: boolean | undefined;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  readonly reason: string;
}

/** Writes a right; whoever calls has checked that it may be given. */
export async function grantAccess(ctx: Context, grant: NewGrant): Promise<string> {
  const id = newId();
  await ctx.tx.insert(accessGrant).values({
    tenantId: ctx.actor.tenantId,
    id,
    staffId: grant.staffId,
    role: grant.role,
    kind: 'REGULAR',
    unitId: grant.unitId ?? null,
    fileId: grant.fileId ?? null,
    withSubtree: grant.withSubtree ?? true,
    validFrom: grant.validFrom,
    validUntil: grant.validUntil,
    reason: grant.reason,
    grantedBy: ctx.actor.staffId,
    grantedAt: ctx.now,
  });
  return id;
}

/** The right of the first administrator of a tenant, whom nobody could have granted it. */
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
    reason,
    grantedAt: now,
  });
}

/** Ends a right now; false when there is none to end. */
export async function revokeAccess(ctx: Context, grantId: string): Promise<boolean> {
  const ended = await ctx.tx
    .update(accessGrant)
    .set({ revokedAt: ctx.now })
    .where(
      and(
        eq(accessGrant.tenantId, ctx.actor.tenantId),
        eq(accessGrant.id, grantId),
        isNull(accessGrant.revokedAt),
      ),
    )
    .returning({ id: accessGrant.id });
  return ended.length === 1;
}

/** Ends every right of a person now, those to come included; gives how many. */
export async function endAccess(ctx: Context, staffId: string): Promise<number> {
  const ended = await ctx.tx
    .update(accessGrant)
    .set({ revokedAt: ctx.now })
    .where(
      and(
        eq(accessGrant.tenantId, ctx.actor.tenantId),
        eq(accessGrant.staffId, staffId),
        isNull(accessGrant.revokedAt),
        or(isNull(accessGrant.validUntil), gt(accessGrant.validUntil, ctx.now)),
      ),
    )
    .returning({ id: accessGrant.id });
  return ended.length;
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
