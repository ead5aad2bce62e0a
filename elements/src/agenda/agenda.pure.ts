export { LastriaAgenda } from './agenda.element.ts';
export type { AgendaEventMap } from './agenda.events.ts';
export { agendaMessages, type AgendaMessageOverrides } from './agenda.messages.ts';
