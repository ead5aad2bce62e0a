import { LastriaAgenda } from './agenda.element.ts';

LastriaAgenda.define();

export * from './agenda.pure.ts';

declare global {
  interface HTMLElementTagNameMap {
    'lastria-agenda': LastriaAgenda;
  }
}
