import { z } from '@hono/zod-openapi';
import { code, day, id, instant } from '../../http/shapes.ts';
import { fileSummary } from '../social-file/social-file.schema.ts';
import { limits } from './engine/question.ts';

/** A name of the model: a dimension, a unit counted, a filter, a field. */
export const name = z
  .string()
  .regex(/^[a-zA-Z][\w:=-]{0,119}$/)
  .openapi({ example: 'month' });
const value = z.string().min(1).max(120).nullable();

export const period = z
  .strictObject({
    from: day.describe('First day counted.').openapi({ example: '2026-01-01' }),
    to: day.describe('Last day counted.').openapi({ example: '2026-06-30' }),
  })
  .openapi('StatisticsPeriod');

const only = z
  .strictObject({
    dimension: name,
    codes: z.array(value).min(1).max(200).describe('Values kept; null: « Non renseigné ».'),
  })
  .openapi('StatisticsOnly');

const onlyList = z.array(only).max(8).optional().describe('Keeps some values of dimensions.');
const compare = z
  .int()
  .min(0)
  .max(2)
  .optional()
  .describe('Years before the period counted beside it, 0 by default.');

/** For whom figures are worked out: those inside the service, or whoever reads what leaves it. */
export const modes = ['internal', 'diffusion'] as const;
export type Mode = (typeof modes)[number];

const scope = {
  mode: z
    .enum(modes)
    .optional()
    .describe(
      '`internal`, by default: figures for the service. `diffusion`: for anybody else; what is about too few persons is masked, and what is given is kept.',
    ),
  period,
  unitIds: z
    .array(id)
    .min(1)
    .max(1000)
    .optional()
    .describe('Units counted, each by its id; all those you hold statistics on when absent.'),
  only: onlyList,
  compare,
};

export const reportRun = z
  .strictObject({
    ...scope,
    dimensions: z
      .array(name)
      .max(limits.dimensions)
      .optional()
      .describe('For a report whose dimensions are to choose: those chosen, in its order.'),
  })
  .openapi('StatisticsReportRun');
export type ReportRun = z.output<typeof reportRun>;

const term = z.strictObject({ of: name, filters: z.array(name).max(8).optional() }).openapi('StatisticsTerm');
const measure = z
  .strictObject({
    kind: z
      .enum(['count', 'sum', 'avg', 'median', 'rate'])
      .describe('How it is worked out. A rate has a numerator and a denominator.'),
    of: name.describe('The unit counted, or the value summed.').openapi({ example: 'requests' }),
    numerator: term.optional(),
    denominator: term.optional(),
  })
  .openapi('StatisticsMeasure');

const asked = {
  measures: z.array(measure).min(1).max(limits.measures),
  dimensions: z
    .array(name)
    .max(8)
    .optional()
    .describe(`What the figures are spread along: ${limits.dimensions} at most.`),
  filters: z.array(name).max(8).optional().describe('Conditions for a unit to count.'),
  top: z.int().min(1).max(100).optional().describe('Rows of a ranking, with one dimension.'),
};

export const queryInput = z.strictObject({ ...scope, ...asked }).openapi('StatisticsQuery');
export type QueryInput = z.output<typeof queryInput>;

const chart = z.enum(['bar', 'stackedBar', 'line', 'pyramid', 'heatmap', 'table']);

/** What is saved, put in an activity report, exported: the period and the units are given when it is run. */
export const definition = z
  .strictObject({
    reportCode: code.optional().describe('A report of the catalogue; or `question`, one of the two.'),
    question: z
      .strictObject({ ...asked, only: onlyList })
      .optional()
      .describe('A question of your own.'),
    dimensions: z
      .array(name)
      .max(limits.dimensions)
      .optional()
      .describe('For a report whose dimensions are to choose: those chosen, in its order.'),
    only: onlyList,
    compare,
    chart: chart.optional().describe('How it is drawn; the table by itself when absent.'),
  })
  .openapi('StatisticsDefinition');
export type Definition = z.output<typeof definition>;

/** What a definition is run over. */
export interface RunOver {
  readonly period: { readonly from: string; readonly to: string };
  /** All those one holds statistics on when absent. */
  readonly unitIds?: string[] | undefined;
  readonly mode: Mode;
}

const measureShown = z
  .object({
    kind: z.string(),
    of: z.string(),
    label: z.string(),
    unit: z.string().describe('What the figure is in, in French.'),
    numerator: term.optional(),
    denominator: term.optional(),
  })
  .openapi('StatisticsMeasureShown');

const dimensionShown = z
  .object({
    code: z.string(),
    label: z.string(),
    sensitive: z
      .boolean()
      .describe(
        'Its values tell of health, disability, protection, resources, or of the work of one person.',
      ),
  })
  .openapi('StatisticsDimension');

export const reportShown = z
  .object({
    id: z.string(),
    theme: z.string(),
    title: z.string(),
    definition: z.string(),
    measures: z.array(measureShown),
    dimensions: z.array(dimensionShown),
    picks: z.array(z.string()).describe('Dimensions that may be chosen, where the report leaves the choice.'),
    filters: z.array(z.string()),
    top: z.int().optional().describe('Rows of a ranking.'),
    chart: z.string(),
    audience: z
      .string()
      .describe(
        '`service`; `administrators`: who answers for the team, and each for his own where it is by worker; `security`: who reviews security, whatever else he is; others may come.',
      ),
    runnable: z.boolean(),
    waitsFor: z
      .array(z.string())
      .describe('Features it waits for: without them, nothing is there to count, or nobody may count it.'),
  })
  .openapi('StatisticsReport');
export type ReportShown = z.output<typeof reportShown>;

export const presetShown = z
  .object({
    code: z.string().describe('hospital, company or interCompany; others may come.'),
    label: z.string(),
    reports: z.array(z.string()).describe('Codes of the reports a service of this kind reads first.'),
  })
  .openapi('StatisticsPreset');

const figure = z
  .object({
    value: z.number().nullable().describe('Null: it cannot be worked out.'),
    share: z.number().nullable().describe('Share of the whole, known and unknown together, from 0 to 1.'),
    excluded: z.int().describe('What has no value, left out of a mean and counted beside it.'),
    masked: z
      .boolean()
      .describe(
        'It is not told, for it is about too few persons or workers, or would tell what is: all of it is null.',
      ),
  })
  .openapi('StatisticsFigure');

export const table = z
  .object({
    report: z.string().nullable(),
    mode: z.enum(modes),
    threshold: z
      .int()
      .nullable()
      .describe('Fewest persons a figure given for diffusion is about; null inside the service.'),
    team: z
      .object({ atLeast: z.int().describe('Fewest other workers a figure is told of.') })
      .nullable()
      .describe(
        'By worker, for whoever does not answer for the team: his own figures, and those of all the others under `team`, « Équipe ». Null: workers are named, or not asked.',
      ),
    publicationId: id.nullable().describe('What was kept of a diffusion; null inside the service.'),
    period,
    unitIds: z.array(id),
    measures: z.array(measureShown),
    axes: z.array(
      z.object({
        dimension: dimensionShown,
        items: z.array(
          z.object({
            code: z.string().nullable().describe('Null: « Non renseigné ».'),
            label: z.string(),
            latestAt: instant
              .optional()
              .describe('Of a worker, in a report of connections: when the last one of the period was.'),
          }),
        ),
      }),
    ),
    cells: z
      .array(
        z.object({
          at: z
            .array(z.int().nullable())
            .describe(
              'Rank of the value along each axis; null: the total, in which nothing is counted twice.',
            ),
          values: z.array(figure).describe('One for each measure.'),
          before: z.array(z.array(figure)).describe('The same for each year before, nearest first.'),
        }),
      )
      .describe('A cell that is not there holds nothing.'),
    asOf: z
      .string()
      .describe('Acts done until then are in the figures: now, or the oldest that waits to be counted.')
      .openapi({ format: 'date-time' }),
    waiting: z.int().describe('Acts done that are not in the figures yet.'),
  })
  .openapi('StatisticsTable');
export type Table = z.output<typeof table>;

export const filesInput = z
  .strictObject({
    definition,
    period,
    unitIds: scope.unitIds,
    mode: scope.mode,
    measure: z
      .int()
      .min(0)
      .max(limits.measures - 1)
      .optional()
      .describe('Which measure, the first by default. Of a rate: its numerator.'),
    back: z.int().min(0).max(2).optional().describe('Years before the period, 0 by default.'),
    at: z
      .array(z.strictObject({ dimension: name, code: value.describe('Null: « Non renseigné ».') }))
      .max(limits.dimensions)
      .describe('Where the figure stands; a dimension that is not there is taken whole.'),
    limit: z.int().min(1).max(200).optional().describe('Files at most, 50 by default.'),
  })
  .openapi('StatisticsFilesInput');
export type FilesInput = z.output<typeof filesInput>;

export const filesShown = z
  .object({ items: z.array(fileSummary), more: z.boolean().describe('There are others.') })
  .openapi('StatisticsFiles');

export const publicationShown = z
  .object({
    id,
    at: z.string().openapi({ format: 'date-time' }),
    by: z.object({ id, displayName: z.string() }),
    title: z.string(),
    report: z.string().nullable(),
    period,
    unitIds: z.array(id),
    masked: z.int().describe('Figures that were not told.'),
    threshold: z.int(),
  })
  .openapi('StatisticsPublication');
