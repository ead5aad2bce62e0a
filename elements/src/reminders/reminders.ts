import { LastriaReminders } from './reminders.element.ts';

LastriaReminders.define();

export * from './reminders.pure.ts';

declare global {
  interface HTMLElementTagNameMap {
    'lastria-reminders': LastriaReminders;
  }
}
