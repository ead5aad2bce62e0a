import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import type { CalendarLevel } from './calendar-policy.table.ts';
import { calendarFeed } from './feed.table.ts';

export type FeedRow = typeof calendarFeed.$inferSelect;

const own = ({ actor }: Context) =>
  and(eq(calendarFeed.tenantId, actor.tenantId), eq(calendarFeed.staffId, actor.staffId));

/** The link of who acts, while it serves. */
export async function feedOf(ctx: Context): Promise<FeedRow | undefined> {
  const [row] = await ctx.tx
    .select()
    .from(calendarFeed)
    .where(and(own(ctx), isNull(calendarFeed.revokedAt)));
  return row;
}

/** Puts a new link in the place of the former. */
export async function putFeed(ctx: Context, digest: string, level: CalendarLevel): Promise<FeedRow> {
  const fresh = { digest, level, levelAt: ctx.now, createdAt: ctx.now, lastReadDay: null, revokedAt: null };
  const [row] = await ctx.tx
    .insert(calendarFeed)
    .values({ tenantId: ctx.actor.tenantId, staffId: ctx.actor.staffId, ...fresh })
    .onConflictDoUpdate({
      target: [calendarFeed.tenantId, calendarFeed.staffId],
      set: { ...fresh, version: sql`${calendarFeed.version} + 1` },
    })
    .returning();
  return row!;
}

/** Changes how much the link tells, at the version one read; gives nothing when it was another. */
export const setLevel = (ctx: Context, version: number, level: CalendarLevel): Promise<FeedRow[]> =>
  ctx.tx
    .update(calendarFeed)
    .set({ level, levelAt: ctx.now, version: version + 1 })
    .where(and(own(ctx), isNull(calendarFeed.revokedAt), eq(calendarFeed.version, version)))
    .returning();

export async function endFeed(ctx: Context): Promise<boolean> {
  const rows = await ctx.tx
    .update(calendarFeed)
    .set({ revokedAt: ctx.now, version: sql`${calendarFeed.version} + 1` })
    .where(and(own(ctx), isNull(calendarFeed.revokedAt)))
    .returning({ version: calendarFeed.version });
  return rows.length > 0;
}

/** Keeps that the link was read on a local day; gives whether it is the first time that day. Two at once: one is. */
export async function readOn(ctx: Context, day: string): Promise<boolean> {
  const rows = await ctx.tx
    .update(calendarFeed)
    .set({ lastReadDay: day })
    .where(and(own(ctx), or(isNull(calendarFeed.lastReadDay), lt(calendarFeed.lastReadDay, day))))
    .returning({ day: calendarFeed.lastReadDay });
  return rows.length > 0;
}
