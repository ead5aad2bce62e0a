import type { Context } from '../../db/database.ts';
import { WorkRefused, type JobRun, type Work, type Works } from '../../jobs/work.ts';
import type { SealedBlob } from '../../vault/blobs.ts';
import { batchById } from './batch.store.ts';
import { tenantFacts } from './facts.store.ts';
import type { CountLine, StoredLine } from './file-import.schema.ts';
import { importReach } from './file-import.service.ts';
import * as store from './file-import.store.ts';
import type { ImportAccess } from './import.access.ts';
import { importInto } from './import.service.ts';
import { ImportError, type ImportOutcome } from './import.types.ts';
import { ReadError } from './read/errors.ts';
import { readTableApart } from './read/read-apart.ts';
import { rowLabel } from './read/report.ts';
import { undoWithin } from './rollback.service.ts';

/** Small, so that a run that is told to stop does so at once. */
const rowsEach = 200;

/** Tries an import: everything is read and reported, nothing is written. */
const check: Work = {
  async run(run) {
    const { access, row, bytes } = await prepare(run);
    const outcome = await spoken(() => importInto(access, requestOf(run, row, bytes, true)));
    const report = await putReport(run, outcome.report.counts, linesOf(outcome));
    return async (ctx) => {
      await replaceReport(ctx, run, row.id, report);
      await store.settleImport(ctx.tx, row.tenantId, row.id, ['ready', 'checked'], {
        status: 'checked',
        kind: outcome.kind,
        counts: countsOf(outcome),
        reportBlobId: report.id,
        changedAt: ctx.now,
      });
      return { resultBlobId: report.id };
    };
  },
};

/** Runs an import; what it had written before it was stopped, it does not write again. */
const write: Work = {
  async run(run) {
    const { access, row, bytes } = await prepare(run);
    const outcome = await spoken(() => importInto(access, requestOf(run, row, bytes, false)));
    const report = await putReport(run, outcome.report.counts, linesOf(outcome));
    return async (ctx) => {
      await replaceReport(ctx, run, row.id, report);
      for (const id of [row.sourceBlobId, row.previewBlobId])
        if (id !== null) await run.blobs.remove(ctx.tx, row.tenantId, id);
      await store.settleImport(ctx.tx, row.tenantId, row.id, ['running'], {
        status: 'done',
        kind: outcome.kind,
        counts: countsOf(outcome),
        sourceBlobId: null,
        previewBlobId: null,
        reportBlobId: report.id,
        changedAt: ctx.now,
        endedAt: ctx.now,
      });
      return { resultBlobId: report.id };
    };
  },
  async ended(tx, { tenantId, subjectId }, now) {
    const begun = await batchById(tx, tenantId, subjectId);
    await store.settleImport(tx, tenantId, subjectId, ['running'], {
      status: begun ? 'stopped' : 'ready',
      changedAt: now,
    });
  },
};

/** Deletes what an import wrote and nobody touched since. */
const undo: Work = {
  async run(run) {
    const { access, row } = await enter(run);
    const batch = await run.enter((ctx) => batchById(ctx.tx, row.tenantId, row.id));
    const { undone, kept } =
      !batch || batch.status === 'rolledBack'
        ? { undone: batch?.done ?? 0, kept: [] }
        : await spoken(() =>
            undoWithin(access, {
              batchId: row.id,
              now: run.now(),
              signal: run.signal,
              chunk: rowsEach,
              onProgress: (done, total) => run.progress('undoing', done, total),
            }),
          );
    const report = await putReport(
      run,
      [
        { label: 'Lignes retirées', value: undone },
        { label: 'Lignes modifiées depuis, qui restent', value: kept.length },
      ],
      kept.map((ref) => ({
        row: ref,
        level: 'warning',
        code: 'changedSince',
        message: `${rowLabel(/^\d+$/.test(ref) ? Number(ref) : ref)} : modifiée depuis l’import ; elle reste.`,
      })),
    );
    return async (ctx) => {
      await replaceReport(ctx, run, row.id, report);
      await forgetSource(ctx, run, row);
      await store.settleImport(ctx.tx, row.tenantId, row.id, ['undoing'], {
        status: 'undone',
        counts: row.counts && { ...row.counts, written: kept.length },
        sourceBlobId: null,
        previewBlobId: null,
        reportBlobId: report.id,
        changedAt: ctx.now,
        endedAt: ctx.now,
      });
      return { resultBlobId: report.id };
    };
  },
};

export const importWorks: Works = { 'import.check': check, 'import.run': write, 'import.undo': undo };

/** The import of a job, and where whoever asked may write now; both read again at each start. */
async function enter(run: JobRun): Promise<{ access: ImportAccess; row: store.FileImportRow }> {
  const { tenantId, subjectId } = run.job;
  return run.enter(async (ctx) => {
    const found = await store.importById(ctx.tx, tenantId, subjectId);
    const facts = await tenantFacts(ctx.tx, tenantId);
    const reach = await importReach(ctx);
    if (!found || !facts || reach.length === 0)
      throw new WorkRefused('Vos droits ne permettent plus cet import. Rien de plus n’est enregistré.');
    const access: ImportAccess = {
      tenantId,
      facts,
      reach,
      authorId: run.job.staffId,
      within: (work) => run.enter(({ tx }) => work(tx)),
    };
    return { access, row: found.row };
  });
}

async function prepare(run: JobRun) {
  const entered = await enter(run);
  const { row } = entered;
  run.progress('reading', 0, 1);
  const content =
    row.sourceBlobId && (await run.enter((ctx) => run.blobs.read(ctx.tx, row.tenantId, row.sourceBlobId!)));
  if (!content)
    throw new WorkRefused('Le fichier n’est plus là : il est effacé après un jour. Envoyez-le de nouveau.');
  const parts: Buffer[] = [];
  for await (const part of content) parts.push(part);
  run.signal.throwIfAborted();
  return { ...entered, bytes: Buffer.concat(parts) };
}

const requestOf = (run: JobRun, row: store.FileImportRow, bytes: Uint8Array, dryRun: boolean) => ({
  bytes,
  filename: row.filename,
  read: readTableApart,
  mapping: row.mapping,
  batchId: row.id,
  by: row.staffId,
  unitId: row.defaultUnitId ?? undefined,
  asOf: row.asOf ?? undefined,
  dryRun,
  now: run.now(),
  signal: run.signal,
  chunk: rowsEach,
  onProgress: run.progress,
});

const countsOf = ({ counts, total, resumedFrom, written }: ImportOutcome) => ({
  ...counts,
  total,
  written: resumedFrom + written,
});

const linesOf = ({ report }: ImportOutcome): StoredLine[] =>
  report.lines.map(({ row, kind, code, sentence }) => ({
    row: String(row),
    level: kind,
    code,
    message: sentence,
  }));

/** The report names persons: it is sealed as the file was. Its first line holds the figures. */
function putReport(
  run: JobRun,
  counts: readonly CountLine[],
  lines: readonly StoredLine[],
): Promise<SealedBlob> {
  function* content(): Generator<Uint8Array> {
    yield Buffer.from(`${JSON.stringify(counts)}\n`);
    for (const line of lines) yield Buffer.from(`${JSON.stringify(line)}\n`);
  }
  const { tenantId, staffId } = run.job;
  return run.blobs.put(content(), { tenantId, staffId, purpose: 'import.report' });
}

async function replaceReport(ctx: Context, run: JobRun, importId: string, report: SealedBlob): Promise<void> {
  const { tenantId } = run.job;
  const before = await store.importById(ctx.tx, tenantId, importId);
  if (before?.row.reportBlobId) await run.blobs.remove(ctx.tx, tenantId, before.row.reportBlobId);
  await run.blobs.record(ctx.tx, report);
}

async function forgetSource(ctx: Context, run: JobRun, row: store.FileImportRow): Promise<void> {
  for (const id of [row.sourceBlobId, row.previewBlobId])
    if (id !== null) await run.blobs.remove(ctx.tx, row.tenantId, id);
}

/** What cannot be done, as the sentence that says so. */
async function spoken<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof ImportError) throw new WorkRefused(error.sentence);
    if (error instanceof ReadError) throw new WorkRefused(error.message);
    throw error;
  }
}
