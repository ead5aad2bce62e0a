/** Events of `<lastria-agenda>`: they do not bubble, and carry identifiers alone. */
export interface AgendaEventMap {
  /** An appointment was opened. */
  'lastria-appointment-opened': CustomEvent<AppointmentDetail>;
  /** An appointment was booked here. */
  'lastria-appointment-booked': CustomEvent<AppointmentDetail>;
  /** An appointment was moved, changed, answered, settled, cancelled, or taken out of the trash. */
  'lastria-appointment-changed': CustomEvent<AppointmentDetail>;
  /** An appointment was put in the trash. */
  'lastria-appointment-trashed': CustomEvent<AppointmentDetail>;
}
export interface AppointmentDetail {
  readonly appointmentId: string;
}
