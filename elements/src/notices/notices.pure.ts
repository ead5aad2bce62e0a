export { LastriaNotices } from './notices.element.ts';
export type { NoticesEvents } from './notices.events.ts';
export { noticesMessages, type NoticesMessageOverrides } from './notices.messages.ts';
