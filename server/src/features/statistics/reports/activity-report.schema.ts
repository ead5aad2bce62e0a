import { z } from '@hono/zod-openapi';
import { day, id, instant, line, longText, pageOf } from '../../../http/shapes.ts';
import { definition, modes, period, table } from '../statistics.schema.ts';
import { reportKinds } from './reports.table.ts';

/** Most chapters of one report. */
export const mostChapters = 80;
/** Bytes of a whole report as it is sent: its chapters, each with what is said of it. */
export const mostBytes = 2 * 1024 * 1024;

const written = {
  title: line(200),
  comment: longText(10_000).describe('What its authors say of the figures, in paragraphs.'),
  definition,
  showChart: z.boolean(),
  showTable: z.boolean().describe('In the Word and PDF files; a workbook is made of tables.'),
};

export const chapterInput = z
  .strictObject({
    id: id.optional().describe('Of a chapter that stays; a new one has none.'),
    ...written,
    title: written.title.optional().describe('The title of its report when absent.'),
    comment: written.comment.optional(),
    showChart: written.showChart.optional(),
    showTable: written.showTable.optional(),
  })
  .openapi('ActivityChapterInput');
export type ChapterInput = z.output<typeof chapterInput>;
export const chapters = z.array(chapterInput).max(mostChapters);

const kind = z
  .enum(reportKinds)
  .describe('annual, quarterly (CSE), clientUnit or free: what its chapters begin with.');
const mode = z
  .enum(modes)
  .describe(
    '`diffusion`: what is about too few persons is masked, for whoever reads it outside the service.',
  );
const unitIds = z.array(id).min(1).max(200);

export const activityReportInput = z
  .strictObject({
    title: line(200),
    kind,
    mode: mode.optional().describe('`diffusion` by default.'),
    period,
    unitIds,
    chapters: chapters.optional().describe('Those of its kind when absent.'),
  })
  .openapi('ActivityReportInput');
export type ActivityReportInput = z.output<typeof activityReportInput>;

export const activityReportPatch = z
  .strictObject({ title: line(200), mode, period, unitIds, chapters })
  .partial()
  .openapi('ActivityReportPatch');
export type ActivityReportPatch = z.output<typeof activityReportPatch>;

const person = z.object({ id, displayName: z.string() });

const listed = {
  id,
  version: z.int(),
  title: z.string(),
  kind: z.string(),
  mode: z.enum(modes),
  period,
  unitIds: z.array(id),
  status: z.enum(['draft', 'frozen']),
  author: person,
  changedAt: instant,
  frozenAt: instant.nullable(),
  dataOn: day.nullable().describe('The day its figures are of, once frozen.'),
};

export const activityReportListed = z
  .object({ ...listed, chapters: z.int().describe('How many it has.') })
  .openapi('ActivityReportListed');
export const activityReportPage = pageOf(activityReportListed).openapi('ActivityReportPage');

export const activityReport = z
  .object({
    ...listed,
    chapters: z.array(
      z
        .object({
          id,
          ...written,
          // Its figures as they were frozen; absent while the report is written, null where they are withheld
          table: z.union([table, z.null()]).optional(),
          withheld: z
            .literal(true)
            .optional()
            .describe(
              'Of a frozen one: it is by worker, and not yours to read but of whoever answers for the team.',
            ),
        })
        .openapi('ActivityChapter'),
    ),
    can: z.object({ change: z.boolean(), freeze: z.boolean(), remove: z.boolean() }),
  })
  .openapi('ActivityReport');
export type ActivityReportShown = z.output<typeof activityReport>;

const count = z
  .int()
  .nullable()
  .describe('Null where it is about too few to be told of a report for diffusion.');

export const differences = z
  .object({
    dataOn: day.describe('The day the frozen figures are of.'),
    asOf: instant.describe('The moment those of today were worked out.'),
    changed: z.int().describe('Figures that are not the same any more.'),
    compared: z.int().describe('Figures of the report.'),
    leftOut: z
      .array(id)
      .describe('Chapters by worker that were not compared: withheld, or as another person had them.'),
    items: z
      .array(
        z.object({
          chapterId: id,
          title: z.string(),
          row: z
            .array(z.string())
            .describe('Where the figure stands, as it is read: « Ensemble » for a total.'),
          measure: z.string().describe('What it counts, and in which year where it is one before.'),
          frozen: z.number().nullable(),
          today: z.number().nullable(),
          masked: z
            .boolean()
            .describe(
              'Of a report for diffusion: that of today is about too few persons to be told, though it differs.',
            ),
        }),
      )
      .describe('The first two thousand.'),
    why: z
      .array(
        z.object({
          chapterId: id,
          explained: z
            .boolean()
            .describe('Whether acts explain it: otherwise a list, a unit or a field may have changed.'),
          subject: z.string().describe('What it counts: work, requests, actions or files.'),
          late: count.describe('Acts of the period entered since the data date.'),
          changed: count.describe('Acts of the period changed since.'),
          voided: count.describe('Acts of the period voided since.'),
          situations: count.describe('Files whose situation or identity changed since.'),
        }),
      )
      .describe('One for each chapter that changed.'),
  })
  .openapi('ActivityReportDifferences');
export type Differences = z.output<typeof differences>;
