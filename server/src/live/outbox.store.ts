import { and, asc, eq, gte, lt } from 'drizzle-orm';
import type { Context, Database } from '../db/database.ts';
import { orgUnit } from '../features/organisation/organisation.table.ts';
import { outbox } from './outbox.table.ts';
import { idAt } from './position.ts';

/** What happened, as ids only. */
export interface LiveEvent {
  readonly id: string;
  readonly topic: string;
  readonly fileId: string | null;
  readonly unitId: string;
  readonly recordId: string | null;
  /** Who did it: his own screens already know. Told to himself, and where one reads the follow-up. */
  readonly staffId: string | null;
}

/** The events within this person's reach, made at this moment or later, in the order in which they were made. */
export async function eventsSince({ tx, actor }: Context, ms: number, limit: number): Promise<LiveEvent[]> {
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
    .where(and(eq(outbox.tenantId, actor.tenantId), gte(outbox.id, idAt(ms))))
    .orderBy(asc(outbox.id))
    .limit(limit);
  const { followUp } = actor.scopes;
  return events.map((event) => {
    const told =
      event.staffId === actor.staffId ||
      followUp.includes(event.unitId) ||
      (event.fileId !== null && followUp.includes(event.fileId));
    return told ? event : { ...event, staffId: null };
  });
}

/** Deletes the events of a tenant made before this moment. */
export async function deleteBefore(database: Database, tenantId: string, ms: number): Promise<void> {
  const units = await database.withTenant(tenantId, [], (tx) =>
    tx.select({ id: orgUnit.id }).from(orgUnit).where(eq(orgUnit.tenantId, tenantId)),
  );
  await database.withTenant(
    tenantId,
    units.map(({ id }) => id),
    (tx) => tx.delete(outbox).where(and(eq(outbox.tenantId, tenantId), lt(outbox.id, idAt(ms)))),
  );
}
