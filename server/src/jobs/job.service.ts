import type { Context } from '../db/database.ts';
import { audit } from '../features/audit/audit.service.ts';
import { notFound } from '../http/problem.ts';
import { publish } from '../live/publish.ts';
import type { JobRow } from './job.table.ts';
import * as store from './job.store.ts';

export const isOver = ({ status }: JobRow): boolean => status !== 'queued' && status !== 'running';

/** A job of whoever asks; anyone else's does not exist. */
export async function readJob(ctx: Context, jobId: string): Promise<JobRow> {
  const row = await store.jobById(ctx.tx, ctx.actor.tenantId, jobId);
  if (!row) throw notFound();
  return row;
}

/** Asks a job to stop at its next safe place; one that has ended stays as it is. */
export async function cancelJob(ctx: Context, jobId: string): Promise<JobRow> {
  const before = await readJob(ctx, jobId);
  if (!isOver(before)) await store.askToCancel(ctx.tx, ctx.actor.tenantId, jobId, ctx.now);
  await audit(ctx, 'job.cancelAsked', {
    recordId: before.subjectId,
    facts: { kind: before.kind, status: before.status },
  });
  await publish(ctx, 'job.changed', { unitId: before.forUnitId, recordId: jobId });
  return readJob(ctx, jobId);
}
