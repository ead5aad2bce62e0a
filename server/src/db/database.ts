import { sql, type SQL } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import type { Keyring } from '../vault/keyring.ts';
import { connectAs } from './connections.ts';
import type { Actor, Call, Context, Scopes, SessionClaims, StaffClaims, Tx } from './context.ts';
import { listen } from './listen.ts';
import { letIn, unlessAbandoned } from './patience.ts';
import { clearances, type Clearance } from './tenant-table.ts';
import { transacting } from './transactions.ts';

export { connectAs, type Connections, type Transaction } from './connections.ts';
export type { Actor, Call, Context, SessionClaims, StaffClaims, Traced, Tx } from './context.ts';
export { openTransactions, type Transactions } from './transactions.ts';

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
    /** Has the planner look at the facts, after many were made at once: else it counts as if there were hardly any. */
    async lookAtFacts(): Promise<void> {
      await pools.app`select app.look_at_facts()`;
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

/** An array of ids as one parameter. */
export const uuids = (ids: readonly string[]): SQL => sql`${`{${ids.join(',')}}`}::uuid[]`;
