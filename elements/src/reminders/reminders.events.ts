/** What was done here, and to what: an appointment, a unit, nothing for one's own messages. */
export interface RemindersChange {
  readonly kind:
    'consideredSent' | 'again' | 'told' | 'corrected' | 'stopWriting' | 'settings' | 'requestMail';
  readonly id: string;
}

/** Events of `<lastria-reminders>`: they do not bubble, and carry identifiers and codes alone. */
export interface RemindersEvents {
  /** A reminder was decided, or how they are sent was changed. */
  'lastria-reminders-changed': CustomEvent<RemindersChange>;
  /** The file of a person was chosen: the host opens it. */
  'lastria-file-open': CustomEvent<{ readonly fileId: string }>;
}
