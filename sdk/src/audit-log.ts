import { at, init, matching, type CallOptions, type ChangeOptions, type Query } from './client.ts';
import { Pages } from './pages.ts';
import type { Session } from './session.ts';
import type {
  AuditEntry,
  AuditEntryPage,
  AuditSettings,
  AuditSettingsPatch,
  AuditState,
  ReadingAlert,
  ReadingAlertPage,
} from './types.ts';
import { dataOf, versioned, type Versioned } from './unwrap.ts';

export type AuditSearchQuery = Query<'audit.search'>;
export type AuditSearch = Omit<AuditSearchQuery, 'cursor'>;

/**
 * The log of the whole tenant, for its data protection officer. Apart from the session, whose weight every page bears:
 * `new AuditLog(session)`, from `@lastria/sdk/audit-log`.
 */
export class AuditLog {
  readonly #client: Session['client'];

  constructor(session: Pick<Session, 'client'>) {
    this.#client = session.client;
  }

  /** Who did what, by file, person, kind and period, latest first. */
  search(filter: AuditSearch = {}, options: CallOptions = {}): Pages<AuditEntry> {
    return new Pages((cursor) => this.searchPage({ ...filter, ...at(cursor) }, options));
  }

  searchPage(query: AuditSearchQuery = {}, options: CallOptions = {}): Promise<AuditEntryPage> {
    return dataOf(this.#client.GET('/v1/audit/events', { params: { query }, ...init(options) }));
  }

  /** Who read beyond the limits, latest first; nobody finds himself there. */
  listAlerts(options: CallOptions = {}): Pages<ReadingAlert> {
    return new Pages((cursor) => this.listAlertsPage(at(cursor), options));
  }

  listAlertsPage(
    query: Query<'audit.listAlerts'> = {},
    options: CallOptions = {},
  ): Promise<ReadingAlertPage> {
    return dataOf(this.#client.GET('/v1/audit/alerts', { params: { query }, ...init(options) }));
  }

  /** Where the chain of traces stands, as the server says: signed when, verified when, found whole or not. */
  readState(options: CallOptions = {}): Promise<AuditState> {
    return dataOf(this.#client.GET('/v1/audit/state', init(options)));
  }

  /** How long traces are kept, and how much may be read before somebody is told. */
  readSettings(options: CallOptions = {}): Promise<AuditSettings> {
    return dataOf(this.#client.GET('/v1/audit/settings', init(options)));
  }

  changeSettings(
    patch: AuditSettingsPatch,
    options: ChangeOptions,
  ): Promise<Versioned<'settings', AuditSettings>> {
    const params = { header: matching(options) };
    return versioned(
      'settings',
      this.#client.PATCH('/v1/audit/settings', { params, body: patch, ...init(options) }),
    );
  }
}
