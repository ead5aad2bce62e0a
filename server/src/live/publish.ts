import type { Context } from '../db/database.ts';
import { newId } from '../db/ids.ts';
import { insert } from '../db/statement.ts';
import { outbox } from './outbox.table.ts';

/** Says that something happened, as ids, in the transaction of the act; open screens hear of it after the commit. */
export async function publish(
  ctx: Context,
  topic: string,
  subject: { fileId?: string | null; unitId: string; recordId?: string },
): Promise<void> {
  await insert(ctx.tx, outbox, {
    tenantId: ctx.actor.tenantId,
    id: newId(),
    topic,
    fileId: subject.fileId ?? null,
    unitId: subject.unitId,
    recordId: subject.recordId ?? null,
    staffId: ctx.actor.staffId,
    at: ctx.now,
  });
  ctx.published += 1;
}
