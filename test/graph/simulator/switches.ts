/**
 * What the sources disagree on, or what was only seen from outside: the client must pass with every setting. Each
 * one is told in README.md with its mark.
 */
export interface Switches {
  /** Status of a write whose If-Match is stale. */
  readonly staleEtag: 412 | 409;
  /** Answer to a POST whose transactionId was already used: the first event again, or a refusal. */
  readonly repeatedTransaction: 201 | 409;
  /** Longest life of a subscription on events, minutes. */
  readonly subscriptionMaxMinutes: 10_080 | 4_230;
  /** Answer to a subscription that stands already: same application, resource and kinds of change. */
  readonly duplicateSubscription: 409 | 201;
  /** A PATCH of a master's recurrence forgets the occurrences changed or cancelled alone. */
  readonly recurrencePatchDropsExceptions: boolean;
  /** A PATCH of a master's start or end, its recurrence left alone, forgets them too. */
  readonly timePatchDropsExceptions: boolean;
  /** What the originalStart of an exception tells after the hour of its master changed. */
  readonly exceptionOriginalStart: 'firstPlaced' | 'followsMaster';
  /** Delta tells `@removed` for an occurrence cancelled alone. */
  readonly removedForDeletedOccurrence: boolean;
  /** The master comes in the same answer as its stubs, or has to be fetched. */
  readonly deltaMaster: 'included' | 'absent';
  /** Order of the items of a round. */
  readonly deltaOrder: 'shuffled' | 'asWritten';
  /** Every round tells some event twice. */
  readonly deltaRepeats: boolean;
  /** Every round tells again what the round before told. */
  readonly deltaReplays: boolean;
  /** How long delta is blind to a change, milliseconds. */
  readonly deltaLagMs: number;
  /** Answer to a link whose state is lost. */
  readonly lostSyncState: '410' | '410WithLocation' | '400';
  /** Code of the error when the state is lost. */
  readonly lostSyncStateCode:
    'SyncStateNotFound' | 'syncStateNotFound' | 'resyncRequired' | 'syncStateInvalid';
  /** How many notifications one change gives; a creation of two or more gives `created`, then `updated`. */
  readonly notificationsPerChange: 1 | 2 | 3;
  /** Order of the notifications that leave together. */
  readonly notificationOrder: 'shuffled' | 'asWritten';
  /** Digit of « works elsewhere » in an availabilityView. */
  readonly workingElsewhereDigit: '0' | '4';
  /** What the originalStart of a single event is. */
  readonly originalStartOnSingles: 'absent' | 'null';
  /** A refresh token that was already used. */
  readonly reusedRefreshToken: 'refused' | 'accepted';
  /** An immutable id in a path, when the header that asks for immutable ids is missing. */
  readonly immutableIdWithoutHeader: 'refused' | 'accepted';
  /** Answer about a mailbox that is not in the cloud. */
  readonly onPremisesCode: 'MailboxNotEnabledForRESTAPI' | 'extensionError';
}

export const defaultSwitches: Switches = {
  staleEtag: 412,
  repeatedTransaction: 201,
  subscriptionMaxMinutes: 10_080,
  duplicateSubscription: 409,
  recurrencePatchDropsExceptions: true,
  timePatchDropsExceptions: false,
  exceptionOriginalStart: 'firstPlaced',
  removedForDeletedOccurrence: false,
  deltaMaster: 'included',
  deltaOrder: 'shuffled',
  deltaRepeats: false,
  deltaReplays: false,
  deltaLagMs: 0,
  lostSyncState: '410',
  lostSyncStateCode: 'SyncStateNotFound',
  notificationsPerChange: 2,
  notificationOrder: 'shuffled',
  workingElsewhereDigit: '0',
  originalStartOnSingles: 'absent',
  reusedRefreshToken: 'refused',
  immutableIdWithoutHeader: 'refused',
  onPremisesCode: 'MailboxNotEnabledForRESTAPI',
};

/** What Graph counts: a test may lower a bound rather than make ten thousand calls. */
export interface Limits {
  /** Requests of an application on one mailbox within the window. */
  readonly requestsPerMailbox: number;
  readonly windowMs: number;
  /** Requests of an application in flight on one mailbox. */
  readonly concurrentPerMailbox: number;
  /**
   * Requests of an application in one second, all mailboxes. Graph's is 2,000; without bound here unless asked for,
   * since a clock that stands still puts every request of a test in the same second.
   */
  readonly requestsPerSecond: number;
  readonly subscriptionsPerMailbox: number;
  /** Delta states a mailbox remembers: the oldest is dropped. */
  readonly deltaStates: number;
}

export const defaultLimits: Limits = {
  requestsPerMailbox: 10_000,
  windowMs: 600_000,
  concurrentPerMailbox: 4,
  requestsPerSecond: Infinity,
  subscriptionsPerMailbox: 1_000,
  deltaStates: 500,
};
