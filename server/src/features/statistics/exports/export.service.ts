import type { Context } from '../../../db/database.ts';
import { newId } from '../../../db/ids.ts';
import { openCursor, sealCursor } from '../../../http/cursor.ts';
import type { Download } from '../../../http/operation.ts';
import { invalid, notFound, Problem } from '../../../http/problem.ts';
import { requireProof } from '../../../http/proof.ts';
import type { Services } from '../../../services.ts';
import { cancelJob, isOver } from '../../../jobs/job.service.ts';
import { may, requireMay, whereMay } from '../../access/roles.service.ts';
import { audit } from '../../audit/audit.service.ts';
import { reports } from '../catalogue/reports.ts';
import { reportOf } from '../reports/activity-report.service.ts';
import { isAskable, isByWorker, unitsOf } from '../questions.service.ts';
import { limits, yearsBefore } from '../engine/question.ts';
import { byWorker } from '../engine/team.ts';
import {
  describeExport,
  filenameOf,
  type ExportInput,
  type ExportKind,
  type RowExportInput,
} from './export.schema.ts';
import * as store from './export.store.ts';
import type { ExportRow } from './export.table.ts';
import { rowColumns } from './row-columns.ts';
import { requireMode } from '../statistics.service.ts';

/** How long a file waits to be taken. */
const keptFor = 7 * 24 * 60 * 60_000;
/** Exports one person has under way at once: each takes the place of others' work. */
const mostUnmade = 5;

export const expiryFrom = (now: Date) => new Date(now.getTime() + keptFor);

export const jobKinds = {
  reports: 'statistics.export',
  rows: 'statistics.exportRows',
  activity: 'statistics.exportActivity',
} as const satisfies Record<ExportKind, string>;

/** What an export of each kind asks of whoever makes it, over every unit it counts. */
const needs = {
  reports: 'readStatistics',
  rows: 'exportRows',
  activity: 'readStatistics',
} as const satisfies Record<ExportKind, Parameters<typeof whereMay>[1]>;

function requireExport(ctx: Context, kind: ExportKind): void {
  if (kind === 'rows' && !may(ctx, 'exportRows'))
    throw new Problem(
      'forbidden',
      'Extraire des lignes demande un droit à part, que donne l’administrateur de votre service.',
    );
  requireMay(ctx, needs[kind]);
}

/** Whether who acts may still export this: its units are all held, for what it holds. */
export function mayStill(
  ctx: Context,
  { kind, mode, asked, blobId }: Pick<ExportRow, 'kind' | 'mode' | 'asked' | 'blobId'>,
): boolean {
  if (mode === 'internal' && !may(ctx, 'readInternalStatistics')) return false;
  const names = workersFor(ctx);
  if (asked.byWorker === 'named' && names === 'own') return false;
  // Until it is made, a right gained since would name whom it says it does not
  if (asked.byWorker === 'own' && names === 'named' && blobId === null) return false;
  const held = new Set(whereMay(ctx, needs[kind]));
  return asked.unitIds.length > 0 && asked.unitIds.every((id) => held.has(id));
}

const workersFor = (ctx: Context): 'named' | 'own' => (may(ctx, 'readTeamStatistics') ? 'named' : 'own');
const byWorkers = (ctx: Context, isAsked: boolean) => (isAsked ? { byWorker: workersFor(ctx) } : {});

/** Asks for a file of reports: a job makes it. */
export async function exportReports(ctx: Context, input: ExportInput, services: Services) {
  const { definitions, title, format, mode = 'internal', period } = input;
  requireExport(ctx, 'reports');
  requireMode(ctx, mode);
  const unitIds = await unitsOf(ctx, input.unitIds, needs.reports);
  if (period.from > period.to)
    throw invalid('/period/to', 'La fin de la période doit venir après son début.');
  definitions.forEach((one, index) => {
    if ((one.reportCode === undefined) === (one.question === undefined))
      throw invalid(`/definitions/${index}`, 'Indiquez soit un rapport du catalogue, soit une question.');
    if (one.reportCode !== undefined) requireRunnable(ctx, one.reportCode, index);
  });
  const only = definitions.length === 1 ? definitions[0] : undefined;
  const named = only?.title ?? (only?.reportCode && reports().get(only.reportCode)?.title);
  return askFor(ctx, services, {
    kind: 'reports',
    title: title ?? named ?? 'Statistiques',
    format,
    mode,
    asked: { definitions, period, unitIds, ...byWorkers(ctx, definitions.some(isByWorker)) },
  });
}

/** Asks for the file of an activity report, frozen or being written: a job makes it. */
export async function exportActivityReport(
  ctx: Context,
  activityReportId: string,
  format: ExportRow['format'],
  services: Services,
) {
  const { title, mode, periodFrom, periodTo, unitIds, chapters } = await reportOf(ctx, activityReportId);
  if (chapters.length === 0)
    throw new Problem('conflict', 'Ce rapport n’a pas encore de chapitre : il n’y a rien à exporter.');
  const period = { from: periodFrom, to: periodTo };
  return askFor(ctx, services, {
    kind: 'activity',
    title,
    format,
    mode,
    asked: {
      ...{ activityReportId, period, unitIds },
      ...byWorkers(
        ctx,
        chapters.some(({ definition }) => isByWorker(definition)),
      ),
    },
  });
}

/** The columns lines may have. */
export async function listRowColumns(ctx: Context) {
  requireExport(ctx, 'rows');
  const items = (await rowColumns(ctx)).map(({ code, label, kind }) => ({ code, label, kind }));
  return { body: { items } };
}

/** Asks for a file of lines, one for each act: a job makes it. */
export async function exportRows(ctx: Context, input: RowExportInput, services: Services) {
  const { columns, title, format, period } = input;
  requireExport(ctx, 'rows');
  const unitIds = await unitsOf(ctx, input.unitIds, needs.rows);
  if (period.from > period.to)
    throw invalid('/period/to', 'La fin de la période doit venir après son début.');
  if (period.from <= yearsBefore(period.to, limits.years))
    throw invalid('/period/from', `La période ne peut dépasser ${limits.years} ans.`);
  const known = new Set((await rowColumns(ctx)).map(({ code }) => code));
  columns.forEach((code, index) => {
    if (!known.has(code)) throw invalid(`/columns/${index}`, `La colonne « ${code} » n’existe pas.`);
    if (columns.indexOf(code) < index)
      throw invalid(`/columns/${index}`, 'Une colonne ne peut être choisie deux fois.');
  });
  return askFor(ctx, services, {
    kind: 'rows',
    title: title ?? 'Lignes d’activité',
    format,
    mode: 'internal',
    asked: { columns, period, unitIds, ...byWorkers(ctx, columns.includes(byWorker)) },
  });
}

function requireRunnable(ctx: Context, reportCode: string, index: number): void {
  const pointer = `/definitions/${index}/reportCode`;
  const report = reports().get(reportCode);
  if (!report || !isAskable(ctx, report))
    throw invalid(pointer, `Le rapport « ${reportCode} » n’existe pas.`);
  if (report.waitsFor.length > 0)
    throw invalid(pointer, `Le rapport « ${report.title} » attend une fonction qui n’est pas encore là.`);
}

async function askFor(
  ctx: Context,
  { jobs }: Services,
  wanted: Pick<ExportRow, 'kind' | 'title' | 'format' | 'mode' | 'asked'>,
) {
  const { tenantId, staffId } = ctx.actor;
  if ((await store.unmade(ctx.tx, tenantId)) >= mostUnmade)
    throw new Problem(
      'conflict',
      `Vous avez déjà ${mostUnmade} exports en cours : attendez que l’un se termine, ou arrêtez-le.`,
    );
  const id = newId();
  const { kind, asked } = wanted;
  const job = await jobs.enqueue(ctx, {
    kind: jobKinds[kind],
    subjectId: id,
    forUnitId: asked.unitIds[0]!,
  });
  await store.insertExport(ctx.tx, {
    tenantId,
    id,
    staffId,
    ...wanted,
    jobId: job.id,
    createdAt: ctx.now,
    expiresAt: expiryFrom(ctx.now),
  });
  await audit(ctx, 'statistics.exportAsked', { recordId: id, facts: factsOf({ ...wanted, count: null }) });
  const made = (await store.exportById(ctx.tx, tenantId, id))!;
  return { body: describeExport(made.row, made.job), retryAfter: 1 };
}

/** What the trace of an export says: codes and counts, never a figure. */
export function factsOf({
  kind,
  format,
  mode,
  asked,
  count,
}: Pick<ExportRow, 'kind' | 'format' | 'mode' | 'asked' | 'count'>) {
  return {
    kind,
    format,
    mode,
    from: asked.period.from,
    to: asked.period.to,
    units: asked.unitIds.length,
    ...('columns' in asked ? { columns: asked.columns } : {}),
    ...('definitions' in asked
      ? { reports: asked.definitions.map(({ reportCode }) => reportCode ?? 'question') }
      : {}),
    ...('activityReportId' in asked ? { report: asked.activityReportId } : {}),
    ...(count === null ? {} : { count }),
  };
}

export async function listExports(
  ctx: Context,
  query: { cursor?: string | undefined; limit?: number | undefined },
) {
  requireMay(ctx, 'readStatistics');
  const limit = query.limit ?? 50;
  const context = `statistics exports/${ctx.actor.sessionId}`;
  const [before] = query.cursor === undefined ? [] : openCursor<[string]>(ctx.keyring, context, query.cursor);
  const found = await store.listExports(ctx.tx, ctx.actor.tenantId, before, limit + 1);
  const page = found.slice(0, limit);
  await audit(ctx, 'statistics.exportsListed', { facts: { found: page.length } });
  return {
    body: {
      items: page.map(({ row, job }) => describeExport(row, job)),
      nextCursor: found.length > limit ? sealCursor(ctx.keyring, context, [page.at(-1)!.row.id]) : null,
    },
  };
}

/** Erases an export before its day: its content goes at once, and what still makes it stops. */
export async function removeExport(ctx: Context, exportId: string, { blobs }: Services): Promise<void> {
  const { tenantId } = ctx.actor;
  const found = await store.exportById(ctx.tx, tenantId, exportId);
  if (!found) throw notFound();
  const { row, job } = found;
  if (!isOver(job)) await cancelJob(ctx, job.id);
  if (row.blobId !== null) await blobs.remove(ctx.tx, tenantId, row.blobId);
  await store.deleteExport(ctx.tx, row);
  await audit(ctx, 'statistics.exportRemoved', { recordId: exportId, facts: factsOf(row) });
}

/** The file, for its author, whose rights are read again: what they no longer cover is not given. */
export async function readExport(
  ctx: Context,
  exportId: string,
  { blobs }: Services,
): Promise<{ body: Download }> {
  const { tenantId } = ctx.actor;
  const found = await store.exportById(ctx.tx, tenantId, exportId);
  if (!found) throw notFound();
  const { row } = found;
  // Lines are of persons: they are given to whoever proved who he is of late, as they were asked
  if (row.kind === 'rows') requireProof({ proof: 'recent', personal: true }, ctx.actor, ctx.now);
  if (!mayStill(ctx, row)) throw new Problem('forbidden', 'Vos droits ne couvrent plus cet export.');
  const content = row.blobId === null ? undefined : await blobs.read(ctx.tx, tenantId, row.blobId);
  if (!content)
    throw new Problem('conflict', 'Ce fichier n’est pas prêt : son traitement n’est pas terminé.');
  await audit(ctx, 'statistics.exportRead', { recordId: exportId, facts: factsOf(row) });
  return { body: { content, size: row.size!, filename: filenameOf(row) } };
}
