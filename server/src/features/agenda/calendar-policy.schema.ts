import { z } from '@hono/zod-openapi';
import { calendarLevels } from './calendar-policy.table.ts';

export const calendarLevel = z
  .enum(calendarLevels)
  .describe(
    'busy: « Occupé » and nothing else. initials: of the person received. full: what the worker sees, but no note.',
  );

export const allowed = z
  .array(z.string())
  .describe('Levels the tenant lets workers choose, the least first; always busy.');

export const policyInput = z.strictObject({ mostLevel: calendarLevel }).openapi('CalendarPolicyInput');

export const calendarPolicy = z
  .object({
    mostLevel: z.string().describe('The most a calendar outside may tell: busy, initials or full.'),
    allowedLevels: allowed,
    version: z.int(),
    can: z.object({ change: z.boolean() }),
  })
  .openapi('CalendarPolicy');
