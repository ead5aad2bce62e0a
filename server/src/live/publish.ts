import type { Context, Tx } from '../db/database.ts';
import { newId } from '../db/ids.ts';
import { insert } from '../db/statement.ts';
import { markTold } from '../features/statistics/due.service.ts';
import { outbox } from './outbox.table.ts';

/** What an event is about, as ids. */
export interface Published {
  readonly fileId?: string | null;
  readonly unitId: string;
  readonly recordId?: string;
}

/**
 * Says that something happened, as ids, in the transaction of the act; open screens hear of it after the commit, and
 * what is counted of it is made again.
 */
export async function publish(ctx: Context, topic: string, subject: Published): Promise<void> {
  const { tenantId, staffId } = ctx.actor;
  await publishAs(ctx.tx, { tenantId, staffId, now: ctx.now }, topic, subject);
  ctx.published += 1;
}

/** The same outside a session: whoever commits wakes the screens. `staffId` null: the system did it. */
export async function publishAs(
  tx: Tx,
  {
    tenantId,
    staffId,
    now,
  }: { readonly tenantId: string; readonly staffId: string | null; readonly now: Date },
  topic: string,
  subject: Published,
): Promise<void> {
  await Promise.all([
    insert(tx, outbox, {
      tenantId,
      id: newId(),
      topic,
      fileId: subject.fileId ?? null,
      unitId: subject.unitId,
      recordId: subject.recordId ?? null,
      staffId,
      at: now,
    }),
    markTold(tx, tenantId, topic, subject),
  ]);
}
