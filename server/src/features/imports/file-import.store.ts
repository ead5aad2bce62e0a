import { and, desc, eq, inArray, isNotNull, lt, or, sql } from 'drizzle-orm';
import { uuids, type Tx } from '../../db/database.ts';
import { job, type JobRow } from '../../jobs/job.table.ts';
import { blob } from '../../vault/blob.table.ts';
import { orgUnit } from '../organisation/organisation.table.ts';
import { fileImport, type FileImportStatus } from './import.table.ts';

export type FileImportRow = typeof fileImport.$inferSelect;
export interface FileImportAndJob {
  readonly row: FileImportRow;
  readonly job: JobRow | undefined;
}

/** Those of the ids that are units of the tenant. */
export async function unitsAmong(tx: Tx, tenantId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ id: orgUnit.id })
    .from(orgUnit)
    .where(and(eq(orgUnit.tenantId, tenantId), sql`${orgUnit.id} = any (${uuids(ids)})`))
    .orderBy(orgUnit.id);
  return rows.map(({ id }) => id);
}

export async function insertImport(tx: Tx, row: typeof fileImport.$inferInsert): Promise<void> {
  await tx.insert(fileImport).values(row);
}

export async function importById(
  tx: Tx,
  tenantId: string,
  id: string,
): Promise<FileImportAndJob | undefined> {
  const [found] = await tx
    .select({ row: fileImport, job })
    .from(fileImport)
    .leftJoin(job, and(eq(job.tenantId, tenantId), eq(job.id, fileImport.jobId)))
    .where(and(eq(fileImport.tenantId, tenantId), eq(fileImport.id, id)));
  return found && { row: found.row, job: found.job ?? undefined };
}

/** Imports of whoever asks, latest first. */
export async function listImports(
  tx: Tx,
  tenantId: string,
  before: string | undefined,
  limit: number,
): Promise<FileImportAndJob[]> {
  const rows = await tx
    .select({ row: fileImport, job })
    .from(fileImport)
    .leftJoin(job, and(eq(job.tenantId, tenantId), eq(job.id, fileImport.jobId)))
    .where(
      and(eq(fileImport.tenantId, tenantId), before === undefined ? undefined : lt(fileImport.id, before)),
    )
    .orderBy(desc(fileImport.id))
    .limit(limit);
  return rows.map(({ row, job: last }) => ({ row, job: last ?? undefined }));
}

/** Changes an import that stands at this version; gives what it became, or undefined when it moved on. */
export async function updateImport(
  tx: Tx,
  { tenantId, id, version }: Pick<FileImportRow, 'tenantId' | 'id' | 'version'>,
  change: Partial<FileImportRow>,
): Promise<FileImportRow | undefined> {
  const [row] = await tx
    .update(fileImport)
    .set({ ...change, version: sql`${fileImport.version} + 1` })
    .where(and(eq(fileImport.tenantId, tenantId), eq(fileImport.id, id), eq(fileImport.version, version)))
    .returning();
  return row;
}

/** What a job makes of its import, whatever version it stands at. */
export async function settleImport(
  tx: Tx,
  tenantId: string,
  id: string,
  from: readonly FileImportStatus[],
  change: Partial<FileImportRow>,
): Promise<void> {
  await tx
    .update(fileImport)
    .set({ ...change, version: sql`${fileImport.version} + 1` })
    .where(
      and(eq(fileImport.tenantId, tenantId), eq(fileImport.id, id), inArray(fileImport.status, [...from])),
    );
}

/** Who left a file to import behind, before this moment. */
export async function authorsOfOldFiles(tx: Tx, tenantId: string, before: Date): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ staffId: blob.createdBy })
    .from(blob)
    .where(
      and(
        eq(blob.tenantId, tenantId),
        inArray(blob.purpose, ['import.source', 'import.preview', 'import.report']),
        lt(blob.createdAt, before),
        isNotNull(blob.createdBy),
      ),
    );
  return rows.map(({ staffId }) => staffId!);
}

/** Imports of one author whose files are no longer needed. */
export function outdatedImports(
  tx: Tx,
  tenantId: string,
  { abandoned, forgotten }: { abandoned: Date; forgotten: Date },
): Promise<FileImportRow[]> {
  const old = lt(fileImport.changedAt, abandoned);
  return tx
    .select()
    .from(fileImport)
    .where(
      and(
        eq(fileImport.tenantId, tenantId),
        or(
          and(old, inArray(fileImport.status, ['empty', 'ready', 'checked'])),
          and(old, inArray(fileImport.status, ['stopped', 'undoing']), isNotNull(fileImport.sourceBlobId)),
          and(lt(fileImport.changedAt, forgotten), isNotNull(fileImport.reportBlobId)),
        ),
      ),
    )
    .orderBy(fileImport.id);
}
