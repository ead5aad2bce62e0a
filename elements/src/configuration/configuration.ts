import { LastriaConfiguration } from './configuration.element.ts';

LastriaConfiguration.define();

export * from './configuration.pure.ts';

declare global {
  interface HTMLElementTagNameMap {
    'lastria-configuration': LastriaConfiguration;
  }
}
