/** Events of `<lastria-team>`: they do not bubble, and carry identifiers alone. */
export interface TeamEvents {
  /** Something was changed here, and saved. */
  'lastria-team-changed': CustomEvent<TeamChange>;
}

export interface TeamChange {
  readonly kind: 'staff' | 'grant' | 'account' | 'support' | 'decision' | 'program' | 'embedding';
  /** Identifier of the right, the request, the decision or the program; of the person for `staff` and `account`. Nothing for what is one. */
  readonly id: string;
}
