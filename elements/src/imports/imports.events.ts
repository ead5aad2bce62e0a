/** Events of `<lastria-import>`: they do not bubble, and carry identifiers and states alone. */
export interface ImportsEvents {
  /** An import was opened on the screen, or left: `importId` is then empty. */
  'lastria-import-open': CustomEvent<{ readonly importId: string }>;
  /** An import reached another state: `ready`, `checked`, `done`, `stopped`, `undone`, `abandoned`… */
  'lastria-import-changed': CustomEvent<{ readonly importId: string; readonly status: string }>;
}
