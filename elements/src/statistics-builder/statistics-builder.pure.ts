export { LastriaStatisticsBuilder } from './statistics-builder.element.ts';
export type { StatisticsBuilderEvents } from './statistics-builder.events.ts';
export {
  statisticsBuilderMessages,
  type StatisticsBuilderMessageOverrides,
} from './statistics-builder.messages.ts';
