import { sql } from 'drizzle-orm';
import { check, foreignKey, integer, text, timestamp, uuid, type AnyPgColumn } from 'drizzle-orm/pg-core';
import { describe, technical, tenantTable } from '../../db/tenant-table.ts';
import { staffMember } from '../organisation/organisation.table.ts';
import type { CalendarLevel } from './calendar-policy.table.ts';

const instant = () => timestamp({ withTimezone: true });

const staffKey = (name: string, t: Readonly<Record<'tenantId' | 'staffId', AnyPgColumn>>) =>
  foreignKey({
    name,
    columns: [t.tenantId, t.staffId],
    foreignColumns: [staffMember.tenantId, staffMember.id],
  });

/** The secret link to a worker's calendar: one at a time. A new one takes the place of the former, which ends. */
export const calendarFeed = tenantTable(
  'calendar_feed',
  {
    staffId: technical(uuid().notNull()),
    /** Keyed; the link itself is kept nowhere. */
    digest: describe(text().notNull(), 'secret', 'Empreinte du lien d’agenda', 'keep'),
    level: describe(
      text().$type<CalendarLevel>().notNull(),
      'staff',
      'Ce que le lien d’agenda montre',
      'keep',
    ),
    /** When it was chosen: what the tenant forbade since is told no more. */
    levelAt: describe(instant().notNull().defaultNow(), 'staff', 'Choix de ce que le lien montre', 'keep'),
    createdAt: describe(instant().notNull(), 'staff', 'Création du lien d’agenda', 'keep'),
    /** Local day on which it was last read: a reading is traced once a day. */
    lastReadDay: describe(text(), 'staff', 'Dernier jour de lecture du lien d’agenda', 'keep'),
    revokedAt: describe(instant(), 'staff', 'Retrait du lien d’agenda', 'keep'),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: { kind: 'author', column: 'staff_id' },
    key: ['staffId'],
    constraints: (t) => [
      staffKey('calendar_feed_staff_fk', t),
      check('calendar_feed_level', sql`level in ('busy', 'initials', 'full')`),
    ],
  },
);

/** What a worker took from calendar files, so that taking it again adds nothing. */
export const calendarImport = tenantTable(
  'calendar_import',
  {
    staffId: technical(uuid().notNull()),
    /** Of the UID and the recurrence id: what another program wrote there may name people. */
    digest: describe(text().notNull(), 'secret', 'Empreinte d’un événement importé', 'keep'),
    /** The appointment, or the series, it was made into; it may have been erased since. */
    recordId: technical(uuid().notNull()),
    importedAt: describe(instant().notNull(), 'staff', 'Import d’un événement d’agenda', 'keep'),
  },
  {
    scope: { kind: 'author', column: 'staff_id' },
    key: ['staffId', 'digest'],
    constraints: (t) => [staffKey('calendar_import_staff_fk', t)],
  },
);
