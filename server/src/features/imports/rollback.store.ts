import { and, eq, inArray, sql } from 'drizzle-orm';
import { uuids, type Tx } from '../../db/database.ts';
import { markDue } from '../statistics/due.service.ts';
import { importRow, type RecordKind } from './import.table.ts';

/** Records of these kinds that are still as the batch left them. */
export function nextRows(
  tx: Tx,
  tenantId: string,
  batchId: string,
  kinds: readonly RecordKind[],
  limit: number,
) {
  return tx
    .select({ recordId: importRow.recordId })
    .from(importRow)
    .where(
      and(
        eq(importRow.tenantId, tenantId),
        eq(importRow.batchId, batchId),
        inArray(importRow.kind, [...kinds]),
        eq(importRow.state, 'created'),
      ),
    )
    .orderBy(importRow.recordId)
    .limit(limit);
}

/** Deletes the files nobody touched; gives their ids. */
export async function undoFiles(
  tx: Tx,
  tenantId: string,
  batchId: string,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await tx.execute<{ file_id: string }>(
    sql`select * from app.undo_imported_files(${tenantId}::uuid, ${batchId}::uuid, ${uuids(ids)})`,
  );
  const gone = rows.map(({ file_id }) => file_id);
  await tx.execute(
    sql`delete from app.search_key where tenant_id = ${tenantId} and file_id = any (${uuids(gone)})`,
  );
  await markDue(tx, tenantId, 'file', gone);
  return gone;
}

/**
 * Deletes travaux with their text, links and moyens, unless one was changed, voided or completed since, or a demande it
 * speaks of was; gives their ids.
 */
export async function undoEntries(
  tx: Tx,
  tenantId: string,
  batchId: string,
  ids: readonly string[],
): Promise<string[]> {
  const untouched = await tx.execute<{ id: string; file_id: string | null }>(sql`
    select e.id, e.file_id from work_entry e
     where e.tenant_id = ${tenantId} and e.id = any (${uuids(ids)}) and e.version = 1 and e.voided_at is null
       and not exists (select 1 from record_version v where v.tenant_id = ${tenantId} and v.record_id = e.id)
       and not exists (select 1 from work_entry_partner p where p.tenant_id = ${tenantId} and p.entry_id = e.id)
       and not exists (select 1 from support_action a where a.tenant_id = ${tenantId} and a.entry_id = e.id and (a.version > 1
             or not exists (select 1 from import_row r where r.tenant_id = ${tenantId} and r.batch_id = ${batchId} and r.kind = 'action' and r.record_id = a.id)))
       and not exists (select 1 from work_entry_request l join social_request q on q.tenant_id = ${tenantId} and q.id = l.request_id
            where l.tenant_id = ${tenantId} and l.entry_id = e.id and (q.version > 1
               or not exists (select 1 from import_row r where r.tenant_id = ${tenantId} and r.batch_id = ${batchId} and r.kind = 'request' and r.record_id = q.id)
               or exists (select 1 from work_entry_request o where o.tenant_id = ${tenantId} and o.request_id = q.id
                     and not exists (select 1 from import_row r where r.tenant_id = ${tenantId} and r.batch_id = ${batchId} and r.kind = 'entry' and r.record_id = o.entry_id))
               or exists (select 1 from support_action a where a.tenant_id = ${tenantId} and a.request_id = q.id
                     and not exists (select 1 from import_row r where r.tenant_id = ${tenantId} and r.batch_id = ${batchId} and r.kind = 'action' and r.record_id = a.id))))
       for update of e`);
  const gone = untouched.map(({ id }) => id);
  const these = sql`tenant_id = ${tenantId} and entry_id = any (${uuids(gone)})`;
  const actions = await tx.execute<{ id: string }>(
    sql`delete from support_action where ${these} returning id`,
  );
  await tx.execute(sql`delete from work_entry_request where ${these}`);
  await tx.execute(sql`delete from work_entry_text where ${these}`);
  await tx.execute(sql`delete from work_entry where tenant_id = ${tenantId} and id = any (${uuids(gone)})`);
  await mark(
    tx,
    tenantId,
    batchId,
    actions.map(({ id }) => id),
    'undone',
  );
  await markDue(
    tx,
    tenantId,
    'file',
    untouched.flatMap(({ file_id: fileId }) => fileId ?? []),
  );
  await markDue(
    tx,
    tenantId,
    'entry',
    untouched.flatMap(({ id, file_id: fileId }) => (fileId === null ? id : [])),
  );
  return gone;
}

/** Deletes the demandes nothing uses any more and nobody changed; gives their ids. */
export async function undoRequests(tx: Tx, tenantId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.execute<{ id: string; file_id: string }>(sql`
    delete from social_request q
     where q.tenant_id = ${tenantId} and q.id = any (${uuids(ids)}) and q.version = 1
       and not exists (select 1 from work_entry_request l where l.tenant_id = ${tenantId} and l.request_id = q.id)
       and not exists (select 1 from support_action a where a.tenant_id = ${tenantId} and a.request_id = q.id)
       and not exists (select 1 from record_version v where v.tenant_id = ${tenantId} and v.record_id = q.id)
     returning q.id, q.file_id`);
  await markDue(
    tx,
    tenantId,
    'file',
    rows.map(({ file_id: fileId }) => fileId),
  );
  return rows.map(({ id }) => id);
}

/**
 * Opening, last work and last contact: as they were, moved by the travaux that stand. Read by plain statements and
 * joined here: just after an import the planner knows nothing of these rows.
 */
export async function restoreDates(
  tx: Tx,
  tenantId: string,
  batchId: string,
  ids: readonly string[],
): Promise<void> {
  const list = uuids(ids);
  const left = new Map(
    (
      await tx.execute<{ id: string; first: string; last: string; contact: string | null }>(sql`
        select e.file_id as id, min(e.performed_on)::text as first, max(e.performed_on)::text as last,
               max(e.performed_on) filter (where 'contact' = any (i.flags))::text as contact
          from work_entry e
          join choice_item i on i.tenant_id = ${tenantId} and i.list_code = 'workTypes' and i.code = e.type_code
         where e.tenant_id = ${tenantId} and e.file_id = any (${list}) and e.voided_at is null
         group by e.file_id`)
    ).map((row) => [row.id, row] as const),
  );
  const was = await tx
    .select({
      id: importRow.recordId,
      openedOn: importRow.openedOn,
      lastContactOn: importRow.lastContactOn,
      lastWorkOn: importRow.lastWorkOn,
    })
    .from(importRow)
    .where(
      and(
        eq(importRow.tenantId, tenantId),
        eq(importRow.batchId, batchId),
        eq(importRow.kind, 'dates'),
        inArray(importRow.recordId, [...ids]),
      ),
    );
  const now = new Map(
    (
      await tx.execute<{ id: string; opened: string }>(
        sql`select id, opened_on::text as opened from social_file where tenant_id = ${tenantId} and id = any (${list})`,
      )
    ).map((row) => [row.id, row.opened]),
  );
  const rows = was.map(({ id, openedOn, lastContactOn, lastWorkOn }) => {
    const stands = left.get(id);
    const opened = stands ? earlier(openedOn!, later(now.get(id)!, stands.first)) : openedOn!;
    return sql`(${id}::uuid, ${opened}::date, ${later(lastContactOn, stands?.contact)}::date, ${later(lastWorkOn, stands?.last)}::date)`;
  });
  const values = sql`(values ${sql.join(rows, sql`, `)}) v (id, opened, contact, work)`;
  await tx.execute(sql`
    update file_episode e set happened_on = v.opened from social_file f, ${values}
     where e.tenant_id = ${tenantId} and e.file_id = v.id and e.kind = 'opened' and f.tenant_id = ${tenantId} and f.id = v.id and e.happened_on = f.opened_on`);
  await tx.execute(sql`
    update social_file f set opened_on = v.opened, last_contact_on = v.contact, last_work_on = v.work from ${values}
     where f.tenant_id = ${tenantId} and f.id = v.id`);
  await mark(tx, tenantId, batchId, ids, 'undone');
  await markDue(tx, tenantId, 'file', ids);
}

const later = (a: string | null, b: string | null | undefined) =>
  a === null ? (b ?? null) : b == null || b < a ? a : b;
const earlier = (a: string, b: string | null) => (b === null || a < b ? a : b);

/** Says of each record whether it is gone or stays. */
export async function settle(
  tx: Tx,
  tenantId: string,
  batchId: string,
  ids: readonly string[],
  gone: readonly string[],
): Promise<void> {
  const deleted = new Set(gone);
  await mark(tx, tenantId, batchId, gone, 'undone');
  await mark(
    tx,
    tenantId,
    batchId,
    ids.filter((id) => !deleted.has(id)),
    'kept',
  );
}

async function mark(
  tx: Tx,
  tenantId: string,
  batchId: string,
  ids: readonly string[],
  state: 'undone' | 'kept',
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(importRow)
    .set({ state })
    .where(
      and(
        eq(importRow.tenantId, tenantId),
        eq(importRow.batchId, batchId),
        inArray(importRow.recordId, [...ids]),
      ),
    );
}

/** How many rows of the file were undone, and which stay. */
export async function outcome(
  tx: Tx,
  tenantId: string,
  batchId: string,
): Promise<{ undone: number; kept: string[] }> {
  const rows = await tx
    .select({ row: importRow.rowRef, state: importRow.state })
    .from(importRow)
    .where(
      and(
        eq(importRow.tenantId, tenantId),
        eq(importRow.batchId, batchId),
        inArray(importRow.kind, ['file', 'entry']),
      ),
    )
    .orderBy(importRow.rowRef);
  return {
    undone: rows.filter(({ state }) => state === 'undone').length,
    kept: rows.filter(({ state }) => state === 'kept').map(({ row }) => row),
  };
}
