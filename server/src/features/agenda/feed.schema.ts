import { z } from '@hono/zod-openapi';
import { instant } from '../../http/shapes.ts';
import { allowed, calendarLevel } from './calendar-policy.schema.ts';

const level = z.string().describe('busy, initials or full.');

export const calendarFeed = z
  .object({
    level,
    createdAt: instant,
    lastReadDay: z.string().nullable().describe('Local day on which a program last read it.'),
    version: z.int(),
  })
  .openapi('CalendarFeed');

export const feedState = z
  .object({
    feed: calendarFeed.nullable().describe('Null: no link serves.'),
    allowedLevels: allowed,
  })
  .openapi('CalendarFeedState');

export const feedInput = z
  .strictObject({ level: calendarLevel.optional().describe('Default: busy.') })
  .openapi('CalendarFeedInput');
export const feedPatch = z.strictObject({ level: calendarLevel }).openapi('CalendarFeedPatch');

export const madeFeed = z
  .object({
    feed: calendarFeed,
    address: z.string().describe('The link. Whoever holds it reads the calendar; it is shown this once.'),
    version: z.int(),
  })
  .openapi('MadeCalendarFeed');

export const feedPreview = z
  .object({
    level,
    zone: z.string(),
    items: z.array(
      z.object({
        startsAt: z.string().describe('Local; of whole days, the day alone.'),
        minutes: z.int(),
        title: z.string(),
        place: z.string().nullable(),
        url: z.string().nullable(),
        tentative: z.boolean(),
        blocks: z.boolean(),
      }),
    ),
  })
  .openapi('CalendarFeedPreview');
export type FeedPreview = z.output<typeof feedPreview>;
