import { and, count, desc, eq, lt, sql } from 'drizzle-orm';
import type { Context } from '../../../db/database.ts';
import { requireUpdated } from '../../../http/etag.ts';
import { staffMember } from '../../organisation/organisation.table.ts';
import { savedReport } from './reports.table.ts';

type Row = typeof savedReport.$inferSelect;
export type SavedReportRow = Row & { readonly authorName: string };

const one = ({ actor }: Context, id: string) =>
  and(eq(savedReport.tenantId, actor.tenantId), eq(savedReport.id, id));

const named = (ctx: Context) =>
  ctx.tx
    .select({ row: savedReport, authorName: staffMember.displayName })
    .from(savedReport)
    .innerJoin(
      staffMember,
      and(eq(staffMember.tenantId, ctx.actor.tenantId), eq(staffMember.id, savedReport.staffId)),
    );

/** One's own and those shared where one counts, latest first. */
export async function listed(
  ctx: Context,
  before: string | undefined,
  limit: number,
): Promise<SavedReportRow[]> {
  const rows = await named(ctx)
    .where(
      and(
        eq(savedReport.tenantId, ctx.actor.tenantId),
        before === undefined ? undefined : lt(savedReport.id, before),
      ),
    )
    .orderBy(desc(savedReport.id))
    .limit(limit);
  return rows.map(({ row, authorName }) => ({ ...row, authorName }));
}

export async function byId(ctx: Context, id: string): Promise<SavedReportRow | undefined> {
  const [found] = await named(ctx).where(one(ctx, id));
  return found && { ...found.row, authorName: found.authorName };
}

/** How many somebody made. */
export async function countOwn(ctx: Context): Promise<number> {
  const [row] = await ctx.tx
    .select({ count: count() })
    .from(savedReport)
    .where(and(eq(savedReport.tenantId, ctx.actor.tenantId), eq(savedReport.staffId, ctx.actor.staffId)));
  return row!.count;
}

export async function insert(
  ctx: Context,
  row: Pick<Row, 'id' | 'title' | 'definition' | 'unitId'>,
): Promise<void> {
  const { tenantId, staffId } = ctx.actor;
  await ctx.tx
    .insert(savedReport)
    .values({ tenantId, staffId, ...row, createdAt: ctx.now, changedAt: ctx.now });
}

export async function update(
  ctx: Context,
  id: string,
  version: number,
  change: Partial<Pick<Row, 'title' | 'definition' | 'unitId'>>,
): Promise<void> {
  requireUpdated(
    await ctx.tx
      .update(savedReport)
      .set({ ...change, version: sql`${savedReport.version} + 1`, changedAt: ctx.now })
      .where(and(one(ctx, id), eq(savedReport.version, version)))
      .returning({ id: savedReport.id }),
  );
}

export async function remove(ctx: Context, id: string): Promise<void> {
  await ctx.tx.delete(savedReport).where(one(ctx, id));
}
