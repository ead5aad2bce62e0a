import { z } from '@hono/zod-openapi';
import { id, instant, line, pageOf } from '../../../http/shapes.ts';
import { definition } from '../statistics.schema.ts';

const sharedWith = id
  .nullable()
  .describe('The unit whose readers of statistics find it in their list; null: nobody else finds it.');

const written = { title: line(150), unitId: sharedWith, definition };

export const savedReportInput = z
  .strictObject({ ...written, unitId: sharedWith.optional() })
  .openapi('SavedReportInput');
export const savedReportPatch = z.strictObject(written).partial().openapi('SavedReportPatch');

export const savedReport = z
  .object({
    id,
    version: z.int(),
    ...written,
    author: z.object({ id, displayName: z.string() }),
    createdAt: instant,
    changedAt: instant,
    can: z.object({ change: z.boolean().describe('Its author alone changes it.') }),
  })
  .openapi('SavedReport');
export const savedReportPage = pageOf(savedReport).openapi('SavedReportPage');

/** The format written today; an older one is still read, a newer one is refused. */
export const fileVersion = 1;

/** A saved report as a file, for another service or another customer: a question, without figure, unit or person. */
export const savedReportFile = z
  .strictObject({
    format: z.literal('lastria-report'),
    version: z
      .int()
      .min(1)
      .refine(
        (version) => version <= fileVersion,
        'Ce fichier vient d’une version plus récente de Lastria : importez-le après la mise à jour.',
      )
      .openapi({ example: fileVersion }),
    title: line(150),
    definition,
    leftOut: z
      .array(z.string().max(120))
      .max(16)
      .describe('Dimensions it kept to units, members of the team or partners of its own: left out.'),
  })
  .openapi('SavedReportFile');
export type SavedReportFile = z.output<typeof savedReportFile>;
