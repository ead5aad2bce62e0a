import { hash } from 'node:crypto';
import type { Actor, Call, Context, Database, SessionClaims } from '../db/database.ts';
import { newId } from '../db/ids.ts';
import { clearances } from '../db/tenant-table.ts';
import type { Log } from '../http/log.ts';
import { Problem } from '../http/problem.ts';
import { eventsSince } from './outbox.store.ts';
import { LiveStream, type Timers } from './stream.ts';

export interface LiveDeps {
  readonly database: Database;
  readonly log: Log;
  /** When it is, for the rights of a session. */
  readonly clock?: () => Date;
  readonly timers?: Timers;
}

export interface Opening {
  readonly claims: SessionClaims;
  readonly requestId: string;
  readonly lastEventId: string | undefined;
  /** Throws when this person may not read from this page. */
  readonly allow: (ctx: Context) => void;
}

export type Live = ReturnType<typeof openLive>;

const channel = 'lastria_live';
/** Notifications are gathered this long: one for all that is written meanwhile, by whomever. */
const gathering = 200;
/** A notification holds 8,000 bytes. */
const tenantsEach = 200;
/** Reads of streams under way at once: the pool also serves people who wait. */
const readsAtOnce = 2;

const systemTimers: Timers = {
  now: () => Date.now(),
  setTimeout: (run, ms) => setTimeout(run, ms).unref(),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/** What a person reaches, in a word: another one once a right began or ended. */
const reachWord = ({ scopes }: Actor): string =>
  hash('sha256', JSON.stringify(clearances.map((one) => scopes[one].toSorted())), 'base64url');

/** Tells the servers, from another program, that something was published for a tenant and committed. */
export const wakeFrom = (database: Database, tenantId: string): Promise<void> =>
  database.notify(channel, `,${tenantId}`);

/**
 * The live streams of this process, woken by what is committed here and in the other processes. Starts nothing: it
 * listens from the first stream on.
 */
export function openLive({ database, log, clock = () => new Date(), timers = systemTimers }: LiveDeps) {
  const self = newId();
  const streams = new Map<string, Map<string, LiveStream>>();
  const waiting: (() => Promise<void>)[] = [];
  let under = 0;
  let told = new Set<string>();
  let telling: unknown;
  let hearing: (() => Promise<void>) | undefined;
  let closed = false;

  const failed = (error: unknown) =>
    log('warn', 'live', { code: String((error as { code?: unknown }).code ?? (error as Error).name) });

  function turn(work: () => Promise<void>): void {
    waiting.push(work);
    if (under === readsAtOnce) return;
    under += 1;
    void (async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await next().catch(failed);
      under -= 1;
    })();
  }

  const wakeOne = (tenantId: string) => streams.get(tenantId)?.forEach((stream) => stream.wake());

  async function tell(): Promise<void> {
    timers.clearTimeout(telling);
    telling = undefined;
    const tenants = [...told];
    told = new Set();
    for (let at = 0; at < tenants.length; at += tenantsEach) {
      await database.notify(channel, [self, ...tenants.slice(at, at + tenantsEach)].join(','));
    }
  }

  function hear(payload: string): void {
    const [from, ...tenants] = payload.split(',');
    if (from !== self) tenants.forEach(wakeOne);
  }

  return {
    /** Something was published for this tenant, and committed. */
    wake(tenantId: string): void {
      if (closed) return;
      wakeOne(tenantId);
      told.add(tenantId);
      telling ??= timers.setTimeout(() => void tell().catch(failed), gathering);
    },

    /** Opens the stream of a session, in place of the one it had; undefined when the session gives nothing. */
    async open({
      claims,
      requestId,
      lastEventId,
      allow,
    }: Opening): Promise<ReadableStream<Uint8Array> | undefined> {
      if (closed)
        throw new Problem('unavailable', 'Le serveur redémarre. Réessayez dans quelques secondes.', {
          headers: { 'retry-after': '2' },
        });
      hearing ??= database.listen(channel, { hear, ready: () => [...streams.keys()].forEach(wakeOne) });
      const stream = new LiveStream({
        timers,
        turn,
        onFailure: failed,
        onEnd(ended) {
          const ofTenant = streams.get(claims.tenantId);
          if (ofTenant?.get(claims.sessionId) !== ended) return;
          ofTenant.delete(claims.sessionId);
          if (ofTenant.size === 0) streams.delete(claims.tenantId);
        },
        read(since, limit) {
          const call: Call = { requestId, now: clock() };
          return database.withActor(claims, 'read', call, async (ctx) => {
            allow(ctx);
            return { events: await eventsSince(ctx, since, limit), reach: reachWord(ctx.actor) };
          });
        },
      });
      if (!(await stream.start(lastEventId))) return undefined;
      if (closed) {
        stream.end('closing');
        return stream.body;
      }
      const ofTenant = streams.get(claims.tenantId) ?? new Map<string, LiveStream>();
      ofTenant.get(claims.sessionId)?.end('replaced');
      streams.set(claims.tenantId, ofTenant.set(claims.sessionId, stream));
      // What was committed between the first read and now woke nobody.
      stream.wake();
      return stream.body;
    },

    /** How many streams are open. */
    get size(): number {
      return [...streams.values()].reduce((sum, { size }) => sum + size, 0);
    },

    /** Ends each stream and tells the other processes what is still to be told. */
    async close(): Promise<void> {
      if (closed) return;
      closed = true;
      for (const ofTenant of streams.values())
        for (const stream of [...ofTenant.values()]) stream.end('closing');
      await Promise.all([tell().catch(failed), hearing?.()]);
    },
  };
}
