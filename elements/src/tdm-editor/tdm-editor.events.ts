/** What the editor tells its host. Ids and states only: a host's analytics listen. None bubbles. */
export interface TdmEditorEventMap {
  /** A travail was signed, or a signed one changed. */
  'lastria-entry-saved': CustomEvent<EntrySavedDetail>;
  /** A travail just signed was taken back. */
  'lastria-entry-undone': CustomEvent<EntryDetail>;
  /** The result of a demande of the file was said, or taken back. */
  'lastria-request-changed': CustomEvent<{ readonly requestId: string; readonly fileId: string }>;
  /** Where the draft of what is being typed stands. */
  'lastria-draft-state': CustomEvent<{ readonly state: DraftState }>;
  /** Cancellable: a host may keep the editor open. */
  'lastria-before-close': CustomEvent<null>;
  'lastria-editor-closed': CustomEvent<null>;
}

export interface EntryDetail {
  readonly entryId: string;
  /** Null for work outside any file. */
  readonly fileId: string | null;
}

export interface EntrySavedDetail extends EntryDetail {
  /** A signed travail was changed; else a new one was signed. */
  readonly changed: boolean;
  /** The person goes on with another one (« Enregistrer et nouveau »). */
  readonly next: boolean;
}

/** `none` nothing typed · `saving` typed, on its way · `saved` kept by the server · `offline` waits for the network · `failed` refused. */
export type DraftState = 'none' | 'saving' | 'saved' | 'offline' | 'failed';
