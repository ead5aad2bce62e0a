import { Temporal } from 'temporal-polyfill';
import { readChangedEvent, readNewEvent } from './event-body.ts';
import type { Calendar } from './mailbox.ts';
import type { Account, SignInTrouble } from './people.ts';
import { itself, type Instance } from './series.ts';
import { show, type Shown } from './wire.ts';
import type { World } from './world.ts';
import { readBound } from './zones.ts';

/** What a person writes in Outlook: the fields of Graph, whose start and end are in their own zone unless told. */
export type Written = Record<string, unknown>;

/** Somebody's mailbox as they use it in Outlook, and what an administrator does to their account. */
export class Outlook {
  readonly #world: World;
  readonly #account: Account;

  constructor(world: World, account: Account) {
    this.#world = world;
    this.#account = account;
  }

  get id(): string {
    return this.#account.person.id;
  }

  get upn(): string {
    return this.#account.person.upn;
  }

  get tenantId(): string {
    return this.#account.tenant.id;
  }

  /** What another process is told of it. */
  toJSON() {
    return { id: this.id, upn: this.upn, tenantId: this.tenantId };
  }

  get #mailbox() {
    return this.#account.mailbox;
  }

  #show(one: Instance): Shown & { readonly id: string } {
    const preferences = { zoneName: this.#account.person.timeZone, immutable: false };
    const shown = show(one, { mailbox: this.#mailbox, preferences, switches: this.#world.switches });
    return { ...shown, id: String(shown['id']) };
  }

  /** Either form of id, as it is at hand. */
  #find(id: string): Instance {
    return this.#mailbox.find(id, true);
  }

  /** Writes an appointment, or calls a meeting: attendees are written to. */
  create(written: Written, options: { readonly calendarId?: string; readonly originalZone?: string } = {}) {
    const { calendarId = this.#mailbox.primary.id, originalZone } = options;
    const zones =
      originalZone === undefined ? {} : { originalZones: { start: originalZone, end: originalZone } };
    return this.#show(itself(this.#mailbox.create(readNewEvent(written), calendarId, 'outlook', zones)));
  }

  /** Receives an invitation of somebody else. */
  receive(
    written: Written,
    organizer: { readonly name: string; readonly address: string },
    iCalUId?: string,
  ) {
    const invited = { organizer, ...(iCalUId === undefined ? {} : { iCalUId }) };
    const { id } = this.#mailbox.primary;
    return this.#show(itself(this.#mailbox.create(readNewEvent(written), id, 'outlook', invited)));
  }

  respond(id: string, response: 'accepted' | 'tentativelyAccepted' | 'declined') {
    const target = this.#find(id);
    this.#mailbox.change(target, {}, 'outlook', { response });
    return this.#show(this.#find(id));
  }

  /** The organizer of a received meeting cancels it: it stays, its subject prefixed, until it is removed. */
  organizerCancels(id: string) {
    const target = this.#find(id);
    const subject = `Canceled: ${target.content.subject}`;
    this.#mailbox.change(target, {}, 'outlook', { subject, isCancelled: true, showAs: 'free' });
    return this.#show(this.#find(id));
  }

  change(id: string, written: Written) {
    this.#mailbox.change(this.#find(id), readChangedEvent(written), 'outlook');
    return this.#show(this.#find(id));
  }

  delete(id: string): void {
    this.#mailbox.remove(this.#find(id), 'outlook');
  }

  addCalendar(name: string): Calendar {
    return this.#mailbox.addCalendar(name);
  }

  /** Drags an event to another calendar, or back to the first. */
  move(id: string, calendarId = this.#mailbox.primary.id) {
    const { entry } = this.#find(id);
    this.#mailbox.move(entry, calendarId);
    return this.#show(itself(entry));
  }

  event(id: string) {
    return this.#show(this.#find(id));
  }

  /** Everything in every calendar: singles and masters. */
  events() {
    return [...this.#mailbox.entries].map((entry) => this.#show(itself(entry)));
  }

  /** What is seen between two instants, in the first calendar, in order. */
  seen(from: string, until: string) {
    const window = { from: readBound('from', from), until: readBound('until', until) };
    return this.#mailbox
      .within(this.#mailbox.primary.id, window)
      .map((one) => this.#show(one))
      .toSorted((one, other) => (JSON.stringify(one['start']) < JSON.stringify(other['start']) ? -1 : 1));
  }

  /** Id of the day of a series, in either form. */
  occurrenceId(masterId: string, day: string, form: 'rest' | 'immutable' = 'rest'): string {
    Temporal.PlainDate.from(day);
    return this.#mailbox.idsOf({ entry: this.#find(masterId).entry, day })[form];
  }

  immutableId(id: string): string {
    return this.#mailbox.idsOf(this.#find(id)).immutable;
  }

  /** Deletes everything. */
  empty(): void {
    for (const entry of [...this.#mailbox.entries]) this.#mailbox.remove(itself(entry), 'outlook');
  }

  share(level: Account['sharing']): void {
    this.#account.sharing = level;
  }

  moveOnPremises(): void {
    this.#account.onPremises = true;
  }

  /** What the next refresh of a token meets; `disabled` closes the account at once. */
  trouble(trouble: SignInTrouble | null): void {
    this.#account.trouble = trouble ?? undefined;
  }

  /** Stands in front of the screen for the next sign-in. */
  signIn(refuses = false): void {
    this.#world.login.signIn(this.#account, refuses);
  }

  /** Access tokens expire now, refresh tokens too when asked. */
  expireTokens(refreshToo = false): void {
    this.#world.tokens.expire(({ account }) => account === this.#account, refreshToo);
  }

  /** Every link of delta given for the mailbox is lost. */
  loseSyncState(): void {
    this.#world.delta.forget(this.#mailbox);
  }

  /** The next round begins with so many pages of nothing. */
  emptyDeltaPages(pages: number): void {
    this.#world.delta.emptyPages(this.#mailbox, pages);
  }
}
