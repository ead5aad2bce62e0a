import { z } from '@hono/zod-openapi';
import { id, instant, line, pageOf } from '../../../http/shapes.ts';
import { describeJob, jobShape } from '../../../jobs/job.schema.ts';
import type { JobRow } from '../../../jobs/job.table.ts';
import { fileFormats, type FileFormat } from '../files/write.ts';
import { definition, modes, period } from '../statistics.schema.ts';
import type { ExportRow } from './export.table.ts';

export type ExportFormat = FileFormat;
/** `reports`: tables of figures; `rows`: one line for each act; `activity`: an activity report. */
export type ExportKind = 'reports' | 'rows' | 'activity';

/** Most reports of one file: the whole catalogue, nearly. */
export const mostDefinitions = 200;

/** Made anew and not extended: two closed shapes joined by `allOf` would refuse whatever either does not know. */
const exportedDefinition = z
  .strictObject({
    ...definition.shape,
    title: line(200).optional().describe('Its title in the file, in place of its own.'),
  })
  .openapi('StatisticsExportedDefinition');

const over = {
  period,
  unitIds: z
    .array(id)
    .min(1)
    .max(1000)
    .optional()
    .describe('Units counted, each by its id; all those you may export from when absent.'),
};

export const exportInput = z
  .strictObject({
    definitions: z.array(exportedDefinition).min(1).max(mostDefinitions),
    title: line(200).optional().describe('Title of the file.'),
    format: z
      .enum(fileFormats)
      .describe('Several reports in `csv` are an archive (.zip) of one file for each.'),
    mode: z
      .enum(modes)
      .optional()
      .describe(
        '`internal`, by default: the file says on each page that it stays in the service. `diffusion`: what is about too few persons is masked.',
      ),
    ...over,
  })
  .openapi('StatisticsExportInput');
export type ExportInput = z.output<typeof exportInput>;

export const rowExportInput = z
  .strictObject({
    columns: z
      .array(z.string().min(1).max(120).openapi({ example: 'act' }))
      .min(1)
      .max(60)
      .describe('Codes of `listRowColumns`, each once, in the order of the file.'),
    format: z.enum(['csv', 'xlsx']),
    title: line(200).optional().describe('Title of the file.'),
    ...over,
  })
  .openapi('StatisticsRowExportInput');
export type RowExportInput = z.output<typeof rowExportInput>;

export const rowColumnList = z
  .object({
    items: z.array(
      z.object({
        code: z.string(),
        label: z.string(),
        kind: z.string().describe('text, number or day; others may come.'),
      }),
    ),
  })
  .openapi('StatisticsRowColumnList');

interface Asked {
  readonly period: { readonly from: string; readonly to: string };
  readonly unitIds: readonly string[];
  /** It tells workers apart: each by name, for who answers for the team, or its author and the others. */
  readonly byWorker?: 'named' | 'own';
}
/** What an export keeps of what was asked. */
export interface ReportsAsked extends Asked {
  readonly definitions: readonly z.output<typeof exportedDefinition>[];
}
/** The same of lines. */
export interface RowsAsked extends Asked {
  readonly columns: readonly string[];
}
/** The same of an activity report. */
export interface ActivityAsked extends Asked {
  readonly activityReportId: string;
}
export type ExportAsked = ReportsAsked | RowsAsked | ActivityAsked;

export const activityExportInput = z
  .strictObject({ format: z.enum(fileFormats) })
  .openapi('ActivityReportExportInput');

export const exportShape = z
  .object({
    id,
    kind: z
      .string()
      .describe('reports; rows: one line for each act; activity: an activity report; others may come.'),
    title: z.string(),
    format: z.string(),
    mode: z.string(),
    period,
    unitIds: z.array(id),
    filename: z.string().describe('What it is saved as.'),
    size: z.int().nullable().describe('Bytes; null until the file is made.'),
    count: z.int().nullable().describe('Reports or lines it holds; null until the file is made.'),
    job: jobShape,
    createdAt: instant,
    expiresAt: instant.describe('When the file is erased.'),
    can: z.object({ download: z.boolean() }),
  })
  .openapi('StatisticsExport');
export type ExportShown = z.input<typeof exportShape>;

export const exportPage = pageOf(exportShape).openapi('StatisticsExportPage');

export const describeExport = (row: ExportRow, job: JobRow): ExportShown => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  format: row.format,
  mode: row.mode,
  period: row.asked.period,
  unitIds: [...row.asked.unitIds],
  filename: filenameOf(row),
  size: row.size,
  count: row.count,
  job: describeJob(job),
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  can: { download: row.blobId !== null },
});

/** What no system refuses in a name, and whose it is: a file that stays in the service says so before it is opened. */
export function filenameOf({ title, mode, format, asked }: ExportRow): string {
  const plain = title
    .replace(/[<>:"/\\|?*\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .slice(0, 100)
    .toWellFormed();
  const isArchive = format === 'csv' && 'definitions' in asked && asked.definitions.length > 1;
  const scope = mode === 'internal' ? ' - usage interne' : '';
  return `${plain === '' ? 'Statistiques' : plain}${scope}.${isArchive ? 'zip' : format}`;
}
