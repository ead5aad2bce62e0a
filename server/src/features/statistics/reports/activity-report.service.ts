import type { Context } from '../../../db/database.ts';
import { newId } from '../../../db/ids.ts';
import { openCursor, sealCursor } from '../../../http/cursor.ts';
import { requireVersion } from '../../../http/etag.ts';
import type { JobRow } from '../../../jobs/job.table.ts';
import type { Services } from '../../../services.ts';
import { invalid, notFound, Problem } from '../../../http/problem.ts';
import { may, requireMay, whereMay } from '../../access/roles.service.ts';
import { audit } from '../../audit/audit.service.ts';
import { dayIn } from '../../organisation/organisation.service.ts';
import { limits, yearsBefore } from '../engine/question.ts';
import type {
  ActivityReportInput,
  ActivityReportPatch,
  ActivityReportShown,
  ChapterInput,
} from './activity-report.schema.ts';
import * as store from './activity-report.store.ts';
import { readyMade, storedChapter } from './chapters.ts';
import { requireAskable } from './definition.service.ts';
import { freeze, frozenOf, isForReader, type FrozenContent } from './freeze-report.service.ts';
import type { StoredChapter } from './reports.table.ts';

/** The job that freezes a report. */
export const freezeKind = 'statistics.freezeActivity';

type Row = store.ActivityReportRow;

/** Leaves a trace of an act on a report, and of each of the units its figures are of. */
export async function trace(
  ctx: Context,
  type: Parameters<typeof audit>[1],
  { id, unitIds }: Pick<Row, 'id' | 'unitIds'>,
  facts: Record<string, string | number | boolean | readonly string[]> = {},
): Promise<void> {
  const [first, ...others] = unitIds;
  await audit(ctx, type, {
    recordId: id,
    unitId: first ?? null,
    facts: { units: unitIds.length, ...facts },
  });
  ctx.traced.push(...others.map((unitId) => ({ recordId: id, unitId })));
}

/** What a report is: once it is frozen, as it was. */
const head = (ctx: Context, row: Row, frozen?: FrozenContent) => ({
  id: row.id,
  version: row.version,
  title: frozen?.title ?? row.title,
  kind: frozen?.kind ?? row.kind,
  mode: frozen?.mode ?? row.mode,
  period: frozen?.period ?? { from: row.periodFrom, to: row.periodTo },
  unitIds: frozen?.unitIds ?? row.unitIds,
  status: row.frozen ? ('frozen' as const) : ('draft' as const),
  author: { id: row.staffId, displayName: row.authorName },
  changedAt: row.changedAt.toISOString(),
  frozenAt: row.frozen?.frozenAt.toISOString() ?? null,
  dataOn: row.frozen ? dayIn(ctx.actor.timeZone, row.frozen.dataAt) : null,
});

function shown(ctx: Context, row: Row, frozen?: FrozenContent): ActivityReportShown {
  const isDraft = row.frozen === null;
  return {
    ...head(ctx, row, frozen),
    chapters: frozen
      ? frozen.chapters.map(({ written: _, ...chapter }) =>
          isForReader(ctx, chapter) ? chapter : { ...chapter, table: null, withheld: true as const },
        )
      : [...row.chapters],
    can: { change: isDraft, freeze: isDraft && row.chapters.length > 0, remove: mayRemove(ctx, row) },
  };
}

/** A report that was frozen is kept for whoever was given it: its author removes it, or who answers for the team. */
const mayRemove = (ctx: Context, { frozen, staffId }: Row): boolean =>
  frozen === null || staffId === ctx.actor.staffId || may(ctx, 'readTeamStatistics');

/** A report of whoever counts in all its units; any other does not exist. */
export async function reportOf(ctx: Context, id: string): Promise<Row> {
  requireMay(ctx, 'readStatistics');
  const row = await store.byId(ctx, id);
  if (!row) throw notFound();
  return row;
}

async function draftOf(ctx: Context, id: string, version: number): Promise<Row> {
  const row = await reportOf(ctx, id);
  if (row.frozen) throw new Problem('conflict', 'Ce rapport est arrêté : il ne change plus.');
  requireVersion(row.version, version);
  return row;
}

/** Reports of the units where one counts. */
export async function listActivityReports(
  ctx: Context,
  { cursor, limit = 50 }: { cursor?: string | undefined; limit?: number | undefined },
) {
  requireMay(ctx, 'readStatistics');
  const context = `activityReports/${ctx.actor.sessionId}`;
  const [before] = cursor === undefined ? [] : openCursor<[string]>(ctx.keyring, context, cursor);
  const found = await store.listed(ctx, before, limit + 1);
  const page = found.slice(0, limit);
  await audit(ctx, 'statistics.activityReportsListed', { facts: { found: page.length } });
  return {
    items: page.map((row) => ({ ...head(ctx, row), chapters: row.chapters.length })),
    nextCursor: found.length > limit ? sealCursor(ctx.keyring, context, [page.at(-1)!.id]) : null,
  };
}

/** A report with its chapters; once frozen, with its figures as they were answered. */
export async function readActivityReport(ctx: Context, id: string): Promise<ActivityReportShown> {
  const row = await reportOf(ctx, id);
  await trace(ctx, 'statistics.activityReportRead', row);
  return read(ctx, row);
}

const read = async (ctx: Context, row: Row): Promise<ActivityReportShown> =>
  shown(ctx, row, row.frozen ? await frozenOf(ctx, row.id) : undefined);

export async function addActivityReport(
  ctx: Context,
  input: ActivityReportInput,
): Promise<ActivityReportShown> {
  requireMay(ctx, 'readStatistics');
  const { title, kind, mode = 'diffusion', period } = input;
  requirePeriod(period);
  const unitIds = requireUnits(ctx, input.unitIds);
  const chapters = input.chapters ? await chaptersFrom(ctx, input.chapters) : readyMade(kind);
  const { tenantId, staffId } = ctx.actor;
  const row = {
    ...{ tenantId, id: newId(), staffId, kind, title, mode, unitIds, chapters },
    ...{ periodFrom: period.from, periodTo: period.to },
    ...{ createdAt: ctx.now, changedAt: ctx.now, changedBy: staffId },
  };
  await store.insert(ctx, row);
  await trace(ctx, 'statistics.activityReportAdded', row, { kind, mode });
  return read(ctx, (await store.byId(ctx, row.id))!);
}

export async function changeActivityReport(
  ctx: Context,
  id: string,
  version: number,
  patch: ActivityReportPatch,
): Promise<ActivityReportShown> {
  const row = await draftOf(ctx, id, version);
  const { title, mode, period, chapters } = patch;
  if (period) requirePeriod(period);
  const unitIds = patch.unitIds && requireUnits(ctx, patch.unitIds);
  await store.update(ctx, id, version, {
    ...(title === undefined ? {} : { title }),
    ...(mode === undefined ? {} : { mode }),
    ...(period ? { periodFrom: period.from, periodTo: period.to } : {}),
    ...(unitIds ? { unitIds } : {}),
    ...(chapters ? { chapters: await chaptersFrom(ctx, chapters) } : {}),
  });
  const changed = (await store.byId(ctx, row.id))!;
  await trace(ctx, 'statistics.activityReportChanged', changed, { fields: Object.keys(patch) });
  return read(ctx, changed);
}

/** Freezes a report: its figures are worked out once more, kept, and nothing of it changes any more. */
export async function freezeActivityReport(
  ctx: Context,
  id: string,
  version: number,
): Promise<ActivityReportShown> {
  const row = await draftOf(ctx, id, version);
  requireChapters(row);
  // Whoever changes it meanwhile waits, and finds it frozen
  await store.update(ctx, id, version, {});
  const { chapters } = await freeze(ctx, row);
  await trace(ctx, 'statistics.activityReportFrozen', row, { mode: row.mode, chapters: chapters.length });
  return read(ctx, (await store.byId(ctx, id))!);
}

/** Asks that a report be frozen by a job: many chapters over many files take longer than one waits for an answer. */
export async function askToFreeze(
  ctx: Context,
  id: string,
  version: number,
  { jobs }: Pick<Services, 'jobs'>,
): Promise<JobRow> {
  const row = await draftOf(ctx, id, version);
  requireChapters(row);
  if (await store.isBeingFrozen(ctx, id, freezeKind))
    throw new Problem('conflict', 'Vous avez déjà demandé que ce rapport soit arrêté : il va l’être.');
  const job = await jobs.enqueue(ctx, { kind: freezeKind, subjectId: id, forUnitId: row.unitIds[0]! });
  await trace(ctx, 'statistics.activityReportFreezeAsked', row, { chapters: row.chapters.length });
  return job;
}

/** Freezes it as it stands: whoever changes it meanwhile is not overtaken, and nothing is frozen. Done once. */
export async function freezeAsAsked(
  ctx: Context,
  id: string,
  step: (done: number, total: number) => void,
): Promise<void> {
  const row = await reportOf(ctx, id);
  if (row.frozen) return;
  requireChapters(row);
  const total = row.chapters.length;
  await freeze(ctx, row, (done) => step(done, total));
  await store.update(ctx, id, row.version, {});
  await trace(ctx, 'statistics.activityReportFrozen', row, { mode: row.mode, chapters: total });
}

function requireChapters({ chapters }: Row): void {
  if (chapters.length === 0)
    throw new Problem('conflict', 'Ce rapport n’a pas encore de chapitre : il n’y a rien à arrêter.');
}

export async function removeActivityReport(ctx: Context, id: string, version: number): Promise<void> {
  const row = await reportOf(ctx, id);
  requireVersion(row.version, version);
  if (!mayRemove(ctx, row))
    throw new Problem('forbidden', 'Un rapport arrêté est supprimé par son auteur, ou par l’encadrement.');
  await store.remove(ctx, id);
  await trace(ctx, 'statistics.activityReportRemoved', row, { frozen: row.frozen !== null });
}

/** The chapters as they are kept: each can be asked here, and none is there twice. */
export async function chaptersFrom(
  ctx: Context,
  given: readonly ChapterInput[],
): Promise<readonly StoredChapter[]> {
  await requireAskable(
    ctx,
    given.map(({ definition }, index) => ({ definition, at: `/chapters/${index}/definition` })),
  );
  const ids = given.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => id !== undefined && ids.indexOf(id) < index);
  if (twice >= 0) throw invalid(`/chapters/${twice}/id`, 'Ce chapitre figure deux fois.');
  return given.map(storedChapter);
}

/** Units of a report: whoever writes it counts in all of them. */
export function requireUnits(ctx: Context, asked: readonly string[]): string[] {
  const held = new Set(whereMay(ctx, 'readStatistics'));
  if (asked.some((id) => !held.has(id))) throw notFound();
  return [...new Set(asked)];
}

function requirePeriod({ from, to }: { readonly from: string; readonly to: string }): void {
  if (from > to) throw invalid('/period/to', 'La fin de la période doit venir après son début.');
  if (from <= yearsBefore(to, limits.years))
    throw invalid('/period/from', `La période ne peut dépasser ${String(limits.years)} ans.`);
}
