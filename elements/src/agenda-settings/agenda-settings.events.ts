/** What was changed: a motive or a room by its id, hours and holidays by their unit's; of the policy, nothing. */
export interface AgendaSettingsChange {
  readonly kind: 'motive' | 'room' | 'hours' | 'holidays' | 'policy';
  readonly id: string;
}

/** Events of `<lastria-agenda-settings>`: they do not bubble, and carry identifiers alone. */
export interface AgendaSettingsEvents {
  /** Something was changed and saved here. */
  'lastria-agenda-settings-changed': CustomEvent<AgendaSettingsChange>;
}
