import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type { Keyring } from '../vault/keyring.ts';
import type { Clearance } from './tenant-table.ts';

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
