import type { Context } from '../../../db/database.ts';
import { Problem } from '../../../http/problem.ts';
import type { Work, Works } from '../../../jobs/work.ts';
import { dayIn } from '../../organisation/organisation.service.ts';
import { reports as catalogue } from '../catalogue/reports.ts';
import { chapterOf, insideOnly } from '../files/named.ts';
import type { Chapter, ReportSet } from '../files/shape.ts';
import { writeApart } from '../files/write-apart.ts';
import { factsFirst } from '../facts.service.ts';
import { tableOf } from '../statistics.service.ts';
import { activity } from './activity-export.jobs.ts';
import type { ReportsAsked } from './export.schema.ts';
import * as store from './export.store.ts';
import type { ExportRow } from './export.table.ts';
import { exportOf, keep, refused, within } from './export.work.ts';
import { restrictionsOf } from './restrictions.ts';
import { rows } from './row-export.jobs.ts';

/**
 * A file of reports. Nothing of it is kept before its end: stopped half-way, it begins again, and there is one file, once.
 *
 * Each report is a transaction of its own, so that what was diffused is not held still, for the whole tenant, as long as
 * two hundred of them take. For diffusion each leaves in the registry what it gave, at once and not at the end: the next
 * is compared with it. What a job that is stopped had given stays there, for the same figures may have been given to
 * somebody else since, under the same publication, and taking it back would forget them. It only makes the registry
 * stricter; the same question over the same facts gives the same figures again.
 */
const reports: Work = {
  async run(run) {
    const { definitions, period, unitIds } = (await exportOf(run)).asked as ReportsAsked;
    const chapters: Chapter[] = [];
    await run.first(factsFirst);
    for (const [index, { title, ...definition }] of definitions.entries()) {
      run.signal.throwIfAborted();
      run.progress('computing', index, definitions.length);
      const chapter = await within(run, async (ctx, { mode }) => {
        const over = { period, unitIds: [...unitIds], mode };
        const table = await tableOf(ctx, definition, over);
        const only = await restrictionsOf(ctx, definition, over);
        return chapterOf(table, definition.chart, { code: `Q${index + 1}`, title, only });
      }).catch((error: unknown) => {
        if (definitions.length > 1 && error instanceof Problem && error.type === 'disclosure')
          return withheld(definition.reportCode ?? `Q${index + 1}`, title, error.detail);
        return refused(error, title ?? definition.reportCode ?? `n° ${index + 1}`);
      });
      chapters.push(chapter);
    }
    run.progress('writing', definitions.length, definitions.length);
    const { set, row } = await within(run, async (ctx, exported) => ({
      set: await setOf(ctx, exported, chapters),
      row: exported,
    }));
    const bytes = await writeApart(set, row.format, run.signal);
    const { tenantId, staffId } = run.job;
    const sealed = await run.blobs.put([bytes], { tenantId, staffId, purpose: 'statistics.export' });
    return (ctx) => keep(ctx, run, sealed, definitions.length);
  },
};

export const exportWorks: Works = {
  'statistics.export': reports,
  'statistics.exportRows': rows,
  'statistics.exportActivity': activity,
};

/** What is said of all the reports together. */
async function setOf(ctx: Context, row: ExportRow, chapters: readonly Chapter[]): Promise<ReportSet> {
  const { tenantId, tenantName, timeZone } = ctx.actor;
  return {
    title: row.title,
    client: tenantName,
    units: await store.unitNames(ctx.tx, tenantId, row.asked.unitIds),
    period: row.asked.period,
    dataOn: dayIn(timeZone, ctx.now),
    chapters,
    mention: row.mode === 'internal' ? insideOnly : undefined,
  };
}

/** A report that is not to be told, among others that are: it stands in its place, and says why it has no figure. */
function withheld(code: string, title: string | undefined, why: string): Chapter {
  const report = catalogue().get(code);
  return {
    table: {
      code,
      title: title ?? report?.title ?? 'Question',
      sentence: report?.definition ?? '',
      dimensions: [],
      measures: [],
      rows: [],
      notes: [`Ce rapport n’est pas diffusé. ${why}`],
    },
  };
}
