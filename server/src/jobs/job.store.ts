import { and, eq, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import type { Tx } from '../db/database.ts';
import { job, type JobRow, type JobStatus } from './job.table.ts';

const unended = ['queued', 'running'] as const satisfies readonly JobStatus[];
const one = (tenantId: string, id: string) => and(eq(job.tenantId, tenantId), eq(job.id, id));

export async function insertJob(tx: Tx, row: typeof job.$inferInsert): Promise<JobRow> {
  const [made] = await tx.insert(job).values(row).returning();
  return made!;
}

export async function jobById(tx: Tx, tenantId: string, id: string): Promise<JobRow | undefined> {
  const [row] = await tx.select().from(job).where(one(tenantId, id));
  return row;
}

/** Marks a job as taken; undefined when it has ended, or is not this person's. */
export async function takeJob(tx: Tx, tenantId: string, id: string, now: Date): Promise<JobRow | undefined> {
  const [row] = await tx
    .update(job)
    .set({ status: 'running', startedAt: sql`coalesce(${job.startedAt}, ${now.toISOString()}::timestamptz)` })
    .where(and(one(tenantId, id), inArray(job.status, [...unended])))
    .returning();
  return row;
}

/** Notes how far a job is; gives what was asked of it meanwhile. */
export async function noteProgress(
  tx: Tx,
  tenantId: string,
  id: string,
  at: { step: string | null; done: number; total: number | null },
): Promise<{ cancelAskedAt: Date | null } | undefined> {
  const [row] = await tx
    .update(job)
    .set(at)
    .where(and(one(tenantId, id), eq(job.status, 'running')))
    .returning({ cancelAskedAt: job.cancelAskedAt });
  return row;
}

/** Ends a job, once; false when it had ended. */
export async function endJob(
  tx: Tx,
  tenantId: string,
  id: string,
  end: Partial<JobRow> & { status: JobStatus; endedAt: Date | null },
): Promise<boolean> {
  const rows = await tx
    .update(job)
    .set(end)
    .where(and(one(tenantId, id), inArray(job.status, [...unended])))
    .returning({ id: job.id });
  return rows.length === 1;
}

/** Jobs of one person that have not ended. */
export function unendedJobs(tx: Tx, tenantId: string, staffId: string): Promise<JobRow[]> {
  return tx
    .select()
    .from(job)
    .where(and(eq(job.tenantId, tenantId), eq(job.staffId, staffId), inArray(job.status, [...unended])));
}

/** Erases why jobs of one person failed, which may quote what they read. */
export async function forgetProblems(
  tx: Tx,
  tenantId: string,
  staffId: string,
  endedBefore: Date,
): Promise<void> {
  await tx
    .update(job)
    .set({ problem: null })
    .where(
      and(
        eq(job.tenantId, tenantId),
        eq(job.staffId, staffId),
        isNotNull(job.problem),
        lt(job.endedAt, endedBefore),
      ),
    );
}

/** Asks a running job to stop. */
export async function askToCancel(tx: Tx, tenantId: string, id: string, now: Date): Promise<void> {
  await tx
    .update(job)
    .set({ cancelAskedAt: now })
    .where(and(one(tenantId, id), inArray(job.status, [...unended])));
}
