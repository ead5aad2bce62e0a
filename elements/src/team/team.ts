import { LastriaTeam } from './team.element.ts';

LastriaTeam.define();

export * from './team.pure.ts';

declare global {
  interface HTMLElementTagNameMap {
    'lastria-team': LastriaTeam;
  }
}
