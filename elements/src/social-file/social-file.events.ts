/** Events of `<lastria-social-file>`: they do not bubble, and carry identifiers alone. */
export interface SocialFileEvents {
  /** A file is on screen. */
  'lastria-file-opened': CustomEvent<{ readonly fileId: string }>;
  /** Something of the file was changed here. */
  'lastria-file-changed': CustomEvent<{ readonly fileId: string; readonly what: FileChange }>;
  /** There is no such file, or it may not be seen: the same answer. */
  'lastria-file-not-found': CustomEvent<null>;
}

export type FileChange =
  'identity' | 'situation' | 'entry' | 'request' | 'relatives' | 'flags' | 'lead-worker' | 'status' | 'unit';
