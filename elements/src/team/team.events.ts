/** Events of `<lastria-team>`: they do not bubble, and carry identifiers alone. */
export interface TeamEvents {
  /** Something was changed here, and saved. */
  'lastria-team-changed': CustomEvent<TeamChange>;
}

export interface TeamChange {
  readonly kind: 'staff' | 'grant' | 'account' | 'program';
  /** Identifier of the right, of the program, or of the person for the others. */
  readonly id: string;
}
