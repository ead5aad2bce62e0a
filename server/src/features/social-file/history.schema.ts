import { z } from '@hono/zod-openapi';
import { day, id, instant } from '../../http/shapes.ts';
import { answerValue } from './social-file.schema.ts';

/** Which of a file's records keep their former values. */
export const historyRecord = z.enum(['identity', 'situation', 'relative', 'status', 'leadWorker', 'flag']);

const change = z.object({
  field: z
    .string()
    .describe('The field of the record: of the identity, of the situation, of the person around…'),
  before: answerValue.nullable().describe('What stood before; null: nothing.'),
  beforeSince: day.nullable().describe('Since when it was so, for a field of the situation.'),
  after: answerValue.nullable().describe('What was written; null: withdrawn.'),
  since: day.nullable().describe('Since when it is so, for a field of the situation.'),
});

export const historyEntry = z
  .object({
    id,
    at: instant.describe('Midnight UTC of its day for what was brought from elsewhere.'),
    by: z.object({ id, displayName: z.string() }),
    record: z
      .string()
      .describe('identity, situation, relative, status, leadWorker or flag; others may come.'),
    recordId: id,
    changes: z.array(change),
  })
  .openapi('HistoryEntry');
export type HistoryEntry = z.output<typeof historyEntry>;
