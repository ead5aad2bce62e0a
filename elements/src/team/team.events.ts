/** Events of `<lastria-team>`: they do not bubble, and carry identifiers alone. */
export interface TeamEvents {
  /** Something was changed here, and saved. */
  'lastria-team-changed': CustomEvent<TeamChange>;
}

export interface TeamChange {
  readonly kind: 'staff' | 'grant' | 'account' | 'support' | 'decision' | 'program';
  /** Identifier of the right, the request, the decision or the program; of the person for the two others. */
  readonly id: string;
}
