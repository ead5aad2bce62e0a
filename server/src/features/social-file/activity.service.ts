import { and, eq, sql } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { statement, statements } from '../../db/statement.ts';
import { socialFile } from './social-file.table.ts';

/** Moves the dates of last contact and last work forward, never back. */
export async function recordActivity(
  ctx: Context,
  fileId: string,
  performedOn: string,
  isContact: boolean,
): Promise<void> {
  await moved(isContact ? 'contact' : 'work')(ctx.tx, {
    tenantId: ctx.actor.tenantId,
    fileId,
    performedOn,
  });
}

const moved = statements((kind: 'contact' | 'work') =>
  statement(['tenantId', 'fileId', 'performedOn'], (db, value) =>
    db
      .update(socialFile)
      .set({
        lastWorkOn: sql`greatest(${socialFile.lastWorkOn}, ${value.performedOn}::date)`,
        ...(kind === 'contact'
          ? { lastContactOn: sql`greatest(${socialFile.lastContactOn}, ${value.performedOn}::date)` }
          : {}),
      })
      .where(and(eq(socialFile.tenantId, value.tenantId), eq(socialFile.id, value.fileId))),
  ),
);

/** Dates of last work and last contact, as the travaux that stand say. */
export async function recomputeActivity(ctx: Context, fileId: string): Promise<void> {
  const { tenantId } = ctx.actor;
  await ctx.tx.execute(sql`
    update social_file f
       set last_work_on = s.last_work_on, last_contact_on = s.last_contact_on
      from (select max(e.performed_on) as last_work_on,
                   max(e.performed_on) filter (where 'contact' = any (i.flags)) as last_contact_on
              from work_entry e
              join choice_item i on i.tenant_id = ${tenantId} and i.list_code = 'workTypes' and i.code = e.type_code
             where e.tenant_id = ${tenantId} and e.file_id = ${fileId} and e.voided_at is null) s
     where f.tenant_id = ${tenantId} and f.id = ${fileId}`);
}
