export { LastriaSocialFile } from './social-file.element.ts';
export type { FileChange, SocialFileEvents } from './social-file.events.ts';
export { socialFileMessages, type SocialFileMessageOverrides } from './social-file.messages.ts';
