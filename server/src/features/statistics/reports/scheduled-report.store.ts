import { and, desc, eq, isNull, lt, lte, sql } from 'drizzle-orm';
import type { Context, Tx } from '../../../db/database.ts';
import { requireUpdated } from '../../../http/etag.ts';
import { scheduledReport } from './reports.table.ts';

export type ScheduledRow = typeof scheduledReport.$inferSelect;

const one = (tenantId: string, id: string) =>
  and(eq(scheduledReport.tenantId, tenantId), eq(scheduledReport.id, id));

/** Those of whoever asks, latest first. */
export const listed = (ctx: Context, before: string | undefined, limit: number): Promise<ScheduledRow[]> =>
  ctx.tx
    .select()
    .from(scheduledReport)
    .where(
      and(
        eq(scheduledReport.tenantId, ctx.actor.tenantId),
        before === undefined ? undefined : lt(scheduledReport.id, before),
      ),
    )
    .orderBy(desc(scheduledReport.id))
    .limit(limit);

export async function byId(ctx: Context, id: string): Promise<ScheduledRow | undefined> {
  const [found] = await ctx.tx.select().from(scheduledReport).where(one(ctx.actor.tenantId, id));
  return found;
}

export async function insert(ctx: Context, row: typeof scheduledReport.$inferInsert): Promise<void> {
  await ctx.tx.insert(scheduledReport).values(row);
}

export async function update(
  ctx: Context,
  id: string,
  version: number,
  change: Partial<ScheduledRow>,
): Promise<void> {
  requireUpdated(
    await ctx.tx
      .update(scheduledReport)
      .set({ ...change, version: sql`${scheduledReport.version} + 1` })
      .where(and(one(ctx.actor.tenantId, id), eq(scheduledReport.version, version)))
      .returning({ id: scheduledReport.id }),
  );
}

export async function remove(ctx: Context, id: string): Promise<void> {
  await ctx.tx.delete(scheduledReport).where(one(ctx.actor.tenantId, id));
}

const isDue = (tenantId: string, staffId: string, today: string) =>
  and(
    eq(scheduledReport.tenantId, tenantId),
    eq(scheduledReport.staffId, staffId),
    isNull(scheduledReport.pausedFor),
    lte(scheduledReport.nextOn, today),
  );

/** Those of one person whose day has come. */
export async function due(tx: Tx, tenantId: string, staffId: string, today: string): Promise<string[]> {
  const rows = await tx
    .select({ id: scheduledReport.id })
    .from(scheduledReport)
    .where(isDue(tenantId, staffId, today))
    .orderBy(scheduledReport.nextOn, scheduledReport.id);
  return rows.map(({ id }) => id);
}

/** One whose day has come, held until the end of the transaction; undefined when another makes it, or made it. */
export async function takeDue(ctx: Context, id: string, today: string): Promise<ScheduledRow | undefined> {
  const { tenantId, staffId } = ctx.actor;
  const [found] = await ctx.tx
    .select()
    .from(scheduledReport)
    .where(and(isDue(tenantId, staffId, today), eq(scheduledReport.id, id)))
    .for('update', { skipLocked: true });
  return found;
}
