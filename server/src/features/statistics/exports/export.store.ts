import { and, count, desc, eq, inArray, lt, lte } from 'drizzle-orm';
import type { Tx } from '../../../db/database.ts';
import { job, type JobRow } from '../../../jobs/job.table.ts';
import { orgUnit } from '../../organisation/organisation.table.ts';
import { statisticsExport, type ExportRow } from './export.table.ts';

export interface ExportAndJob {
  readonly row: ExportRow;
  readonly job: JobRow;
}

const one = (tenantId: string, id: string) =>
  and(eq(statisticsExport.tenantId, tenantId), eq(statisticsExport.id, id));

export async function insertExport(tx: Tx, row: typeof statisticsExport.$inferInsert): Promise<void> {
  await tx.insert(statisticsExport).values(row);
}

export async function exportById(tx: Tx, tenantId: string, id: string): Promise<ExportAndJob | undefined> {
  const [found] = await tx
    .select({ row: statisticsExport, job })
    .from(statisticsExport)
    .innerJoin(job, and(eq(job.tenantId, tenantId), eq(job.id, statisticsExport.jobId)))
    .where(one(tenantId, id));
  return found;
}

/** Exports of whoever asks, latest first. */
export function listExports(
  tx: Tx,
  tenantId: string,
  before: string | undefined,
  limit: number,
): Promise<ExportAndJob[]> {
  return tx
    .select({ row: statisticsExport, job })
    .from(statisticsExport)
    .innerJoin(job, and(eq(job.tenantId, tenantId), eq(job.id, statisticsExport.jobId)))
    .where(
      and(
        eq(statisticsExport.tenantId, tenantId),
        before === undefined ? undefined : lt(statisticsExport.id, before),
      ),
    )
    .orderBy(desc(statisticsExport.id))
    .limit(limit);
}

/** How many exports of whoever asks are not made yet. */
export async function unmade(tx: Tx, tenantId: string): Promise<number> {
  const [row] = await tx
    .select({ count: count() })
    .from(statisticsExport)
    .innerJoin(job, and(eq(job.tenantId, tenantId), eq(job.id, statisticsExport.jobId)))
    .where(and(eq(statisticsExport.tenantId, tenantId), inArray(job.status, ['queued', 'running'])));
  return row!.count;
}

/** Keeps what became of an export. */
export async function settleExport(
  tx: Tx,
  { tenantId, id }: ExportRow,
  made: Pick<ExportRow, 'blobId' | 'size' | 'count' | 'expiresAt'>,
): Promise<void> {
  await tx.update(statisticsExport).set(made).where(one(tenantId, id));
}

/** Exports of one author whose day has come. */
export function expiredExports(tx: Tx, tenantId: string, staffId: string, now: Date): Promise<ExportRow[]> {
  return tx
    .select()
    .from(statisticsExport)
    .where(
      and(
        eq(statisticsExport.tenantId, tenantId),
        eq(statisticsExport.staffId, staffId),
        lte(statisticsExport.expiresAt, now),
      ),
    );
}

export async function deleteExport(tx: Tx, { tenantId, id }: ExportRow): Promise<void> {
  await tx.delete(statisticsExport).where(one(tenantId, id));
}

/** Names of units, in the order of names; those of the ids that are units. */
export async function unitNames(tx: Tx, tenantId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await tx
    .select({ name: orgUnit.name })
    .from(orgUnit)
    .where(and(eq(orgUnit.tenantId, tenantId), inArray(orgUnit.id, [...ids])))
    .orderBy(orgUnit.name, orgUnit.id);
  return rows.map(({ name }) => name);
}
