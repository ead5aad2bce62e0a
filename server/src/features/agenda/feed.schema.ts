import { z } from '@hono/zod-openapi';
import { instant } from '../../http/shapes.ts';
import { feedLevels } from './feed.table.ts';

export const feedLevel = z
  .enum(feedLevels)
  .describe(
    'busy: « Occupé » and nothing else. initials: of the person received. full: what you see, but no note.',
  );

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
  .object({ feed: calendarFeed.nullable().describe('Null: no link serves.') })
  .openapi('CalendarFeedState');

export const feedInput = z
  .strictObject({ level: feedLevel.optional().describe('Default: busy.') })
  .openapi('CalendarFeedInput');
export const feedPatch = z.strictObject({ level: feedLevel }).openapi('CalendarFeedPatch');

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
