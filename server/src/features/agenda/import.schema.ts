import { z } from '@hono/zod-openapi';
import { id } from '../../http/shapes.ts';
import { mostBytes } from './calendar-files/read.ts';

/** Events taken at once. */
export const mostTaken = 500;

const content = z.string().min(1).max(mostBytes).describe('The text of an .ics file, of 2 MB at most.');
const key = z.string().regex(/^[\w-]{43}$/);

export const importPreviewInput = z.strictObject({ content }).openapi('CalendarImportPreviewInput');
export const importInput = z
  .strictObject({
    content,
    unitId: id.describe('The unit whose agenda they stand in; you alone see what they are.'),
    keys: z.array(key).min(1).max(mostTaken).describe('Those of the preview, of the events to take.'),
  })
  .openapi('CalendarImportInput');

export const importPreview = z
  .object({
    events: z.array(
      z.object({
        key: z.string().describe('The same for an event each time its file is read.'),
        title: z.string(),
        place: z.string().nullable(),
        startsAt: z.string().describe('Local; of whole days, the day alone.'),
        minutes: z.int(),
        zone: z.string(),
        sentence: z.string().nullable().describe('When it comes back, in French.'),
        state: z
          .string()
          .describe('new, known (taken before: it would add nothing) or conflict (you are not free).'),
        detail: z.string().nullable().describe('What stands in the way, in French.'),
      }),
    ),
    refused: z.array(
      z.object({
        line: z.int().nullable().describe('Of the file, where the event begins.'),
        title: z.string().nullable(),
        reason: z.string().describe('In French.'),
      }),
    ),
  })
  .openapi('CalendarImportPreview');
export type ImportPreview = z.output<typeof importPreview>;

export const imported = z
  .object({
    items: z.array(
      z.object({
        key: z.string(),
        outcome: z.string().describe('booked, known or conflict.'),
        appointmentId: id.nullable().describe('Of a series, its first appointment.'),
        detail: z.string().nullable(),
      }),
    ),
  })
  .openapi('CalendarImported');
export type Imported = z.output<typeof imported>;
