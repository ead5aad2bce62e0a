import { and, count, eq, sql } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { workEntry } from '../tdm/tdm.table.ts';

export interface CountFilter {
  readonly requestId?: string | undefined;
  readonly typeCode?: string | undefined;
  readonly performedBy?: string | undefined;
}

/** How many travaux of a file answer a filter of its timeline. */
export async function countEntries(ctx: Context, fileId: string, filter: CountFilter): Promise<number> {
  const { tenantId } = ctx.actor;
  const [row] = await ctx.tx
    .select({ total: count() })
    .from(workEntry)
    .where(
      and(
        eq(workEntry.tenantId, tenantId),
        eq(workEntry.fileId, fileId),
        filter.typeCode ? eq(workEntry.typeCode, filter.typeCode) : undefined,
        filter.performedBy ? eq(workEntry.performedBy, filter.performedBy) : undefined,
        filter.requestId
          ? sql`exists (select 1 from work_entry_request l where l.tenant_id = ${tenantId} and l.entry_id = ${workEntry.id} and l.request_id = ${filter.requestId})`
          : undefined,
      ),
    );
  return row?.total ?? 0;
}
