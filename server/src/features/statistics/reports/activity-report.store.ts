import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Context } from '../../../db/database.ts';
import { requireUpdated } from '../../../http/etag.ts';
import { job } from '../../../jobs/job.table.ts';
import { orgUnit, staffMember } from '../../organisation/organisation.table.ts';
import { activityReport, frozenReport } from './reports.table.ts';

type Row = typeof activityReport.$inferSelect;
type Frozen = typeof frozenReport.$inferSelect;
export type ActivityReportRow = Row & {
  readonly authorName: string;
  readonly frozen: Pick<Frozen, 'frozenAt' | 'dataAt' | 'baseId' | 'logoId'> | null;
};

const one = ({ actor }: Context, id: string) =>
  and(eq(activityReport.tenantId, actor.tenantId), eq(activityReport.id, id));

const named = (ctx: Context) =>
  ctx.tx
    .select({
      row: activityReport,
      authorName: staffMember.displayName,
      frozen: {
        frozenAt: frozenReport.frozenAt,
        dataAt: frozenReport.dataAt,
        baseId: frozenReport.baseId,
        logoId: frozenReport.logoId,
      },
    })
    .from(activityReport)
    .innerJoin(
      staffMember,
      and(eq(staffMember.tenantId, ctx.actor.tenantId), eq(staffMember.id, activityReport.staffId)),
    )
    .leftJoin(
      frozenReport,
      and(eq(frozenReport.tenantId, ctx.actor.tenantId), eq(frozenReport.reportId, activityReport.id)),
    );

/** Those of units where one counts, all of them, latest first. */
export async function listed(
  ctx: Context,
  before: string | undefined,
  limit: number,
): Promise<ActivityReportRow[]> {
  const rows = await named(ctx)
    .where(
      and(
        eq(activityReport.tenantId, ctx.actor.tenantId),
        before === undefined ? undefined : lt(activityReport.id, before),
      ),
    )
    .orderBy(desc(activityReport.id))
    .limit(limit);
  return rows.map(({ row, ...more }) => ({ ...row, ...more }));
}

export async function byId(ctx: Context, id: string): Promise<ActivityReportRow | undefined> {
  const [found] = await named(ctx).where(one(ctx, id));
  return found && { ...found.row, authorName: found.authorName, frozen: found.frozen };
}

/** What a report said when it was frozen, to the letter. */
export async function frozenContent(ctx: Context, id: string): Promise<Frozen | undefined> {
  const [found] = await ctx.tx
    .select()
    .from(frozenReport)
    .where(and(eq(frozenReport.tenantId, ctx.actor.tenantId), eq(frozenReport.reportId, id)));
  return found;
}

export async function insert(ctx: Context, row: typeof activityReport.$inferInsert): Promise<void> {
  await ctx.tx.insert(activityReport).values(row);
}

/** One version further, by whoever acts. */
export async function update(ctx: Context, id: string, version: number, change: Partial<Row>): Promise<void> {
  requireUpdated(
    await ctx.tx
      .update(activityReport)
      .set({
        ...change,
        version: sql`${activityReport.version} + 1`,
        changedAt: ctx.now,
        changedBy: ctx.actor.staffId,
      })
      .where(and(one(ctx, id), eq(activityReport.version, version)))
      .returning({ id: activityReport.id }),
  );
}

export async function freeze(ctx: Context, row: Omit<Frozen, 'tenantId' | 'frozenAt' | 'staffId'>) {
  const { tenantId, staffId } = ctx.actor;
  await ctx.tx.insert(frozenReport).values({ tenantId, staffId, frozenAt: ctx.now, ...row });
}

/** Whether who acts has a job under way that freezes it. */
export async function isBeingFrozen(ctx: Context, id: string, kind: string): Promise<boolean> {
  const [found] = await ctx.tx
    .select({ id: job.id })
    .from(job)
    .where(
      and(
        eq(job.tenantId, ctx.actor.tenantId),
        eq(job.subjectId, id),
        eq(job.kind, kind),
        inArray(job.status, ['queued', 'running']),
      ),
    )
    .limit(1);
  return found !== undefined;
}

export async function remove(ctx: Context, id: string): Promise<void> {
  await ctx.tx
    .delete(frozenReport)
    .where(and(eq(frozenReport.tenantId, ctx.actor.tenantId), eq(frozenReport.reportId, id)));
  await ctx.tx.delete(activityReport).where(one(ctx, id));
}

/** Names of units, in the order of names. */
export async function unitNames(ctx: Context, ids: readonly string[]): Promise<string[]> {
  const rows = await ctx.tx
    .select({ name: orgUnit.name })
    .from(orgUnit)
    .where(and(eq(orgUnit.tenantId, ctx.actor.tenantId), inArray(orgUnit.id, [...ids])))
    .orderBy(orgUnit.name, orgUnit.id);
  return rows.map(({ name }) => name);
}

export interface Acts {
  readonly subject: string;
  readonly late: number;
  readonly changed: number;
  readonly voided: number;
}

/** Acts of a period, done for these units, that came, changed or went since a moment. */
export async function actsSince(
  ctx: Context,
  { unitIds, periodFrom, periodTo }: Pick<Row, 'unitIds' | 'periodFrom' | 'periodTo'>,
  since: Date,
): Promise<readonly Acts[]> {
  return ctx.tx.execute<Acts & Record<string, unknown>>(sql`
    select subject, late::int as late, changed::int as changed, voided::int as voided
      from app.acts_since(${ctx.actor.tenantId}::uuid, ${`{${unitIds.join(',')}}`}::uuid[], ${periodFrom}::date,
        ${periodTo}::date, ${since.toISOString()}::timestamptz)`);
}
