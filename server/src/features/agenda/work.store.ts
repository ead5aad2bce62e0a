import { sql } from 'drizzle-orm';
import { uuids, type Context } from '../../db/database.ts';
import { behind, overlapping, summaryColumns, type SummaryRow } from './range.store.ts';

/** What is shown at most of what is left to write. */
const mostToWrite = 100;

/** The travaux that who acts wrote of these appointments, by their ids; one that was voided says nothing any more. */
export async function entriesOf(
  { tx, actor }: Context,
  appointmentIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (appointmentIds.length === 0) return new Map();
  const rows = await tx.execute<{ id: string; appointment_id: string }>(sql`
    select w.id, w.appointment_id from work_entry w
     where w.tenant_id = ${actor.tenantId} and w.appointment_id = any (${uuids(appointmentIds)})
       and w.recorded_by = ${actor.staffId} and w.voided_at is null`);
  return new Map(rows.map((row) => [row.appointment_id, row.id]));
}

/** Holds what who acts writes of an appointment until the transaction ends: a second one waits, then finds the first. */
export async function hold({ tx, actor }: Context, appointmentId: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`work ${appointmentId} ${actor.staffId}`}, 0))`,
  );
}

/** Honoured appointments of files, in which who acts took part since an instant, without a travail of his. */
export function honouredWithoutWork(
  ctx: Context,
  since: Date,
): Promise<(SummaryRow & { readonly id: string })[]> {
  const { tenantId, staffId } = ctx.actor;
  return ctx.tx.execute<Record<string, unknown> & SummaryRow & { id: string }>(sql`
    select ${summaryColumns}
      from agenda_booking b
      ${behind(tenantId)}
     where ${overlapping(tenantId, [staffId], since, ctx.now)}
       and a.status = 'honoured' and a.file_id is not null
       and not exists (
         select 1 from work_entry w
          where w.tenant_id = ${tenantId} and w.appointment_id = a.id and w.recorded_by = ${staffId}
            and w.voided_at is null)
     order by b.starts_at desc, b.appointment_id
     limit ${mostToWrite}`);
}
