import type { Context } from '../../../db/database.ts';
import { newId } from '../../../db/ids.ts';
import { openCursor, sealCursor } from '../../../http/cursor.ts';
import { requireVersion } from '../../../http/etag.ts';
import { notFound, Problem } from '../../../http/problem.ts';
import { requireMay } from '../../access/roles.service.ts';
import { audit } from '../../audit/audit.service.ts';
import { dayIn } from '../../organisation/organisation.service.ts';
import { chaptersFrom, requireUnits } from './activity-report.service.ts';
import { turnAfter } from './schedule.ts';
import type {
  ScheduledReportInput,
  ScheduledReportPatch,
  ScheduledReportShown,
} from './scheduled-report.schema.ts';
import * as store from './scheduled-report.store.ts';

/** Of one person: each makes a report by itself. */
const most = 50;

const shown = (row: store.ScheduledRow): ScheduledReportShown => ({
  id: row.id,
  version: row.version,
  title: row.title,
  unitIds: row.unitIds,
  every: row.every,
  onDay: row.onDay,
  chapters: [...row.chapters],
  nextOn: row.pausedFor === null ? row.nextOn : null,
  pausedFor: row.pausedFor,
  lastReportId: row.lastReportId,
  lastMadeAt: row.lastMadeAt?.toISOString() ?? null,
});

const today = (ctx: Context) => dayIn(ctx.actor.timeZone, ctx.now);

/** Reports of whoever asks that make themselves. */
export async function listScheduledReports(
  ctx: Context,
  { cursor, limit = 50 }: { cursor?: string | undefined; limit?: number | undefined },
) {
  requireMay(ctx, 'readStatistics');
  const context = `scheduledReports/${ctx.actor.sessionId}`;
  const [before] = cursor === undefined ? [] : openCursor<[string]>(ctx.keyring, context, cursor);
  const found = await store.listed(ctx, before, limit + 1);
  const page = found.slice(0, limit);
  return {
    items: page.map(shown),
    nextCursor: found.length > limit ? sealCursor(ctx.keyring, context, [page.at(-1)!.id]) : null,
  };
}

export async function addScheduledReport(
  ctx: Context,
  input: ScheduledReportInput,
): Promise<ScheduledReportShown> {
  requireMay(ctx, 'readStatistics');
  const { title, every, onDay } = input;
  const { tenantId, staffId } = ctx.actor;
  if ((await store.listed(ctx, undefined, most)).length >= most)
    throw new Problem('conflict', `Vous avez déjà ${most} rapports programmés : supprimez-en d’abord.`);
  const id = newId();
  await store.insert(ctx, {
    ...{ tenantId, id, staffId, title, every, onDay },
    unitIds: requireUnits(ctx, input.unitIds),
    chapters: await chaptersFrom(ctx, input.chapters),
    nextOn: turnAfter(today(ctx), every, onDay).on,
    createdAt: ctx.now,
  });
  await audit(ctx, 'statistics.reportScheduled', { recordId: id, facts: { every, onDay } });
  return shown((await store.byId(ctx, id))!);
}

/** Changes one; what is taken up again begins with the period that is under way. */
export async function changeScheduledReport(
  ctx: Context,
  id: string,
  version: number,
  patch: ScheduledReportPatch,
): Promise<ScheduledReportShown> {
  const row = await own(ctx, id);
  requireVersion(row.version, version);
  const { title, every = row.every, onDay = row.onDay, paused } = patch;
  const isMoved = every !== row.every || onDay !== row.onDay || (paused === false && row.pausedFor !== null);
  await store.update(ctx, id, version, {
    ...(title === undefined ? {} : { title }),
    ...(patch.unitIds ? { unitIds: requireUnits(ctx, patch.unitIds) } : {}),
    ...(patch.chapters ? { chapters: await chaptersFrom(ctx, patch.chapters) } : {}),
    ...(paused === undefined ? {} : { pausedFor: paused ? ('asked' as const) : null }),
    ...(isMoved ? { every, onDay, nextOn: turnAfter(today(ctx), every, onDay).on } : {}),
  });
  await audit(ctx, 'statistics.scheduleChanged', { recordId: id, facts: { fields: Object.keys(patch) } });
  return shown((await store.byId(ctx, id))!);
}

export async function removeScheduledReport(ctx: Context, id: string): Promise<void> {
  await own(ctx, id);
  await store.remove(ctx, id);
  await audit(ctx, 'statistics.scheduleRemoved', { recordId: id });
}

/** One of whoever asks; anybody else's does not exist. */
async function own(ctx: Context, id: string): Promise<store.ScheduledRow> {
  requireMay(ctx, 'readStatistics');
  const row = await store.byId(ctx, id);
  if (!row) throw notFound();
  return row;
}
