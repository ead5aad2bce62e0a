/** What was changed, and what became of it; neither says anything of an appointment. */
export type CalendarsChange =
  | { readonly kind: 'feed'; readonly status: 'made' | 'changed' | 'revoked' }
  | { readonly kind: 'outlook'; readonly status: string }
  | { readonly kind: 'import'; readonly status: 'imported' };

/** Events of `<lastria-calendars>`: they do not bubble, and carry states alone. */
export interface CalendarsEvents {
  /** The secret link, the link to Outlook, or what was taken from a file is another. */
  'lastria-calendars-changed': CustomEvent<CalendarsChange>;
}
