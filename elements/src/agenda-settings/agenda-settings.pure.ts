export { LastriaAgendaSettings } from './agenda-settings.element.ts';
export type { AgendaSettingsEvents } from './agenda-settings.events.ts';
export { agendaSettingsMessages, type AgendaSettingsMessageOverrides } from './agenda-settings.messages.ts';
