import { randomInt } from 'node:crypto';
import type { Database } from '../../../db/database.ts';
import type { Keyring } from '../../../vault/keyring.ts';
import { TokenRefused } from '../../access/id-token.service.ts';
import { levelInForce, policyOf } from '../calendar-policy.store.ts';
import { Away, ToReconnect, type CalendarKind, type OutsideCalendar, type Window } from './calendar-link.ts';
import * as events from './event.store.ts';
import { openAttempt } from './link.service.ts';
import * as store from './link.store.ts';
import type { Owner } from './link.table.ts';
import { LinkTokens, sealOf } from './link.tokens.ts';
import { addressOf, keepSubscribed } from './subscription.service.ts';
import { push, read } from './turn.ts';

export interface SyncDeps {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly kind: CalendarKind;
  readonly clock: () => Date;
}

const minute = 60_000;
const day = 24 * 60 * minute;
/** A calendar is read that often even when nothing is told. */
const readEvery = 15 * minute;
/** Days kept behind, and ahead. A window stands for a month: moving it costs a whole round. */
const behind = 7 * day;
const ahead = 366 * day;
const windowStands = 30 * day;
/** Longest wait between two tries. */
const longestWait = 60 * minute;

/** Calendars of workers elsewhere: what ties them to the agenda and keeps both alike. */
export class CalendarSync {
  readonly #deps: SyncDeps;
  readonly tokens: LinkTokens;
  /** One for each mailbox, so that what it counts at once is counted once. */
  readonly #calendars = new Map<string, OutsideCalendar>();

  constructor(deps: SyncDeps) {
    this.#deps = deps;
    this.tokens = new LinkTokens({ ...deps, agreement: deps.kind.agreement });
  }

  calendarOf(owner: Owner): OutsideCalendar {
    const name = sealOf(owner);
    const known = this.#calendars.get(name) ?? this.#deps.kind.open(this.tokens.access(owner));
    this.#calendars.set(name, known);
    return known;
  }

  /** Looks at every calendar of a tenant that is due. */
  readonly keep = async (tenantId: string): Promise<void> => {
    const { database, clock } = this.#deps;
    const due = await database.withTenant(tenantId, [], async (tx) => {
      await store.forgetLeft(tx, tenantId, clock());
      return store.dueLinks(tx, tenantId, clock());
    });
    const failures: unknown[] = [];
    // What fails with one calendar does not keep the others waiting
    for (const staffId of due)
      await this.turn({ tenantId, staffId }).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };

  /**
   * Makes a calendar and the agenda alike, both ways: what changed here goes there, then what changed there is read.
   * @returns whether it was its turn
   */
  async turn(owner: Owner): Promise<boolean> {
    const { database, clock } = this.#deps;
    const now = clock();
    const row = await database.withTenant(owner.tenantId, [], (tx) => store.takeTurn(tx, owner, now));
    if (!row) return false;
    const end = (changes: Parameters<typeof store.endTurn>[3]) =>
      database.withTenant(owner.tenantId, [], (tx) => store.endTurn(tx, owner, row, changes));
    try {
      await end(
        row.state === 'connecting'
          ? await this.#connect(owner, row, now)
          : row.state === 'disconnecting'
            ? await this.#letGo(owner, row, now)
            : await this.#bothWays(owner, row, now),
      );
    } catch (error) {
      await end(afterFailure(error, row, clock()));
      if (!(error instanceof Away) && !(error instanceof ToReconnect)) throw error;
    }
    return true;
  }

  /** Ends a connection the worker agreed to; his calendar is read with the next turn. */
  async #connect(owner: Owner, row: store.LinkRow, now: Date): Promise<Partial<store.LinkRow>> {
    const over = { attemptDigest: null, sealedAttempt: null, attemptUntil: null };
    const refused = (reason: string) => ({ ...over, state: 'toReconnect' as const, reason });
    try {
      const { code, ...attempt } = openAttempt(this.#deps.keyring, owner, row.sealedAttempt);
      const { tokens, mailbox } = await this.#deps.kind.agreement.redeem(code ?? '', attempt, now);
      const isSame = mailbox.id === row.mailboxId;
      // Of another mailbox nothing is known
      if (!isSame) await this.#deps.database.withTenant(owner.tenantId, [], (tx) => store.forget(tx, owner));
      return {
        ...over,
        state: 'connected',
        reason: null,
        mailboxId: mailbox.id,
        mailbox: mailbox.address,
        sealedTokens: this.tokens.seal(owner, tokens),
        tokensVersion: row.tokensVersion + 1,
        matches: true,
        sealedCursor: null,
        failures: 0,
        notBefore: null,
        dueAt: now,
      };
    } catch (error) {
      if (error instanceof TokenRefused) return refused(error.reason);
      // A code serves once: the worker begins again
      if (error instanceof Away || error instanceof ToReconnect) return refused(error.message);
      throw error;
    }
  }

  /** Takes away what is to come and was sent, then forgets the calendar; appointments stand. */
  async #letGo(owner: Owner, row: store.LinkRow, now: Date): Promise<Partial<store.LinkRow>> {
    const { database, kind } = this.#deps;
    const calendar = this.calendarOf(owner);
    try {
      const ours = await database.withTenant(owner.tenantId, [], (tx) => events.eventsOf(tx, owner));
      for (const event of row.keepsEvents ? [] : ours) {
        if (event.writtenUntil <= now || event.toCheck === 'gone') continue;
        const outsideId = event.outsideId ?? (await calendar.find(event.appointmentId))?.outsideId;
        if (outsideId !== undefined) await calendar.remove(outsideId);
        await database.withTenant(owner.tenantId, [], (tx) =>
          events.dropEvent(tx, owner, event.appointmentId),
        );
      }
      if (kind.notifiedAt !== undefined)
        await calendar.tells?.unsubscribe(addressOf(kind.notifiedAt, owner.tenantId));
    } catch (error) {
      // What may not be opened any more is let go of as it is
      if (!(error instanceof ToReconnect)) throw error;
    }
    await database.withTenant(owner.tenantId, [], (tx) => store.forget(tx, owner));
    return store.nothingLeft;
  }

  async #bothWays(owner: Owner, row: store.LinkRow, now: Date): Promise<Partial<store.LinkRow>> {
    const { database } = this.#deps;
    const { tenantId } = owner;
    const window = windowOf(row, now);
    const [zone, waiting, policy] = await database.withTenant(tenantId, [], async (tx) => [
      await store.zoneOf(tx, tenantId),
      (await events.waiting(tx, owner)).map(({ id }) => id),
      await policyOf(tx, tenantId),
    ]);
    const turn = {
      ...{ database, owner, zone, window, now },
      calendar: this.calendarOf(owner),
      level: levelInForce(row, policy),
      matches: row.matches,
    };
    // A whole year at once would keep the turn too long: the rest goes with the next one
    if (!(await push(turn))) return { failures: 0, notBefore: null, dueAt: now };
    await database.withTenant(tenantId, [], (tx) => events.told(tx, tenantId, waiting));
    // Before the reading: what changes from here on is told
    const { tells } = turn.calendar;
    const origin = this.#deps.kind.notifiedAt;
    if (tells && origin !== undefined) await keepSubscribed({ ...this.#deps, owner, tells, origin }, now);
    const isMoved = window.from.getTime() !== row.windowFrom?.getTime();
    const cursor = await read(turn, isMoved ? null : this.#openCursor(owner, row.sealedCursor));
    return {
      sealedCursor: this.#deps.keyring.seal('calendar cursor', sealOf(owner), Buffer.from(cursor)),
      windowFrom: window.from,
      windowUntil: window.until,
      matches: false,
      failures: 0,
      notBefore: null,
      syncedAt: now,
      dueAt: new Date(now.getTime() + readEvery),
    };
  }

  #openCursor(owner: Owner, sealed: Buffer | null): string | null {
    return sealed && this.#deps.keyring.open('calendar cursor', sealOf(owner), sealed).toString();
  }
}

function windowOf(row: store.LinkRow, now: Date): Window {
  const { windowFrom: from, windowUntil: until } = row;
  if (from && until && now.getTime() - from.getTime() < behind + windowStands) return { from, until };
  // From midnight: an instant of its own says nothing to who reads the requests
  const today = Math.floor(now.getTime() / day) * day;
  return { from: new Date(today - behind), until: new Date(today + ahead) };
}

/** What a failure makes of a link: connected again by the worker, or tried again later, each time a little more. */
function afterFailure(error: unknown, { failures }: store.LinkRow, now: Date): Partial<store.LinkRow> {
  if (error instanceof ToReconnect)
    return { state: 'toReconnect', reason: error.message, sealedTokens: null, notBefore: null };
  const backOff = Math.min(longestWait, 30_000 * 2 ** Math.min(failures, 10)) * (0.5 + randomInt(500) / 1000);
  // No less than told, nor than one would wait untold; and nobody is told to wait for ever
  const told = error instanceof Away ? Math.min(day, error.wait ?? 0) : 0;
  const again = new Date(now.getTime() + Math.max(told, backOff));
  return { failures: failures + 1, notBefore: again, dueAt: again };
}
