export { LastriaReminders } from './reminders.element.ts';
export type { RemindersChange, RemindersEvents } from './reminders.events.ts';
export { remindersMessages, type RemindersMessageOverrides } from './reminders.messages.ts';
