export { LastriaImport } from './imports.element.ts';
export type { ImportsEvents } from './imports.events.ts';
export { importsMessages, type ImportsMessageOverrides } from './imports.messages.ts';
