import { z } from '@hono/zod-openapi';
import { day, id, instant, pageQuery } from '../../http/shapes.ts';

export const auditEventShape = z
  .object({
    id,
    at: instant,
    type: z.string(),
    label: z.string().describe('The act in French.'),
    staff: z.object({ id, displayName: z.string() }).nullable(),
    client: z
      .object({ id, name: z.string() })
      .nullable()
      .describe('The portal that vouched for the person: who acted for whom.'),
    reason: z.string().nullable().describe('Of a file opened in an emergency: what its opener wrote.'),
  })
  .openapi('AuditEvent');

export const auditEntry = auditEventShape
  .extend({
    fileId: id
      .nullable()
      .describe('The file concerned, by its id: this log holds no name of a person followed.'),
    unitId: id.nullable(),
    recordId: id.nullable(),
    origin: z
      .object({
        kind: z.string().describe('`page`, `frame`, `embed` or `service`.'),
        device: z.string().nullable().describe('Browser and system.'),
        address: z.string().nullable().describe('Of the page in which it was, where that is a portal’s.'),
      })
      .nullable()
      .describe('The session by which it was done; null once it is forgotten.'),
  })
  .openapi('AuditEntry');

export const readingAlert = z
  .object({
    id,
    staff: z.object({ id, displayName: z.string() }),
    kind: z.string().describe('The limit passed: `filesPerHour`, `filesPerDay` or `searchesPerHour`.'),
    count: z.int().nullable().describe('How many it was when it was told.'),
    limit: z.int().nullable().describe('How many were allowed then.'),
    openedAt: instant,
    closedAt: instant.nullable().describe('When it was back under the limit; null: it is not.'),
  })
  .openapi('ReadingAlert');

export const auditState = z
  .object({
    signed: z
      .object({ size: z.int().describe('Traces chained by then.'), at: instant })
      .nullable()
      .describe('The last state signed and given away; null: none yet.'),
    verified: z
      .object({
        size: z.int().describe('Traces that hold, from the first.'),
        at: instant,
        fault: z
          .object({ kind: z.string(), seq: z.int() })
          .nullable()
          .describe(
            '`changed`, `deleted`, `inserted`, `swapped`, `truncated` or `rechained`, and from which trace on.',
          ),
        strays: z.int().describe('Traces found outside the chain.'),
      })
      .nullable()
      .describe('What the server found when it last verified all of it, which it does daily; null: not yet.'),
  })
  .openapi('AuditState');

export const searchQuery = z.strictObject({
  ...pageQuery,
  fileId: id.optional(),
  staffId: id.optional(),
  kind: z
    .string()
    .regex(/^[a-z]+(\.[a-zA-Z]+)?$/)
    .max(60)
    .optional()
    .describe('A kind of act, `file.opened`, or a family of them, `file`.'),
  from: day.optional().describe('First day, in the zone of the tenant.'),
  to: day.optional().describe('Last day, included.'),
});

const limit = z.int().min(1).max(10_000);
const limits = {
  filesPerHour: limit.describe('Different files read in an hour.'),
  filesPerDay: limit.describe('Different files read in a day.'),
  searchesPerHour: limit.describe('Searches and lists in an hour.'),
};
const readingLimits = z
  .object({ role: z.string(), ...limits })
  .openapi('ReadingLimits')
  .describe('Beyond these the managers of the unit and the data protection officers are told.');

export const auditSettings = z
  .object({
    retentionMonths: z.int().describe('Months after which a trace is erased.'),
    readingLimits: z.array(readingLimits),
    version: z.int(),
  })
  .openapi('AuditSettings');

export const auditSettingsPatch = z
  .strictObject({
    retentionMonths: z
      .int()
      .min(6, 'La loi demande au moins 6 mois.')
      .max(36, 'Un journal ne se garde pas plus de 36 mois.')
      .optional(),
    readingLimits: z
      .array(z.strictObject({ role: z.string().max(40), ...limits }))
      .max(20)
      .optional()
      .describe('Only the roles to change.'),
  })
  .openapi('AuditSettingsPatch');
