export { LastriaCalendars } from './calendars.element.ts';
export type { CalendarsEvents } from './calendars.events.ts';
export { calendarsMessages, type CalendarsMessageOverrides } from './calendars.messages.ts';
