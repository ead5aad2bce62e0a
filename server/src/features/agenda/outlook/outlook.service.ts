import { randomInt } from 'node:crypto';
import type { Database } from '../../../db/database.ts';
import { codeOf } from '../../../http/failure.ts';
import type { Log } from '../../../http/log.ts';
import type { Keyring } from '../../../vault/keyring.ts';
import type { Fetch } from '../../access/provider.service.ts';
import { TokenRefused } from '../../access/id-token.service.ts';
import { unitIds } from '../../organisation/organisation.service.ts';
import { levelInForce, policyOf } from '../calendar-policy.store.ts';
import { Away, ToReconnect, type Window } from './calendar-link.ts';
import { GraphCalendar, type Access } from './graph.client.ts';
import { GraphTokens, type OutlookSettings, type Tokens } from './graph.tokens.ts';
import { openAttempt } from './link.service.ts';
import * as store from './link.store.ts';
import { addressOf, keepSubscribed, unsubscribe } from './subscription.service.ts';
import { push, read } from './turn.ts';

export interface OutlookDeps {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly settings: OutlookSettings;
  readonly clock: () => Date;
  readonly fetch: Fetch;
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

const sealOf = ({ tenantId, staffId }: store.Owner) => `${tenantId}/${staffId}`;

/** Calendars of workers at Microsoft: what ties them to the agenda and keeps both alike. */
export class Outlook {
  readonly #deps: OutlookDeps;
  readonly tokens: GraphTokens;
  /** One for each mailbox, so that what it counts at once is counted once. */
  readonly #calendars = new Map<string, GraphCalendar>();
  readonly #renewing = new Map<string, Promise<string>>();

  constructor(deps: OutlookDeps) {
    this.#deps = deps;
    this.tokens = new GraphTokens(deps.settings, deps.fetch);
  }

  sealTokens(owner: store.Owner, tokens: Tokens): Buffer {
    return this.#deps.keyring.seal('calendar tokens', sealOf(owner), Buffer.from(JSON.stringify(tokens)));
  }

  #openTokens(owner: store.Owner, sealed: Buffer): Tokens {
    return JSON.parse(this.#deps.keyring.open('calendar tokens', sealOf(owner), sealed).toString()) as Tokens;
  }

  #link(owner: store.Owner) {
    return this.#deps.database.withTenant(owner.tenantId, [], (tx) => store.linkBy(tx, owner));
  }

  /**
   * A token of a worker's mailbox. A refresh token serves once: whoever has the turn renews it, once for all the requests
   * of that turn. Should a turn last too long and another begin, the slower of the two takes what the quicker got.
   */
  readonly access =
    (owner: store.Owner): Access =>
    async (refused) => {
      const row = await this.#link(owner);
      if (row?.sealedTokens == null) throw new ToReconnect('notConnected');
      const known = this.#openTokens(owner, row.sealedTokens);
      if (known.access !== refused && known.until > this.#deps.clock().getTime()) return known.access;
      const name = sealOf(owner);
      const renewing =
        this.#renewing.get(name) ??
        this.#renew(owner, known, row.tokensVersion).finally(() => this.#renewing.delete(name));
      this.#renewing.set(name, renewing);
      return renewing;
    };

  async #renew(owner: store.Owner, known: Tokens, version: number): Promise<string> {
    const { clock, database } = this.#deps;
    try {
      const renewed = await this.tokens.renew(known.refresh, clock());
      const sealed = this.sealTokens(owner, renewed);
      const isFirst = await database.withTenant(owner.tenantId, [], (tx) =>
        store.replaceTokens(tx, owner, version, sealed),
      );
      if (isFirst) return renewed.access;
    } catch (error) {
      if (!(error instanceof ToReconnect)) throw error;
      const now = await this.#link(owner);
      if (now === undefined || now.tokensVersion === version) throw error;
    }
    const after = await this.#link(owner);
    if (after?.sealedTokens == null) throw new ToReconnect('notConnected');
    return this.#openTokens(owner, after.sealedTokens).access;
  }

  calendarOf(owner: store.Owner): GraphCalendar {
    const name = sealOf(owner);
    const { graphUrl } = this.#deps.settings;
    const known =
      this.#calendars.get(name) ??
      new GraphCalendar({ graphUrl, fetch: this.#deps.fetch, access: this.access(owner) });
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
    for (const staffId of due) await this.turn({ tenantId, staffId });
  };

  /**
   * Makes a calendar and the agenda alike, both ways: what changed here goes there, then what changed there is read.
   * @returns whether it was its turn
   */
  async turn(owner: store.Owner): Promise<boolean> {
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
  async #connect(owner: store.Owner, row: store.LinkRow, now: Date): Promise<Partial<store.LinkRow>> {
    const over = { attemptDigest: null, sealedAttempt: null, attemptUntil: null };
    const refused = (reason: string) => ({ ...over, state: 'toReconnect' as const, reason });
    try {
      const { code, ...attempt } = openAttempt(this.#deps.keyring, owner, row.sealedAttempt);
      const { tokens, mailbox } = await this.tokens.redeem(code ?? '', attempt, now);
      const isSame = mailbox.id === row.mailboxId;
      // Of another mailbox nothing is known
      if (!isSame) await this.#deps.database.withTenant(owner.tenantId, [], (tx) => store.forget(tx, owner));
      return {
        ...over,
        state: 'connected',
        reason: null,
        mailboxId: mailbox.id,
        mailbox: mailbox.address,
        sealedTokens: this.sealTokens(owner, tokens),
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
  async #letGo(owner: store.Owner, row: store.LinkRow, now: Date): Promise<Partial<store.LinkRow>> {
    const { database, settings } = this.#deps;
    const calendar = this.calendarOf(owner);
    try {
      const events = await database.withTenant(owner.tenantId, [], (tx) => store.eventsOf(tx, owner));
      for (const event of row.keepsEvents ? [] : events) {
        if (event.writtenUntil <= now || event.toCheck === 'gone') continue;
        const outsideId = event.outsideId ?? (await calendar.find(event.appointmentId))?.outsideId;
        if (outsideId !== undefined) await calendar.remove(outsideId);
        await database.withTenant(owner.tenantId, [], (tx) =>
          store.dropEvent(tx, owner, event.appointmentId),
        );
      }
      if (settings.notifiedAt !== undefined)
        await unsubscribe(calendar, addressOf(settings.notifiedAt, owner.tenantId));
    } catch (error) {
      // What may not be opened any more is let go of as it is
      if (!(error instanceof ToReconnect)) throw error;
    }
    await database.withTenant(owner.tenantId, [], (tx) => store.forget(tx, owner));
    return store.nothingLeft;
  }

  async #bothWays(owner: store.Owner, row: store.LinkRow, now: Date): Promise<Partial<store.LinkRow>> {
    const { database } = this.#deps;
    const { tenantId } = owner;
    const units = await unitIds(database, tenantId);
    const window = windowOf(row, now);
    const [zone, waiting, policy] = await database.withTenant(tenantId, units, async (tx) => [
      await store.zoneOf(tx, tenantId),
      (await store.waiting(tx, owner)).map(({ id }) => id),
      await policyOf(tx, tenantId),
    ]);
    const turn = {
      ...{ database, owner, units, zone, window },
      calendar: this.calendarOf(owner),
      level: levelInForce(row, policy),
      matches: row.matches,
    };
    // A whole year at once would keep the turn too long: the rest goes with the next one
    if (!(await push(turn))) return { failures: 0, notBefore: null, dueAt: now };
    await database.withTenant(tenantId, [], (tx) => store.told(tx, tenantId, waiting));
    // Before the reading: what changes from here on is told
    await keepSubscribed({ ...this.#deps, owner, calendar: turn.calendar }, now);
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

  #openCursor(owner: store.Owner, sealed: Buffer | null): string | null {
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
  const told = error instanceof Away ? error.wait : undefined;
  const backOff = Math.min(longestWait, 30_000 * 2 ** Math.min(failures, 10)) * (0.5 + randomInt(500) / 1000);
  const wait = told ?? backOff;
  const again = new Date(now.getTime() + wait);
  return { failures: failures + 1, notBefore: again, dueAt: again };
}

/** Milliseconds between two looks at what is due. */
const watching = 5_000;

/** Looks at the calendars of every tenant, one after the other, until it is closed. */
export function openCalendarKeeper(deps: OutlookDeps & { readonly log: Log }) {
  const outlook = new Outlook(deps);
  let looking: Promise<void> = Promise.resolve();
  let isLooking = false;
  let isClosed = false;
  const look = async () => {
    for (const tenantId of await deps.database.listTenants())
      if (!isClosed) await outlook.keep(tenantId).catch(failed);
  };
  const failed = (error: unknown) => {
    if (!isClosed) deps.log('warn', 'calendars', { code: codeOf(error) ?? (error as Error).name });
  };
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    looking = look()
      .catch(failed)
      .finally(() => {
        isLooking = false;
      });
  }, watching).unref();
  return {
    async close(): Promise<void> {
      isClosed = true;
      clearInterval(timer);
      await looking;
    },
  };
}
