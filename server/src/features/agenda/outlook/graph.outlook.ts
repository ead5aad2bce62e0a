import type { Fetch } from '../../access/provider.service.ts';
import type { CalendarKind } from './calendar-link.ts';
import { GraphCalendar } from './graph.client.ts';
import { GraphTokens, type OutlookSettings } from './graph.tokens.ts';

/** Calendars at Microsoft, as the link knows them. */
export const outlookCalendars = (settings: OutlookSettings, fetch: Fetch): CalendarKind => ({
  agreement: new GraphTokens(settings, fetch),
  open: (access) => new GraphCalendar({ graphUrl: settings.graphUrl, fetch, access }),
  notifiedAt: settings.notifiedAt,
});
