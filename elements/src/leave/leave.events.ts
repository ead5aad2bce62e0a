/** Events of `<lastria-leave>`: they do not bubble, and carry identifiers and codes alone. */
export interface LeaveEvents {
  /** A leave was asked, decided or cancelled here. */
  'lastria-leave-changed': CustomEvent<{ readonly leaveId: string; readonly status: string }>;
}
