import { insertAll } from '../../db/bulk.ts';
import type { Tx } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { insert } from '../../db/statement.ts';
import { factDue, type DueKind } from './statistics.table.ts';

/** What is said of these changes what is counted; that a transfer is asked, or a job goes on, does not. */
const counted = /^(file|entry|request)\./;

/** Marks what an act was about, so that its facts are made again; in the transaction of the act. */
export async function markTold(
  tx: Tx,
  tenantId: string,
  topic: string,
  subject: { readonly fileId?: string | null; readonly recordId?: string },
): Promise<void> {
  if (!counted.test(topic)) return;
  const recordId = subject.fileId ?? subject.recordId;
  if (recordId === undefined) return;
  await insert(tx, factDue, { tenantId, id: newId(), kind: subject.fileId ? 'file' : 'entry', recordId });
}

/** Marks many at once, for whoever writes without telling screens; in the transaction of what was written. */
export async function markDue(
  tx: Tx,
  tenantId: string,
  kind: DueKind,
  recordIds: Iterable<string>,
): Promise<void> {
  const rows = [...new Set(recordIds)].map((recordId) => ({ tenantId, id: newId(), kind, recordId }));
  await insertAll(tx, factDue, rows);
}

/** A rule that facts follow changed: those of the whole tenant are made again. */
export const markTenant = (tx: Tx, tenantId: string): Promise<void> =>
  markDue(tx, tenantId, 'tenant', [tenantId]);
