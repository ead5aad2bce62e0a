import { LastriaCalendars } from './calendars.element.ts';

LastriaCalendars.define();

export * from './calendars.pure.ts';

declare global {
  interface HTMLElementTagNameMap {
    'lastria-calendars': LastriaCalendars;
  }
}
