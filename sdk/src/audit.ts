import { at, init, type CallOptions, type Client, type Query } from './client.ts';
import { Pages } from './pages.ts';
import type { AuditEvent, AuditPage } from './types.ts';
import { dataOf } from './unwrap.ts';

export type AuditQuery = Query<'audit.readFile'>;
export type AuditFilter = Omit<AuditQuery, 'cursor'>;

/** Who looked at or changed what. */
export class Audit {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Who looked at or changed a file, latest first. */
  readFile(fileId: string, filter: AuditFilter = {}, options: CallOptions = {}): Pages<AuditEvent> {
    return new Pages((cursor) => this.readFilePage(fileId, { ...filter, ...at(cursor) }, options));
  }

  readFilePage(fileId: string, query: AuditQuery = {}, options: CallOptions = {}): Promise<AuditPage> {
    return dataOf(
      this.#client.GET('/v1/files/{fileId}/audit', { params: { path: { fileId }, query }, ...init(options) }),
    );
  }
}
