import { LastriaAgendaSettings } from './agenda-settings.element.ts';

LastriaAgendaSettings.define();

export * from './agenda-settings.pure.ts';

declare global {
  interface HTMLElementTagNameMap {
    'lastria-agenda-settings': LastriaAgendaSettings;
  }
}
