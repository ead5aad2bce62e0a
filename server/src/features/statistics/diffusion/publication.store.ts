import { and, desc, eq, inArray, lt, or, sql } from 'drizzle-orm';
import { uuids, type Context } from '../../../db/database.ts';
import { orgUnit, staffMember } from '../../organisation/organisation.table.ts';
import type { Unit } from './parts.ts';
import { publication } from './publication.table.ts';

export type Row = typeof publication.$inferSelect;
/** What a publication counts, where and when: enough to know which may tell of which. */
export type Extent = Pick<Row, 'id' | 'at' | 'title' | 'countedFrom' | 'periodTo' | 'unitIds' | 'counted'>;

const ofTenant = ({ actor }: Context) => eq(publication.tenantId, actor.tenantId);

/** Two diffusions of a tenant are compared one after the other. */
export async function lockPublications(ctx: Context): Promise<void> {
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(4605, hashtext(${ctx.actor.tenantId}))`);
}

export async function sameAs(ctx: Context, digest: Uint8Array): Promise<Row | undefined> {
  const [row] = await ctx.tx
    .select()
    .from(publication)
    .where(and(ofTenant(ctx), eq(publication.digest, digest)));
  return row;
}

export const extents = (ctx: Context): Promise<Extent[]> =>
  ctx.tx
    .select({
      id: publication.id,
      at: publication.at,
      title: publication.title,
      countedFrom: publication.countedFrom,
      periodTo: publication.periodTo,
      unitIds: publication.unitIds,
      counted: publication.counted,
    })
    .from(publication)
    .where(ofTenant(ctx))
    .orderBy(publication.at, publication.id);

export const contents = (ctx: Context, ids: readonly string[]): Promise<Pick<Row, 'id' | 'content'>[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : ctx.tx
        .select({ id: publication.id, content: publication.content })
        .from(publication)
        .where(and(ofTenant(ctx), inArray(publication.id, [...ids])))
        .orderBy(publication.at, publication.id);

/** Those wholly over these units, latest first. */
export const publicationsWithin = (
  ctx: Context,
  units: readonly string[],
  before: { readonly at: Date; readonly id: string } | undefined,
  limit: number,
) =>
  ctx.tx
    .select({
      id: publication.id,
      at: publication.at,
      staffId: publication.staffId,
      by: staffMember.displayName,
      title: publication.title,
      reportCode: publication.reportCode,
      periodFrom: publication.periodFrom,
      periodTo: publication.periodTo,
      unitIds: publication.unitIds,
      maskedCount: publication.maskedCount,
      threshold: publication.threshold,
    })
    .from(publication)
    .innerJoin(
      staffMember,
      and(eq(staffMember.tenantId, ctx.actor.tenantId), eq(staffMember.id, publication.staffId)),
    )
    .where(
      and(
        ofTenant(ctx),
        sql`${publication.unitIds} <@ ${uuids(units)}`,
        before &&
          or(
            lt(publication.at, before.at),
            and(eq(publication.at, before.at), lt(publication.id, before.id)),
          ),
      ),
    )
    .orderBy(desc(publication.at), desc(publication.id))
    .limit(limit);

/** Every unit of the tenant, of what kind, and the one it is in. */
export const unitTree = (ctx: Context): Promise<Unit[]> =>
  ctx.tx
    .select({ id: orgUnit.id, parentId: orgUnit.parentId, kind: orgUnit.kind })
    .from(orgUnit)
    .where(eq(orgUnit.tenantId, ctx.actor.tenantId));
