import { and, asc, eq, gte, lt, ne, or } from 'drizzle-orm';
import type { Context, Database } from '../db/database.ts';
import { unitIds } from '../features/organisation/organisation.service.ts';
import { noticesSince } from '../features/access/notice.service.ts';
import { outbox } from './outbox.table.ts';
import { idAt } from './position.ts';

/** What happened, as ids only. */
export interface LiveEvent {
  readonly id: string;
  readonly topic: string;
  readonly fileId: string | null;
  /** Null: it is of no unit, and told to one person. */
  readonly unitId: string | null;
  readonly recordId: string | null;
  /** Who did it: his own screens already know. Told to himself, and where one reads the follow-up. */
  readonly staffId: string | null;
}

/**
 * The events within this person's reach, made at this moment or later, in the order in which they were made. A job is
 * of whoever asked for it, a notice of whoever is told: nobody else hears of them.
 */
export async function eventsSince(ctx: Context, ms: number, limit: number): Promise<LiveEvent[]> {
  const { tx, actor } = ctx;
  const events = await tx
    .select({
      id: outbox.id,
      topic: outbox.topic,
      fileId: outbox.fileId,
      unitId: outbox.unitId,
      recordId: outbox.recordId,
      staffId: outbox.staffId,
    })
    .from(outbox)
    .where(
      and(
        eq(outbox.tenantId, actor.tenantId),
        gte(outbox.id, idAt(ms)),
        or(ne(outbox.topic, 'job.changed'), eq(outbox.staffId, actor.staffId)),
      ),
    )
    .orderBy(asc(outbox.id))
    .limit(limit);
  const { followUp } = actor.scopes;
  const within = events.map((event): LiveEvent => {
    const told =
      event.staffId === actor.staffId ||
      followUp.includes(event.unitId) ||
      (event.fileId !== null && followUp.includes(event.fileId));
    return told ? event : { ...event, staffId: null };
  });
  const notices = (await noticesSince(ctx, idAt(ms), limit)).map(({ id, fileId }): LiveEvent => ({
    id,
    topic: 'notice.created',
    fileId,
    unitId: null,
    recordId: id,
    staffId: null,
  }));
  if (notices.length === 0) return within;
  return [...within, ...notices].sort((one, other) => (one.id < other.id ? -1 : 1)).slice(0, limit);
}

/** An event older than this was missed: the screen that comes back reads all again. */
const keptFor = 60 * 60_000;

/** Deletes the events of a tenant that no screen can ask for any more. */
export async function forgetEvents(database: Database, tenantId: string, now: Date): Promise<void> {
  const units = await unitIds(database, tenantId);
  await database.withTenant(tenantId, units, (tx) =>
    tx.delete(outbox).where(and(eq(outbox.tenantId, tenantId), lt(outbox.id, idAt(now.getTime() - keptFor)))),
  );
}
