import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../db/database.ts';
import { blob, tenantKey } from './blob.table.ts';

export type BlobRow = typeof blob.$inferSelect;

export async function newestKey(tx: Tx, tenantId: string) {
  const [row] = await tx
    .select()
    .from(tenantKey)
    .where(eq(tenantKey.tenantId, tenantId))
    .orderBy(desc(tenantKey.id))
    .limit(1);
  return row;
}

export async function insertKey(tx: Tx, row: typeof tenantKey.$inferInsert): Promise<void> {
  await tx.insert(tenantKey).values(row);
}

export async function insertBlob(tx: Tx, row: BlobRow): Promise<void> {
  await tx.insert(blob).values(row);
}

/** The key of a file and the key that wraps it. */
export async function blobById(tx: Tx, tenantId: string, id: string) {
  const [row] = await tx
    .select({ wrappedKey: blob.wrappedKey, keyWrapped: tenantKey.wrapped })
    .from(blob)
    .innerJoin(tenantKey, and(eq(tenantKey.tenantId, tenantId), eq(tenantKey.id, blob.keyId)))
    .where(and(eq(blob.tenantId, tenantId), eq(blob.id, id)));
  return row;
}

export async function deleteBlob(tx: Tx, tenantId: string, id: string): Promise<void> {
  await tx.delete(blob).where(and(eq(blob.tenantId, tenantId), eq(blob.id, id)));
}

export async function knownBlobs(tx: Tx, tenantId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .select({ id: blob.id })
    .from(blob)
    .where(and(eq(blob.tenantId, tenantId), inArray(blob.id, [...ids])));
  return new Set(rows.map(({ id }) => id));
}
