import { sql } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { calendarImport } from './feed.table.ts';

/** Makes the imports of a worker wait for each other until the transaction ends: of two at once, one adds. */
export async function oneImportAtATime({ tx, actor }: Context): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(4607, hashtext(${actor.staffId}))`);
}

/** The events that were taken and whose appointments, in the trash or not, still stand. */
export async function knownEvents(ctx: Context): Promise<Set<string>> {
  const { tenantId, staffId } = ctx.actor;
  const rows = await ctx.tx.execute<{ digest: string }>(sql`
    select i.digest from calendar_import i
     where i.tenant_id = ${tenantId} and i.staff_id = ${staffId}
       and (exists (select 1 from appointment a where a.tenant_id = ${tenantId} and a.id = i.record_id)
         or exists (select 1 from appointment a where a.tenant_id = ${tenantId} and a.series_id = i.record_id))`);
  return new Set(rows.map(({ digest }) => digest));
}

/** Keeps what events were made into. */
export async function keepImported(
  ctx: Context,
  taken: readonly { readonly digest: string; readonly recordId: string }[],
): Promise<void> {
  const { tenantId, staffId } = ctx.actor;
  for (const one of taken)
    await ctx.tx
      .insert(calendarImport)
      .values({ tenantId, staffId, ...one, importedAt: ctx.now })
      .onConflictDoUpdate({
        target: [calendarImport.tenantId, calendarImport.staffId, calendarImport.digest],
        set: { recordId: one.recordId, importedAt: ctx.now },
      });
}
