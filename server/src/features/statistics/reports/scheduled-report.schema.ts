import { z } from '@hono/zod-openapi';
import { day, id, instant, line, pageOf } from '../../../http/shapes.ts';
import { chapterInput, mostChapters } from './activity-report.schema.ts';
import { rhythms } from './reports.table.ts';

const chapters = z.array(chapterInput).min(1).max(mostChapters);
const written = {
  title: line(150).describe('Of each report made, with its period.'),
  unitIds: z.array(id).min(1).max(200),
  every: z.enum(rhythms).describe('What each report is of: a month, a quarter, a year that ended.'),
  onDay: z
    .int()
    .min(1)
    .max(28)
    .describe('Day of the month after the period, in the time zone of the service.')
    .openapi({ example: 5 }),
  chapters,
};

export const scheduledReportInput = z.strictObject(written).openapi('ScheduledReportInput');
export type ScheduledReportInput = z.output<typeof scheduledReportInput>;
export const scheduledReportPatch = z
  .strictObject({ ...written, paused: z.boolean() })
  .partial()
  .openapi('ScheduledReportPatch');
export type ScheduledReportPatch = z.output<typeof scheduledReportPatch>;

export const scheduledReport = z
  .object({
    id,
    version: z.int(),
    title: z.string(),
    unitIds: z.array(id),
    every: z.string(),
    onDay: z.int(),
    chapters: z.array(chapterInput),
    nextOn: day.nullable().describe('The next day one is made; null while it is paused.'),
    pausedFor: z
      .string()
      .nullable()
      .describe(
        'asked; rightLost: its units are no longer all yours; refused: its figures could not leave the service.',
      ),
    lastReportId: id.nullable().describe('The activity report made last.'),
    lastMadeAt: instant.nullable(),
  })
  .openapi('ScheduledReport');
export type ScheduledReportShown = z.output<typeof scheduledReport>;
export const scheduledReportPage = pageOf(scheduledReport).openapi('ScheduledReportPage');
