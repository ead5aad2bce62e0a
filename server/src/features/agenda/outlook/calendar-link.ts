/** Whole time that is taken, as a calendar outside tells it: nothing of what it is for. */
export interface OutsideTime {
  readonly outsideId: string;
  /** The series it is an occurrence of; null: it stands alone. */
  readonly seriesId: string | null;
  readonly times: Times;
  readonly show: 'busy' | 'tentative' | 'away';
}

/** When: instants, or whole days that no zone moves. */
export type Times =
  | { readonly allDay: false; readonly from: Date; readonly until: Date }
  /** Days as YYYY-MM-DD, the last not included. */
  | { readonly allDay: true; readonly fromDay: string; readonly untilDay: string };

/** What an event of ours shows outside: this, and nothing else. */
export interface Shown {
  readonly subject: string;
  readonly times: Times;
  /** Zone in which whole days are meant, IANA. */
  readonly zone: string;
  readonly tentative: boolean;
}

/** An event of ours as it stands outside. */
export interface Pushed {
  readonly outsideId: string;
  readonly etag: string;
}

/** An event of ours as it stands outside, with when it takes place there. */
export interface Found extends Pushed {
  readonly times: Times;
}

/** Days between which a calendar is read and written, as instants. */
export interface Window {
  readonly from: Date;
  readonly until: Date;
}

/** What a calendar tells since a cursor. */
export interface Round {
  /** Everything in the window is told: what is not in it is gone. */
  readonly whole: boolean;
  /** Taken times, of what is not ours as of what is. */
  readonly taken: readonly OutsideTime[];
  /** All events met, taken or free, by id: an event of ours that became free is still there. */
  readonly met: readonly Found[];
  /** Series of which every occurrence in the window is in `taken`: what is kept of them is replaced. */
  readonly series: readonly string[];
  /** Said to be gone; perhaps only outside the window, or never known. */
  readonly removed: readonly string[];
  /** Where to go on; means nothing to us. */
  readonly cursor: string;
}

/**
 * One worker's calendar elsewhere: what Outlook does, and what another kind (CalDAV) would do. Every verb may be called
 * again after a failure: nothing is made twice.
 */
export interface OutsideCalendar {
  /**
   * Writes an event of ours that is not there yet. Repeated with the same key it makes no second one.
   * @param key the same for every attempt at one event
   */
  create(appointmentId: string, key: string, shown: Shown): Promise<Pushed>;
  /** The event of ours for an appointment, when it is there already. */
  find(appointmentId: string): Promise<Found | undefined>;
  /** How an event stands now; undefined: it is there no more. */
  read(outsideId: string): Promise<Found | undefined>;
  /**
   * Changes what we wrote and leaves what the worker added.
   * @throws ChangedOutside when the event is no more the version given
   */
  change(pushed: Pushed, shown: Shown): Promise<Pushed>;
  /** Takes an event of ours away; one that is there no more is no error. */
  remove(outsideId: string): Promise<void>;
  /**
   * Taken times since a cursor, or all of them within the window when there is none or it is lost.
   */
  readBusy(cursor: string | null, window: Window): Promise<Round>;
  /** Absent of a calendar that cannot tell of its changes: it is read every quarter of an hour all the same. */
  readonly tells?: Telling;
}

/** How a calendar tells that it changed: never what, so that nothing it tells has to be believed. */
export interface Telling {
  /**
   * @param asked.address where it tells; `proof` is what each message must repeat
   * @returns until when it tells, which may be less than asked
   * @throws NotTold when it will not
   */
  subscribe(asked: {
    readonly address: string;
    readonly proof: string;
    readonly until: Date;
  }): Promise<{ readonly id: string; readonly until: Date }>;
  /**
   * The same for longer.
   * @returns false when it is there no more
   * @throws NotTold when it will not
   */
  renew(id: string, until: Date): Promise<boolean>;
  /** Takes back all that was subscribed to for an address of ours. */
  unsubscribe(address: string): Promise<void>;
}

/** Gives a token of the mailbox. `refused`: the one that was refused, in whose place another is asked. */
export type Access = (refused?: string) => Promise<string>;

/** What opens a mailbox. */
export interface Tokens {
  readonly access: string;
  /** Milliseconds since 1970, a little before it really ends. */
  readonly until: number;
  readonly refresh: string;
}

/** A connection begun: what must come back with the answer. */
export interface Attempt {
  readonly nonce: string;
  readonly verifier: string;
}

/** Whose mailbox it is: stable, and as the worker reads it. */
export interface Mailbox {
  readonly id: string;
  readonly address: string;
}

/** How a worker agrees that his calendar is tied, and what keeps it open. Of CalDAV: a password for programs. */
export interface Agreement {
  /** Where the worker agrees. */
  address(state: string, attempt: Attempt): string;
  /**
   * Tokens of the code he comes back with, and whose mailbox they open.
   * @throws TokenRefused when the answer is not the one to this attempt
   * @throws Away | ToReconnect when he must begin again
   */
  redeem(
    code: string,
    attempt: Attempt,
    now: Date,
  ): Promise<{ readonly tokens: Tokens; readonly mailbox: Mailbox }>;
  /**
   * Other tokens in the place of these, which may be worth nothing any more.
   * @throws ToReconnect when the worker must agree again
   */
  renew(refresh: string, now: Date): Promise<Tokens>;
}

/** A kind of calendar that may be tied to the agenda: all that the link knows of it. */
export interface CalendarKind {
  readonly agreement: Agreement;
  /** One mailbox; `access` gives its token, each time one is needed. */
  open(access: Access): OutsideCalendar;
  /** Our own origin, where calendars of this kind can reach us to tell of changes. */
  readonly notifiedAt: string | undefined;
}

/** Somebody changed the event meanwhile. */
export class ChangedOutside extends Error {}

/** The calendar will not tell of its changes. */
export class NotTold extends Error {}

/** The calendar does not answer, or asks to wait. */
export class Away extends Error {
  /** Milliseconds to wait, when told. */
  readonly wait: number | undefined;
  constructor(reason: string, wait?: number) {
    super(reason);
    this.wait = wait;
  }
}

/** The worker must agree again: a password changed, a consent taken back, an account closed. The reason is a code. */
export class ToReconnect extends Error {}
