import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { importBatch, importRow, type RecordKind } from './import.table.ts';

/** The batch of this file and mapping, unless it was undone. */
export async function standingBatch(tx: Tx, tenantId: string, fileDigest: string, mappingDigest: string) {
  const [row] = await tx
    .select()
    .from(importBatch)
    .where(
      and(
        eq(importBatch.tenantId, tenantId),
        eq(importBatch.fileDigest, fileDigest),
        eq(importBatch.mappingDigest, mappingDigest),
        ne(importBatch.status, 'rolledBack'),
      ),
    );
  return row;
}

export async function batchById(tx: Tx, tenantId: string, id: string) {
  const [row] = await tx
    .select()
    .from(importBatch)
    .where(and(eq(importBatch.tenantId, tenantId), eq(importBatch.id, id)));
  return row;
}

export async function startBatch(tx: Tx, row: typeof importBatch.$inferInsert): Promise<void> {
  await tx.insert(importBatch).values(row);
}

/** Moves the count of a running batch forward; false when it no longer stands where this run left it. */
export async function advance(
  tx: Tx,
  tenantId: string,
  id: string,
  from: number,
  by: number,
): Promise<boolean> {
  const rows = await tx
    .update(importBatch)
    .set({ done: from + by })
    .where(
      and(
        eq(importBatch.tenantId, tenantId),
        eq(importBatch.id, id),
        eq(importBatch.status, 'running'),
        eq(importBatch.done, from),
      ),
    )
    .returning({ id: importBatch.id });
  return rows.length === 1;
}

export async function setStatus(
  tx: Tx,
  tenantId: string,
  id: string,
  status: (typeof importBatch.$inferSelect)['status'],
  endedAt: Date | null,
): Promise<void> {
  await tx
    .update(importBatch)
    .set({ status, endedAt })
    .where(and(eq(importBatch.tenantId, tenantId), eq(importBatch.id, id)));
}

/** Rows of the file that already became a file or a travail. */
export async function rowsDone(tx: Tx, tenantId: string, batchId: string): Promise<Set<string>> {
  const rows = await tx
    .select({ row: importRow.rowRef })
    .from(importRow)
    .where(
      and(
        eq(importRow.tenantId, tenantId),
        eq(importRow.batchId, batchId),
        inArray(importRow.kind, ['file', 'entry']),
      ),
    );
  return new Set(rows.map(({ row }) => row));
}

/** What a row of the file became, to be written beside it. */
export const trace = (
  batch: { tenantId: string; id: string },
  kind: RecordKind,
  rowRef: string,
  recordId: string,
) => ({ tenantId: batch.tenantId, batchId: batch.id, kind, rowRef, recordId });
