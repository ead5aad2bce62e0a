import { z } from '@hono/zod-openapi';
import { id } from '../../http/shapes.ts';

export const contractedQuery = z.strictObject({
  year: z.coerce.number().int().min(2000).max(2199).optional().describe('Default: this one.'),
});

const minutes = {
  contractedMinutes: z
    .number()
    .nullable()
    .describe(
      'A twelfth of what the contract of the year says, as in force at the end of the month; null: none.',
    ),
  plannedMinutes: z.int().describe('On-site sessions of the agenda, but for those cancelled.'),
  heldMinutes: z.int().describe('Those of them that were held.'),
  workMinutes: z
    .int()
    .describe('Travaux done for the entity, those of a session too: they are not added to sessions held.'),
  remainingMinutes: z
    .number()
    .nullable()
    .describe('Contracted less held; below nought, more was held than contracted; null without contract.'),
};

export const contractedTime = z
  .object({
    year: z.int(),
    items: z
      .array(
        z.object({
          unitId: id.describe('Of an entity: a client company, or the whole house for what is of none.'),
          name: z.string(),
          ...minutes,
          months: z
            .array(z.object({ month: z.string().describe('YYYY-MM.'), ...minutes }))
            .describe('Twelve.'),
        }),
      )
      .describe('Entities you hold, that have a contract or an on-site session in the year, by name.'),
    asOf: z.string().openapi({ format: 'date-time' }).describe('The moment travaux were counted.'),
    waiting: z.int().describe('Acts done that are not counted yet.'),
  })
  .openapi('StatisticsContractedTime');
export type ContractedTime = z.output<typeof contractedTime>;
