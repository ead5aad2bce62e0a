import { z } from '@hono/zod-openapi';
import { id } from '../../../http/shapes.ts';
import { allowed, calendarLevel } from '../calendar-policy.schema.ts';
import { calendarLevels } from '../calendar-policy.table.ts';
import { linkStates } from './link.table.ts';

const level = z.string().describe(`What colleagues see in Outlook: ${calendarLevels.join(', ')}.`);

export const calendarLinkState = z
  .object({
    available: z.boolean().describe('Whether this server may be tied to Outlook.'),
    state: z.string().describe(`${linkStates.join(', ')}. toReconnect: agree again, nothing is lost.`),
    reason: z
      .string()
      .nullable()
      .describe(
        'Why to agree again, as Microsoft calls it: invalid_grant, consent_required, insufficient_claims…',
      ),
    mailbox: z.string().nullable(),
    level,
    allowedLevels: allowed,
    previews: z
      .array(z.object({ level, subject: z.string() }))
      .describe('The subject of an event at each level, for a person named Odile Exemple.'),
    syncedAt: z.iso.datetime().nullable(),
    toCheck: z
      .array(z.object({ appointmentId: id, what: z.string().describe('moved or gone, there.') }))
      .describe('Yours that somebody changed in Outlook: they stand here, and are written there no more.'),
  })
  .openapi('CalendarLink');
export type CalendarLinkState = z.output<typeof calendarLinkState>;

export const connection = z
  .object({ address: z.string().describe('Where to agree, at Microsoft; for ten minutes.') })
  .openapi('CalendarConnection');
export const finishInput = z
  .strictObject({ code: z.string().min(1).max(4000), state: z.string().min(1).max(400) })
  .openapi('CalendarConnectionInput');
export const levelInput = z.strictObject({ level: calendarLevel }).openapi('CalendarLevelInput');
export const disconnectInput = z
  .strictObject({ keepEvents: z.boolean().describe('Leave in Outlook what is to come.') })
  .openapi('CalendarDisconnectionInput');
