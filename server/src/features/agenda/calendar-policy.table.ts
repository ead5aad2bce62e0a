import { sql } from 'drizzle-orm';
import { check, integer, timestamp } from 'drizzle-orm/pg-core';
import { describe, technical, tenantTable } from '../../db/tenant-table.ts';

const instant = () => timestamp({ withTimezone: true });

/** How much of an appointment a calendar outside tells whoever sees it, the least first. */
export const calendarLevels = ['busy', 'initials', 'full'] as const;
export type CalendarLevel = (typeof calendarLevels)[number];

/**
 * What the tenant lets its workers tell outside; without a row, « occupé » and nothing else. Each level has the moment
 * since when it is allowed: what was chosen before, and forbidden meanwhile, does not come back by itself.
 */
export const calendarPolicy = tenantTable(
  'calendar_policy',
  {
    initialsSince: describe(instant(), 'reference', 'Initiales admises dans les agendas externes', 'keep'),
    fullSince: describe(instant(), 'reference', 'Détail admis dans les agendas externes', 'keep'),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: { kind: 'tenant' },
    key: [],
    constraints: () => [
      check('calendar_policy_order', sql`full_since is null or initials_since is not null`),
    ],
  },
);
