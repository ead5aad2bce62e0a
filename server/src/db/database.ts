import { sql, type SQL } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import type { Keyring } from '../vault/keyring.ts';
import { codeOf, isDisconnection } from '../http/failure.ts';
import { listen } from './listen.ts';
import { rolePassword, roles, type LoginRole } from './roles.ts';
import { clearances, type Clearance } from './tenant-table.ts';

/** The open transaction of a request: the only way to the tables. */
export type Tx = Pick<
  PostgresJsDatabase,
  | '_'
  | 'select'
  | 'selectDistinct'
  | 'selectDistinctOn'
  | 'insert'
  | 'update'
  | 'delete'
  | 'execute'
  | '$count'
>;

/** Ids of the units and of the single files a person reaches, by clearance. */
export type Scopes = Readonly<Record<Clearance, readonly string[]>>;

/** Who acts, with which rights at this moment. */
export interface Actor {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly tenantKind: string;
  readonly timeZone: string;
  readonly staffId: string;
  readonly displayName: string;
  readonly sessionId: string;
  readonly origins: readonly string[];
  readonly expiresAt: string;
  readonly roles: readonly string[];
  readonly scopes: Scopes;
  /** What opened the session: a sign-in on our origin, a frame it let in, a host, a program. Null: none, in a job. */
  readonly kind: 'page' | 'frame' | 'embed' | 'service' | null;
  /** The page session this one hangs on, or is. */
  readonly rootId: string;
  /** The back end that vouched for the person: who acts for whom. */
  readonly clientId: string | null;
  /** Elements the session serves; null: all. */
  readonly elements: readonly string[] | null;
  /** The only file it reaches; null: all those of the person. */
  readonly fileId: string | null;
  /** Whether a factor was proven with us; without it the policies show no row about a person. */
  readonly nominative: boolean;
  /** What proved who is there. */
  readonly methods: readonly string[];
  /** When a factor was last proven. */
  readonly provedAt: string | null;
  /** When the session ends if nobody does anything. */
  readonly idleAt: string | null;
}

/** What an audit row is about. */
export interface Traced {
  readonly fileId?: string | null;
  readonly unitId?: string | null;
  readonly recordId?: string;
  /** Set where the file may stand in another unit than the one named, which was asked, or left. */
  readonly moved?: true;
}

/** What a verb of a service works with. */
export interface Context {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly now: Date;
  readonly requestId: string;
  /** Aborted once nobody waits for the answer: what works beside the database stops by it. */
  readonly signal?: AbortSignal | undefined;
  readonly keyring: Keyring;
  /** What the audit rows written so far in this transaction are about, one for each. */
  readonly traced: Traced[];
  /** Events published so far in this transaction. */
  published: number;
}

/** What a session token says: which tenant, which session. Everything else is read at each call. */
export interface SessionClaims {
  readonly tenantId: string;
  readonly sessionId: string;
}

/** Whoever asked for a job, in which session. */
export interface StaffClaims {
  readonly tenantId: string;
  readonly staffId: string;
  readonly sessionId: string | null;
}

export interface Call {
  readonly requestId: string;
  readonly now: Date;
  /** Aborted once nobody waits for the transaction any more: its statement is cancelled, and it is undone. */
  readonly signal?: AbortSignal | undefined;
}

export interface DatabaseOptions {
  /** Address of the server and database; user and password are replaced by the roles' own. */
  readonly url: string;
  readonly keyring: Keyring;
  readonly poolSize: number;
  /** Longest a request waits to be let in, in milliseconds, before it is told to come again. Default: for ever. */
  readonly patience?: number;
  /** Which clearances each role gives: the one rule of the access feature. */
  readonly rights: Readonly<Record<string, readonly Clearance[]>>;
}

export type Database = ReturnType<typeof openDatabase>;

/** What each clearance reaches, of the ids between commas that each role does. */
function scopesOf(reach: Readonly<Record<string, string>>, rights: DatabaseOptions['rights']): Scopes {
  const byRole = Object.entries(reach)
    .filter(([, ids]) => ids !== '')
    .map(([role, ids]) => ({ gives: rights[role] ?? [], ids: ids.split(',') }));
  const idsOf = (clearance: Clearance): readonly string[] => {
    const [first = [], ...others] = byRole
      .filter(({ gives }) => gives.includes(clearance))
      .map(({ ids }) => ids);
    return others.length > 0 ? [...new Set([...first, ...others.flat()])] : first;
  };
  return Object.fromEntries(clearances.map((one) => [one, idsOf(one)])) as Record<
    Clearance,
    readonly string[]
  >;
}

const settingKey = (clearance: Clearance) =>
  clearance.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A connection pool. */
export type Connections = postgres.Sql;
/** A transaction of one, for the roles that are not those of requests. */
export type Transaction = postgres.TransactionSql;

/** A connection pool logged in as one of our roles. */
export function connectAs(
  role: LoginRole,
  url: string,
  keyring: Keyring,
  max: number,
  options: object = {},
): postgres.Sql {
  const address = new URL(url);
  address.username = roles[role];
  address.password = rolePassword(keyring, role);
  return postgres(address.href, {
    max,
    onnotice: () => undefined,
    connect_timeout: 10,
    // Each connection of the pool that is refused counts: with the driver's own delays, an outage of a second becomes
    // twenty.
    backoff: () => 0.2 + Math.random() / 5,
    // A connection is kept: closing one that rests, the driver may still write on it, and throws past every catch.
    max_lifetime: null,
    ...options,
  });
}

/** Beyond this many parameters a statement is a bulk write, whose text is hardly ever the same twice. */
const mostPreparedParameters = 64;
/** A connection keeps what it prepared for as long as it lives: texts beyond so many are not prepared any more. */
const mostPreparedTexts = 500;

/**
 * The pool, whose transactions prepare each statement once a connection, where that is asked: PostgreSQL then parses it
 * once, and it goes out without first asking what its parameters are, so that independent reads travel together.
 *
 * A transaction whose connection is gone sends nothing more, not even its end: the driver would write on no socket,
 * and throw past every catch.
 */
function transacting(pool: postgres.Sql, { prepares }: { prepares: boolean }): postgres.Sql {
  const texts = new Set<string>();
  const isPrepared = (text: string, parameters: number): boolean => {
    if (!prepares || parameters > mostPreparedParameters) return false;
    if (texts.size < mostPreparedTexts) texts.add(text);
    return texts.has(text);
  };
  return new Proxy(pool, {
    get(target, name) {
      if (name !== 'begin') return Reflect.get(target, name) as unknown;
      return async (work: Work) => {
        // What finds its connection cut before it began may find all of them so: it takes the next
        for (let left = target.options.max; ; left -= 1) {
          let begun = false;
          const begins = (sql: postgres.TransactionSql) => ((begun = true), work(sql));
          try {
            return await transaction(target, begins, isPrepared);
          } catch (error) {
            if (begun || left === 0 || !isDisconnection(error)) throw error;
          }
        }
      };
    },
  });
}

type Work = (sql: postgres.TransactionSql) => Promise<unknown>;

async function transaction(
  pool: postgres.Sql,
  work: Work,
  isPrepared: (text: string, parameters: number) => boolean,
): Promise<unknown> {
  let over = false;
  const ended = Promise.withResolvers<void>();
  const done = pool.begin(async (sql) => {
    const { unsafe } = sql;
    sql.unsafe = (query, parameters = []) => {
      if (over) throw new ConnectionGone();
      return unsafe(query, parameters, { prepare: isPrepared(query, parameters.length) });
    };
    const held = new Proxy(sql, {
      apply(target, self, given) {
        if (over) throw new ConnectionGone();
        return Reflect.apply(target as never, self, given) as unknown;
      },
    });
    try {
      return await work(held);
    } catch (error) {
      // What was under way fails a little before the transaction does
      if (isDisconnection(error)) await Promise.race([ended.promise, pause(longestFarewell)]);
      // Refused because another of those sent together failed: bare, the driver puts that one in its place
      throw codeOf(error) === abortedTransaction ? ((error as Error).cause ?? error) : error;
    } finally {
      // The caller has been told: what is never settled is not rolled back
      if (over) await new Promise(() => undefined);
    }
  });
  try {
    return await done;
  } finally {
    over = true;
    ended.resolve();
  }
}

/** Transactions as a role that is not one of requests, as safe from a connection that goes as those of requests. */
export interface Transactions {
  begin<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function openTransactions(role: LoginRole, url: string, keyring: Keyring, max: number): Transactions {
  const pool = connectAs(role, url, keyring, max);
  const safe = transacting(pool, { prepares: true });
  return {
    begin: <T>(work: (tx: Transaction) => Promise<T>) => safe.begin(work) as Promise<T>,
    close: () => pool.end({ timeout: 5 }),
  };
}

/** Milliseconds between two looks at whether what was cancelled has ended: it may have been between two statements. */
const insisting = 50;

/**
 * The work of a transaction, until nobody waits for it: the statement it is at is then cancelled, and those after. What
 * cancels has been answered before the transaction ends, so that it never meets the next one of the connection.
 */
async function unlessAbandoned<T>(
  signal: AbortSignal,
  cancel: () => Promise<unknown>,
  work: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  let isOver = false;
  let stopping = Promise.resolve();
  const insist = async () => {
    while (!isOver) {
      await cancel().catch(() => undefined);
      await pause(insisting);
    }
  };
  const stop = () => void (stopping = insist());
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await work();
  } finally {
    isOver = true;
    signal.removeEventListener('abort', stop);
    await stopping;
  }
}

/** What PostgreSQL says of every statement after the one that failed. */
const abortedTransaction = '25P02';

/** Milliseconds between the word that a connection ends and its end. */
const longestFarewell = 1000;

class ConnectionGone extends Error {
  readonly code = 'CONNECTION_CLOSED';
  constructor() {
    super('the connection of this transaction is gone');
  }
}

export function openDatabase({ url, keyring, poolSize, patience, rights }: DatabaseOptions) {
  const pools = {
    app: connectAs('app', url, keyring, poolSize),
    reader: connectAs('reader', url, keyring, poolSize),
    // A role cancels what is its own; they connect when first needed, and no work waits for them
    stopApp: connectAs('app', url, keyring, 1),
    stopReader: connectAs('reader', url, keyring, 1),
  };
  const drizzled = {
    write: drizzle(transacting(pools.app, { prepares: true }), { casing: 'snake_case' }),
    read: drizzle(transacting(pools.reader, { prepares: true }), { casing: 'snake_case' }),
    bulk: drizzle(transacting(pools.app, { prepares: false }), { casing: 'snake_case' }),
  };
  const listeners = new Set<() => Promise<void>>();
  const rightsJson = JSON.stringify(
    Object.fromEntries(Object.entries(rights).map(([role, list]) => [role, list.map(settingKey)])),
  );

  /**
   * Runs `work` in one transaction in which only what this session may reach exists. Gives undefined, having run
   * nothing, when the session is unknown, ended or revoked. Writes need the mode `write`; `read` runs as a role that
   * can write nothing but audit rows.
   */
  async function withActor<T>(
    claims: SessionClaims,
    mode: 'read' | 'write',
    call: Call,
    work: (ctx: Context) => Promise<T>,
  ): Promise<T | undefined> {
    return letIn(patience, (onEntered) =>
      drizzled[mode].transaction(async (tx) => {
        const entered = sql`app.enter_session(${claims.tenantId}, ${claims.sessionId}, ${rightsJson}::jsonb, ${call.now.toISOString()})`;
        return within(
          tx,
          entered,
          call,
          work,
          mode === 'write' ? pools.stopApp : pools.stopReader,
          onEntered,
        );
      }),
    );
  }

  /** The same for a job, by whoever asked for it; undefined when that person has left or the session was revoked. */
  async function withStaff<T>(
    who: StaffClaims,
    call: Call,
    work: (ctx: Context) => Promise<T>,
  ): Promise<T | undefined> {
    return drizzled.bulk.transaction(async (tx) => {
      const entered = sql`app.enter_staff(${who.tenantId}, ${who.staffId}, ${who.sessionId}, ${rightsJson}::jsonb, ${call.now.toISOString()})`;
      return within(tx, entered, call, work, pools.stopApp);
    });
  }

  async function within<T>(
    tx: Tx,
    entered: SQL,
    call: Call,
    work: (ctx: Context) => Promise<T>,
    stopper: postgres.Sql,
    onEntered: () => void = () => undefined,
  ): Promise<T | undefined> {
    const [row] = await tx.execute<{
      actor: (Omit<Actor, 'scopes'> & { reach: Record<string, string> }) | null;
      pid: number;
    }>(sql`select ${entered} as actor, pg_backend_pid() as pid`);
    onEntered();
    if (!row?.actor) return undefined;
    const { reach, ...actor } = row.actor;
    const scopes = scopesOf(reach, rights);
    const ctx: Context = { tx, actor: { ...actor, scopes }, ...call, keyring, traced: [], published: 0 };
    if (!call.signal) return work(ctx);
    const cancel = () => stopper`select pg_cancel_backend(${row.pid})`;
    return unlessAbandoned(call.signal, cancel, () => work(ctx));
  }

  /** Runs system work as one tenant, over the units given; for jobs, seeds, imports and the move of a file. */
  async function withTenant<T>(
    tenantId: string,
    units: readonly string[],
    work: (tx: Tx) => Promise<T>,
    staffId: string | null = null,
  ): Promise<T> {
    return drizzled.bulk.transaction(async (tx) => {
      await tx.execute(sql`select app.enter(${tenantId}, ${uuids(units)}, ${staffId})`);
      return work(tx);
    });
  }

  /** The same over no unit, for a call that waits for its answer and has no session yet. */
  async function withCaller<T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return letIn(patience, (onEntered) =>
      withTenant(tenantId, [], (tx) => {
        onEntered();
        return work(tx);
      }),
    );
  }

  return {
    withActor,
    withStaff,
    withTenant,
    withCaller,
    /** Every origin some tenant allows: the answer to a preflight, which names no tenant. */
    async allowedOrigins(): Promise<ReadonlySet<string>> {
      const rows = await letIn(
        patience,
        () => pools.reader<{ origin: string }[]>`select origin from app.allowed_origins()`,
      );
      return new Set(rows.map(({ origin }) => origin));
    },
    /** The tenant an address of our own origin names; with an empty name, the only one there is. */
    async tenantOfSlug(slug: string): Promise<string | undefined> {
      const [row] = await letIn(
        patience,
        () => pools.reader<{ id: string | null }[]>`select app.tenant_of_slug(${slug}) as id`,
      );
      return row?.id ?? undefined;
    },
    async listTenants(): Promise<string[]> {
      const rows = await pools.reader<{ tenant_id: string }[]>`select tenant_id from app.list_tenants()`;
      return rows.map((row) => row.tenant_id);
    },
    /** Tenants of which some calendar elsewhere is to be looked at. */
    async tenantsWithCalendarsDue(now: Date): Promise<string[]> {
      const rows = await pools.reader<
        { tenant_id: string }[]
      >`select tenant_id from app.tenants_with_calendars_due(${now.toISOString()})`;
      return rows.map((row) => row.tenant_id);
    },
    /** Tenants of which some trace waits to be chained. */
    async tenantsToSeal(): Promise<string[]> {
      const rows = await pools.reader<{ tenant_id: string }[]>`select tenant_id from app.tenants_to_seal()`;
      return rows.map((row) => row.tenant_id);
    },
    /** Tenants of which some fact waits to be made; `whole`: the others stand, in the form given. */
    async tenantsToCount(form: number): Promise<{ tenantId: string; whole: boolean }[]> {
      const rows = await pools.reader<{ tenant_id: string; whole: boolean }[]>`
        select tenant_id, whole from app.tenants_to_count(${form})`;
      return rows.map(({ tenant_id: tenantId, whole }) => ({ tenantId, whole }));
    },
    /** Says something to every process that listens on this database. */
    async notify(channel: 'lastria_live', payload: string): Promise<void> {
      await pools.reader`select pg_notify(${channel}, ${payload})`;
    },
    /** Hears what any process says, until what is returned is called. */
    listen(
      channel: 'lastria_live',
      heard: { hear: (payload: string) => void; ready: () => void },
    ): () => Promise<void> {
      const stop = listen((options) => connectAs('reader', url, keyring, 1, options), channel, heard);
      listeners.add(stop);
      return async () => {
        listeners.delete(stop);
        await stop();
      };
    },
    /** Throws when the database does not answer. */
    async ping(): Promise<void> {
      await letIn(patience, () => pools.reader`select 1`);
    },
    async close(): Promise<void> {
      await Promise.all([
        ...Object.values(pools).map((pool) => pool.end({ timeout: 5 })),
        ...[...listeners].map((stop) => stop()),
      ]);
    },
  };
}

/**
 * Runs what begins by entering; gives up when it was not let in for that long: the database hangs, or every connection
 * is taken. What is let in later finds that nobody waits, and does nothing.
 */
async function letIn<T>(
  patience: number | undefined,
  work: (onEntered: () => void) => PromiseLike<T>,
): Promise<T> {
  if (patience === undefined) return work(() => undefined);
  const waiting = Promise.withResolvers<never>();
  let gaveUp = false;
  const timer = setTimeout(() => {
    gaveUp = true;
    waiting.reject(new NotLetIn());
  }, patience);
  try {
    return await Promise.race([
      waiting.promise,
      work(() => {
        clearTimeout(timer);
        if (gaveUp) throw new NotLetIn();
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

class NotLetIn extends Error {
  /** Too many connections: PostgreSQL's own word for it. */
  readonly code = '53300';
  constructor() {
    super('the database did not answer in time');
  }
}

/** An array of ids as one parameter. */
export const uuids = (ids: readonly string[]): SQL => sql`${`{${ids.join(',')}}`}::uuid[]`;
