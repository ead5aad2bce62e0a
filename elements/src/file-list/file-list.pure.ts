export { LastriaFileList } from './file-list.element.ts';
export type { FileListEvents } from './file-list.events.ts';
export { fileListMessages, type FileListMessageOverrides } from './file-list.messages.ts';
