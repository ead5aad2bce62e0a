import { z } from '@hono/zod-openapi';
import { describeJob, jobShape } from '../../jobs/job.schema.ts';
import type { JobRow } from '../../jobs/job.table.ts';
import { day, id, instant, line, pageOf } from '../../http/shapes.ts';
import type { fileImport } from './import.table.ts';
import { mappingSchema, type Mapping } from './read/mapping.ts';

/** Greatest file that can be sent. */
export const mostBytes = 20_000_000;

export const newImport = z
  .strictObject({
    filename: line(255).describe('Shown to its author only.'),
    size: z.int().min(1).max(mostBytes).describe('Bytes of the file to come.'),
  })
  .openapi('NewImport');

export const importPatch = z
  .strictObject({
    mapping: mappingSchema.optional(),
    defaultUnitId: id.nullable().optional().describe('Where what names no site goes; among your units.'),
    asOf: day
      .nullable()
      .optional()
      .describe('The day of the list: ages are counted on it. Null: the day of the import.'),
  })
  .openapi('ImportPatch');

const counts = z
  .object({
    before: z.int().describe('Persons, or travaux, within your reach before.'),
    read: z.int().describe('Rows of the file that hold something.'),
    refused: z.int(),
    repeated: z.int().describe('Rows that say again what another says.'),
    total: z.int().describe('Rows that become records.'),
    written: z.int().describe('Rows written so far.'),
    after: z.int().describe('Persons, or travaux, once all is written.'),
  })
  .openapi('ImportCounts');

export const importShape = z
  .object({
    id,
    filename: z.string(),
    size: z.int(),
    status: z
      .string()
      .describe('empty, ready, checked, running, stopped, done, undoing, undone or abandoned.'),
    kind: z.string().nullable().describe('people or interventions; null until a mapping is known.'),
    mapping: z.union([mappingSchema, z.null()]),
    defaultUnitId: id.nullable(),
    asOf: day.nullable(),
    counts: z.union([counts, z.null()]).describe('Of the last check, run or undoing.'),
    job: z.union([jobShape, z.null()]).describe('The last check, run or undoing.'),
    createdAt: instant,
    changedAt: instant,
    endedAt: instant.nullable(),
    version: z.int(),
    can: z.object({
      send: z.boolean().describe('Send its file, or another.'),
      change: z.boolean(),
      check: z.boolean(),
      run: z.boolean().describe('Run it, or go on with what was stopped.'),
      undo: z.boolean(),
      abandon: z.boolean(),
    }),
  })
  .openapi('Import');

const previewSheet = z.object({
  name: z.string().nullable().describe('Null for a text file.'),
  hidden: z.boolean(),
  headerRow: z.int().nullable().describe('Line of the header; null when no row looks like one.'),
  rows: z.int().describe('Rows with data.'),
  columns: z.array(z.object({ index: z.int(), header: z.string(), hidden: z.boolean() })),
  sample: z
    .array(z.object({ line: z.int(), cells: z.array(z.string()) }))
    .describe('The first rows with data; the cells stand in the order of the columns’ index.'),
});

export const previewShape = z
  .object({
    format: z.string().describe('csv or xlsx.'),
    sheets: z.array(previewSheet),
    fields: z
      .object({ people: z.array(z.string()), interventions: z.array(z.string()) })
      .describe('What a column can be, by kind.'),
    doubts: z
      .array(z.object({ sheet: z.string().nullable(), column: z.string(), wording: z.string().nullable() }))
      .describe('Columns and wordings for which nothing was found: show them first.'),
  })
  .openapi('ImportPreview');
export type Preview = z.infer<typeof previewShape>;

export const reportLine = z
  .object({
    row: z.string().describe('“46”, or “Arras!46” in a workbook of several sheets; “0” for no row.'),
    level: z.string().describe('refused, merged, duplicate, possibleDuplicate or warning.'),
    code: z.string(),
    message: z.string().describe('In French: what was seen, and what becomes of the row.'),
  })
  .openapi('ImportReportLine');
export type StoredLine = z.infer<typeof reportLine>;
export type CountLine = z.infer<typeof countLine>;

const countLine = z.object({ label: z.string(), value: z.int() });
export const reportPage = pageOf(reportLine)
  .extend({ counts: z.array(countLine).describe('The figures of the whole file, in French.') })
  .openapi('ImportReportPage');
export const importPage = pageOf(importShape)
  .extend({ can: z.object({ open: z.boolean() }).describe('What you can do from this list.') })
  .openapi('ImportPage');

type Row = typeof fileImport.$inferSelect;

/** An import as its author sees it. */
export function describeImport(row: Row, job: JobRow | undefined): z.infer<typeof importShape> {
  const { counts: found, status } = row;
  const busy = job !== undefined && (job.status === 'queued' || job.status === 'running');
  const has = (...states: Row['status'][]) => !busy && states.includes(status);
  const mapped = row.sourceBlobId !== null && row.mapping !== null;
  return {
    id: row.id,
    filename: row.filename,
    size: row.size,
    status,
    kind: row.kind,
    mapping: row.mapping as Mapping | null,
    defaultUnitId: row.defaultUnitId,
    asOf: row.asOf,
    counts: found && { ...found, after: found.before + found.total },
    job: job ? describeJob(job) : null,
    createdAt: row.createdAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    version: row.version,
    can: {
      send: has('empty', 'ready', 'checked'),
      change: has('ready', 'checked'),
      check: mapped && has('ready', 'checked'),
      run: mapped && has('ready', 'checked', 'stopped'),
      undo: has('stopped', 'done', 'undoing'),
      abandon: has('empty', 'ready', 'checked'),
    },
  };
}
