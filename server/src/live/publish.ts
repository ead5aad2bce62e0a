import type { Context } from '../db/database.ts';
import { newId } from '../db/ids.ts';
import { insert } from '../db/statement.ts';
import { markTold } from '../features/statistics/due.service.ts';
import { outbox } from './outbox.table.ts';

/**
 * Says that something happened, as ids, in the transaction of the act; open screens hear of it after the commit, and
 * what is counted of it is made again.
 */
export async function publish(
  ctx: Context,
  topic: string,
  subject: { fileId?: string | null; unitId: string; recordId?: string },
): Promise<void> {
  await Promise.all([
    insert(ctx.tx, outbox, {
      tenantId: ctx.actor.tenantId,
      id: newId(),
      topic,
      fileId: subject.fileId ?? null,
      unitId: subject.unitId,
      recordId: subject.recordId ?? null,
      staffId: ctx.actor.staffId,
      at: ctx.now,
    }),
    markTold(ctx.tx, ctx.actor.tenantId, topic, subject),
  ]);
  ctx.published += 1;
}
