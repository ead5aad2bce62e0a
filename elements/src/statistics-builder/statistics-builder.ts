import { LastriaStatisticsBuilder } from './statistics-builder.element.ts';

LastriaStatisticsBuilder.define();

export * from './statistics-builder.pure.ts';

declare global {
  interface HTMLElementTagNameMap {
    'lastria-statistics-builder': LastriaStatisticsBuilder;
  }
}
