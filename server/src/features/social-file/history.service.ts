import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { recordVersion } from './social-file.table.ts';

/** Keeps a former state, readable with the clearance of what it holds. */
export async function keepVersion(
  ctx: Context,
  what: {
    record: string;
    recordId: string;
    fileId: string | null;
    unitId: string;
    clearance: 'identity' | 'followUp' | 'text';
    before: Record<string, unknown> | null;
    after: Record<string, unknown> | null;
  },
): Promise<void> {
  await ctx.tx.insert(recordVersion).values({
    tenantId: ctx.actor.tenantId,
    id: newId(),
    changedBy: ctx.actor.staffId,
    changedAt: ctx.now,
    ...what,
  });
}
