import type { Session } from '@lastria/sdk';
import { CalendarFeeds } from '@lastria/sdk/agenda';
import { CalendarLinks } from '@lastria/sdk/calendar-links';
import type { Database } from '../../server/src/db/database.ts';
import { calendarLink } from '../../server/src/features/agenda/outlook/link.table.ts';
import { demoTenantId } from '../../server/src/demo/seed.ts';

/** A calendar as another program exports it: one event that stands free, one that comes back, one without a start. */
const file = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Autre programme//FR',
  'BEGIN:VEVENT',
  'UID:formation@example.fr',
  'DTSTAMP:20261101T080000Z',
  'DTSTART;TZID=Europe/Paris:20261126T090000',
  'DTEND;TZID=Europe/Paris:20261126T170000',
  'SUMMARY:Formation budget',
  'LOCATION:Lens',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:pratiques@example.fr',
  'DTSTAMP:20261101T080000Z',
  'DTSTART;TZID=Europe/Paris:20261201T140000',
  'DTEND;TZID=Europe/Paris:20261201T160000',
  'RRULE:FREQ=MONTHLY;BYDAY=1TU;COUNT=6',
  'SUMMARY:Analyse de pratiques',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:sans-debut@example.fr',
  'DTSTAMP:20261101T080000Z',
  'SUMMARY:À classer',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

/** Ties the Outlook calendar of somebody, as Microsoft would once she agreed. */
export const tieCalendar = (database: Database, staffId: string, now: Date): Promise<unknown> =>
  database.withTenant(demoTenantId, [], (tx) =>
    tx.insert(calendarLink).values({
      tenantId: demoTenantId,
      staffId,
      provider: 'outlook',
      state: 'connected',
      mailbox: 'c.morel@chu-valmont.example',
      syncedAt: now,
    }),
  );

/** What the element of one's own calendars asks. */
export async function readCalendars(session: Session): Promise<void> {
  const feeds = new CalendarFeeds(session);
  await feeds.readFeed();
  await new CalendarLinks(session).readCalendarLink();
  for (const level of ['busy', 'initials', 'full'] as const) await feeds.previewFeed(level);
  await feeds.previewImport(file);
}

/** What it does then: the address, the consent, the file. */
export async function keepCalendars(session: Session, unitId: string): Promise<void> {
  const feeds = new CalendarFeeds(session);
  await feeds.makeFeed('busy');
  await new CalendarLinks(session).connectCalendar();
  const { events } = await feeds.previewImport(file);
  await feeds.import({ content: file, unitId, keys: events.map(({ key }) => key) });
}
