export { LastriaConfiguration } from './configuration.element.ts';
export type { ConfigurationChange, ConfigurationEvents } from './configuration.events.ts';
export { configurationMessages, type ConfigurationMessageOverrides } from './configuration.messages.ts';
