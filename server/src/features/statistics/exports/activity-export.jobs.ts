import type { Work } from '../../../jobs/work.ts';
import { dayIn } from '../../organisation/organisation.service.ts';
import { factsFirst } from '../facts.service.ts';
import { insideOnly } from '../files/named.ts';
import type { Chapter, ReportSet } from '../files/shape.ts';
import { writeApart } from '../files/write-apart.ts';
import { designNow, openDesign } from '../letterhead/letterhead.service.ts';
import { reportOf } from '../reports/activity-report.service.ts';
import { frozenOf, isForReader, withheldChapter, workOut } from '../reports/freeze-report.service.ts';
import type { ActivityAsked } from './export.schema.ts';
import { unitNames } from './export.store.ts';
import { exportOf, keep, refused, within } from './export.work.ts';

const unfinished = 'Projet : chiffres non arrêtés';

/** The file of an activity report: of what it said when it was frozen, or as it stands, chapter after chapter. */
export const activity: Work = {
  async run(run) {
    const row = await exportOf(run);
    const { activityReportId } = row.asked as ActivityAsked;
    const report = await within(run, (ctx) => reportOf(ctx, activityReportId));
    const chapters: Chapter[] = [];
    if (!report.frozen) {
      await run.first(factsFirst);
      for (const [index, chapter] of report.chapters.entries()) {
        run.signal.throwIfAborted();
        run.progress('computing', index, report.chapters.length);
        const worked = await within(run, (ctx) => workOut(ctx, report, chapter, index)).catch(
          (error: unknown) => refused(error, chapter.title),
        );
        chapters.push(worked.written);
      }
    }
    run.progress('writing', report.chapters.length, report.chapters.length);
    const set = await within(run, async (ctx): Promise<ReportSet> => {
      const frozen = await frozenOf(ctx, activityReportId);
      const { mode, title, period, unitIds } = frozen ?? {
        ...report,
        period: { from: report.periodFrom, to: report.periodTo },
      };
      const mentions = [...(mode === 'internal' ? [insideOnly] : []), ...(frozen ? [] : [unfinished])];
      return {
        title,
        period,
        client: frozen?.client ?? ctx.actor.tenantName,
        units: frozen?.units ?? (await unitNames(ctx.tx, ctx.actor.tenantId, unitIds)),
        dataOn: dayIn(ctx.actor.timeZone, report.frozen?.dataAt ?? ctx.now),
        chapters:
          frozen?.chapters.map((one) => (isForReader(ctx, one) ? one.written : withheldChapter(one))) ??
          chapters,
        mention: mentions.length === 0 ? undefined : mentions.join(' — '),
      };
    });
    // One that is frozen is written with what it was frozen with
    const design = await within(run, async (ctx) =>
      openDesign(ctx, report.frozen ?? (await designNow(ctx)), run.blobs),
    );
    const bytes = await writeApart({ ...set, ...(await design()) }, row.format, run.signal);
    const { tenantId, staffId } = run.job;
    const sealed = await run.blobs.put([bytes], { tenantId, staffId, purpose: 'statistics.export' });
    return (ctx) => keep(ctx, run, sealed, set.chapters.length);
  },
};
