import { openTransactions, type Database, type Transaction, type Transactions } from '../../db/database.ts';
import type { Keyring } from '../../vault/keyring.ts';
import { chain, genesis, type Head, type TraceEvent } from './audit.chain.ts';

/** Traces chained in one transaction. */
const batch = 1000;

/** Instants to the microsecond, as they are digested. */
export const instantSql = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
/** The columns of a trace, as it is digested. */
export const eventColumns = `e.tenant_id as "tenantId", e.id, ${instantSql('e.at')} as at, e.type, e.staff_id as "staffId",
  e.session_id as "sessionId", e.client_id as "clientId", e.file_id as "fileId", e.unit_id as "unitId",
  e.record_id as "recordId", e.request_id as "requestId", e.facts`;

/** Whoever chains traces: the one role that writes links, and nothing but links. */
export class Sealer {
  readonly #transactions: Transactions;
  readonly #database: Database;
  readonly #clock: () => Date;

  constructor(options: { database: Database; url: string; keyring: Keyring; clock?: () => Date }) {
    this.#transactions = openTransactions('sealer', options.url, options.keyring, 2);
    this.#database = options.database;
    this.#clock = options.clock ?? (() => new Date());
  }

  /** Chains what waits, of every tenant; gives those of which something was chained. */
  async sealAll(): Promise<string[]> {
    const tenants = await this.#database.tenantsToSeal();
    const sealed: string[] = [];
    for (const tenantId of tenants) if ((await this.seal(tenantId)) > 0) sealed.push(tenantId);
    return sealed;
  }

  /** Chains what waits of a tenant; gives how many traces. */
  async seal(tenantId: string): Promise<number> {
    let sealed = 0;
    for (;;) {
      const more = await this.within(tenantId, (tx) => this.#sealBatch(tx, tenantId));
      sealed += more;
      if (more < batch) return sealed;
    }
  }

  async #sealBatch(tx: Transaction, tenantId: string): Promise<number> {
    // Another process at work seals these as well as we
    const [lock] = await tx<
      { got: boolean }[]
    >`select pg_try_advisory_xact_lock(4601, hashtext(${tenantId})) as got`;
    if (!lock?.got) return 0;
    const head = await headOf(tx, tenantId);
    const events = await tx.unsafe<TraceEvent[]>(
      `select ${eventColumns} from audit_pending p
         join audit_event e on e.tenant_id = $1 and e.id = p.event_id
        where p.tenant_id = $1 order by p.event_id limit ${batch}`,
      [tenantId],
    );
    if (events.length === 0) return 0;
    const sealedAt = `${this.#clock().toISOString().slice(0, -1)}000Z`;
    const sealed = chain(head, events, sealedAt);
    // As text: the driver knows instants to the millisecond only
    await tx`
      insert into app.audit_link (tenant_id, seq, event_id, event_at, commitment, hash, sealed_at)
      select ${tenantId}::uuid, l.seq, l.event_id, l.event_at::timestamptz, decode(l.commitment, 'hex'), decode(l.hash, 'hex'),
             ${sealedAt}::text::timestamptz
        from unnest(${sealed.map(({ link }) => link.seq)}::bigint[], ${sealed.map(({ link }) => link.eventId)}::uuid[],
                    ${sealed.map(({ link }) => link.eventAt)}::text[],
                    ${sealed.map(({ link }) => link.commitment.toString('hex'))}::text[],
                    ${sealed.map(({ link }) => link.hash.toString('hex'))}::text[])
               as l (seq, event_id, event_at, commitment, hash)
      returning seq`;
    await tx`
      insert into app.audit_salt (tenant_id, event_id, event_at, salt)
      select ${tenantId}::uuid, s.event_id, s.event_at::timestamptz, decode(s.salt, 'hex')
        from unnest(${sealed.map(({ link }) => link.eventId)}::uuid[], ${sealed.map(({ link }) => link.eventAt)}::text[],
                    ${sealed.map(({ salt }) => salt.toString('hex'))}::text[]) as s (event_id, event_at, salt)
      returning event_id`;
    await tx`delete from audit_pending where tenant_id = ${tenantId} and event_id = any (${events.map(({ id }) => id)}::uuid[])`;
    return events.length;
  }

  /** Whether some trace, chained, is older than an instant. */
  hasBefore(tenantId: string, before: Date): Promise<boolean> {
    return this.within(tenantId, async (tx) => {
      const [row] = await tx`
        select 1 from audit_event e join app.audit_link l on l.tenant_id = ${tenantId} and l.event_id = e.id
         where e.tenant_id = ${tenantId} and e.at < ${before.toISOString()} limit 1`;
      return row !== undefined;
    });
  }

  /** Erases the traces before an instant, with their salts; the law's six months are kept by the database. */
  async expire(tenantId: string, before: Date): Promise<void> {
    await this.within(tenantId, async (tx) => {
      const at = before.toISOString();
      await tx`delete from audit_event e where e.tenant_id = ${tenantId} and e.at < ${at}
                  and not exists (select 1 from audit_pending p where p.tenant_id = ${tenantId} and p.event_id = e.id)`;
      await tx`delete from app.audit_salt where tenant_id = ${tenantId} and event_at < ${at}`;
    });
  }

  /** Runs `work` in a transaction of one tenant; `asOne`: in which nothing changes between two questions. */
  within<T>(tenantId: string, work: (tx: Transaction) => Promise<T>, { asOne = false } = {}): Promise<T> {
    return this.#transactions.begin(async (tx) => {
      if (asOne) await tx`set transaction isolation level repeatable read, read only`;
      await tx`select app.enter(${tenantId}::uuid, '{}'::uuid[])`;
      return work(tx);
    });
  }

  async close(): Promise<void> {
    await this.#transactions.close();
  }
}

/** The state of a tenant's chain. */
export async function headOf(tx: Transaction, tenantId: string): Promise<Head> {
  const [last] = await tx<{ seq: string; hash: Buffer }[]>`
    select seq, hash from app.audit_link where tenant_id = ${tenantId} order by seq desc limit 1`;
  return last ? { seq: Number(last.seq), hash: last.hash } : genesis(tenantId);
}
