/** Events of `<lastria-file-list>`: they do not bubble, and carry identifiers alone. */
export interface FileListEvents {
  /** A file was chosen. */
  'lastria-file-open': CustomEvent<{ readonly fileId: string }>;
  /** A file was created here; `lastria-file-open` follows. */
  'lastria-file-created': CustomEvent<{ readonly fileId: string }>;
}
