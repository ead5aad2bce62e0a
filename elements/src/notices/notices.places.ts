/** Where a notice leads, beside its file. */
export type NoticePlace = 'files' | 'agenda' | 'reminders' | 'leave' | 'statistics' | 'team' | 'audit';

/** Where one goes on with each kind; one of a file leads to its file. */
export const placeOf: Readonly<Record<string, NoticePlace>> = {
  massReading: 'audit',
  logTampered: 'audit',
  embeddingChanged: 'audit',
  rightGiven: 'team',
  administratorAdded: 'team',
  supportAsked: 'team',
  supportApproved: 'team',
  serviceFilesAsked: 'team',
  serviceFilesGranted: 'team',
  substitution: 'files',
  exportReady: 'statistics',
  reportMade: 'statistics',
  reportPaused: 'statistics',
  appointmentAsked: 'agenda',
  appointmentAnswered: 'agenda',
  reminderReturned: 'reminders',
  leaveAsked: 'leave',
  leaveDecided: 'leave',
  leaveCancelled: 'leave',
};
