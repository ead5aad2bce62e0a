import { LastriaImport } from './imports.element.ts';

LastriaImport.define();

export * from './imports.pure.ts';

declare global {
  interface HTMLElementTagNameMap {
    'lastria-import': LastriaImport;
  }
}
