import type { Context } from '../../../db/database.ts';
import { Problem } from '../../../http/problem.ts';
import { Stopped, WorkRefused, type JobRun } from '../../../jobs/work.ts';
import type { SealedBlob } from '../../../vault/blobs.ts';
import { inform } from '../../access/notice.service.ts';
import { audit } from '../../audit/audit.service.ts';
import { expiryFrom, factsOf, mayStill } from './export.service.ts';
import * as store from './export.store.ts';
import type { ExportRow } from './export.table.ts';

const lost =
  'Vos droits ne couvrent plus toutes les entités de cet export, ou les intervenants qu’il distingue : aucun fichier n’a été fait. Demandez-le de nouveau avec vos droits d’aujourd’hui.';

/** The export of a job, as long as whoever asked may still make it. */
export const exportOf = (run: JobRun): Promise<ExportRow> => run.enter((ctx) => entitled(ctx, run));

async function entitled(ctx: Context, { job }: JobRun): Promise<ExportRow> {
  const found = await store.exportById(ctx.tx, job.tenantId, job.subjectId);
  // Its author erased it
  if (!found) throw new Stopped('cancelled');
  if (!mayStill(ctx, found.row)) throw new WorkRefused(lost);
  return found.row;
}

/** One transaction of whoever asked, whose rights cover the whole export still. */
export const within = <T>(run: JobRun, work: (ctx: Context, row: ExportRow) => Promise<T>): Promise<T> =>
  run.enter(async (ctx) => work(ctx, await entitled(ctx, run)));

/** The end of an export: the file is kept, its author told. In one transaction with the end of the job. */
export async function keep(
  ctx: Context,
  run: JobRun,
  sealed: SealedBlob,
  count: number,
): Promise<{ resultBlobId: string }> {
  const row = await entitled(ctx, run);
  await run.blobs.record(ctx.tx, sealed);
  await store.settleExport(ctx.tx, row, {
    blobId: sealed.id,
    size: sealed.size,
    count,
    expiresAt: expiryFrom(ctx.now),
  });
  await audit(ctx, 'statistics.exported', { recordId: row.id, facts: factsOf({ ...row, count }) });
  await inform(ctx, [row.staffId], {
    kind: 'exportReady',
    aboutStaffId: null,
    facts: [row.id, row.kind, row.format],
  });
  return { resultBlobId: sealed.id };
}

/** What a report cannot be made for, as the sentence that says so. */
export function refused(error: unknown, named: string): never {
  if (!(error instanceof Problem)) throw error;
  const details = error.errors?.map(({ detail }) => detail) ?? [error.detail];
  throw new WorkRefused(`Rapport « ${named} » : ${details.join(' ')} Aucun fichier n’a été fait.`);
}
