import { z } from '@hono/zod-openapi';
import { day, id } from '../../http/shapes.ts';
import { period } from './statistics.schema.ts';

/** Units of an address, which is no place for a thousand of them. */
const most = 100;

export const missingQuery = z.strictObject({
  from: day.optional().describe('First day of the period; 1 January of this year when absent.'),
  to: day.optional().describe('Last day of the period; today when absent.'),
  unitIds: z
    .string()
    .max(most * 37)
    .transform((ids) => ids.split(','))
    .pipe(z.array(id).max(most))
    .optional()
    .openapi({ type: 'string' })
    .describe(
      `Ids of units, ${most} at most, separated by commas; all those you hold statistics on when absent.`,
    ),
});
export type MissingQuery = z.output<typeof missingQuery>;

const item = z
  .object({
    field: z.string().describe('What the file does not say: a field of the situation, or of the identity.'),
    label: z.string(),
    dimension: z
      .string()
      .describe('Along which those persons are « Non renseigné »: `statistics.files` gives their files.'),
    persons: z.int().describe('Persons seen in the period of whom it is not known.'),
    share: z.number().describe('Of all the persons seen, from 0 to 1.'),
    reports: z
      .array(z.object({ id: z.string(), title: z.string() }))
      .describe('Reports that run today and read it.'),
  })
  .openapi('StatisticsMissingItem');

export const missing = z
  .object({
    period,
    unitIds: z.array(id),
    persons: z.int().describe('Persons seen in the period.'),
    items: z.array(item).describe('By the figures that answering would change, most first.'),
    asOf: z.string().describe('The moment it was worked out.').openapi({ format: 'date-time' }),
    waiting: z.int().describe('Acts done that are not counted yet.'),
  })
  .openapi('StatisticsMissing');
export type Missing = z.output<typeof missing>;
