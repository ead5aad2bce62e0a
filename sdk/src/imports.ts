import {
  at,
  init,
  keyed,
  matching,
  type CallOptions,
  type ChangeOptions,
  type Client,
  type CreateOptions,
  type Query,
} from './client.ts';
import { Pages } from './pages.ts';
import type { Import, ImportPage, ImportPatch, ImportPreview, ImportReportLine, ImportReportPage, NewImport } from './types.ts'; // prettier-ignore
import { dataOf } from './unwrap.ts';

/** A file over a slow line takes its time. */
const sending = 15 * 60_000;

/**
 * Persons and past work from a spreadsheet: `open`, `sendFile`, look at the `preview`, `change` the mapping, `check`,
 * read the `report`, `run`; `undo` if need be. Checks, runs and undoings are jobs: wait for `import.job` with
 * `session.jobs.wait`. The ETag of an import is `etagOf(import)`.
 */
export class Imports {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  open(file: NewImport, options: CreateOptions = {}): Promise<Import> {
    return dataOf(
      this.#client.POST('/v1/imports', {
        params: { header: keyed(options) },
        body: file,
        ...init(options),
      }),
    );
  }

  /** Your imports, latest first. */
  list(options: CallOptions = {}): Pages<Import> {
    return new Pages((cursor) => this.listPage(at(cursor), options));
  }

  listPage(query: Query<'imports.list'> = {}, options: CallOptions = {}): Promise<ImportPage> {
    return dataOf(this.#client.GET('/v1/imports', { params: { query }, ...init(options) }));
  }

  read(importId: string, options: CallOptions = {}): Promise<Import> {
    return dataOf(this.#client.GET('/v1/imports/{importId}', on(importId, options)));
  }

  /** Sends the file; what comes back has a mapping proposed. Sending another takes its place. */
  sendFile(importId: string, file: Blob | Uint8Array, options: CallOptions = {}): Promise<Import> {
    return dataOf(
      this.#client.PUT('/v1/imports/{importId}/file', {
        ...on(importId, { timeoutMs: sending, ...options }),
        body: file as never,
        bodySerializer: (body: unknown) => body as BodyInit,
        headers: { 'Content-Type': 'application/octet-stream' },
      }),
    );
  }

  /** Columns and first rows of the file, and what the mapping doubts. */
  preview(importId: string, options: CallOptions = {}): Promise<ImportPreview> {
    return dataOf(this.#client.GET('/v1/imports/{importId}/preview', on(importId, options)));
  }

  change(importId: string, patch: ImportPatch, options: ChangeOptions): Promise<Import> {
    return dataOf(
      this.#client.PATCH('/v1/imports/{importId}', {
        params: { path: { importId }, header: matching(options) },
        body: patch,
        ...init(options),
      }),
    );
  }

  /** Tries it: all is read and reported, nothing is written. */
  check(importId: string, options: ChangeOptions): Promise<Import> {
    return this.#ask('check', importId, options);
  }

  /** Runs it, or goes on with one that was stopped; no row is written twice. */
  run(importId: string, options: ChangeOptions): Promise<Import> {
    return this.#ask('run', importId, options);
  }

  /** Deletes what it wrote and nobody touched since. */
  undo(importId: string, options: ChangeOptions): Promise<Import> {
    return this.#ask('undo', importId, options);
  }

  /** Gives up an import of which nothing was written: its file is erased. */
  async abandon(importId: string, options: CallOptions = {}): Promise<void> {
    await dataOf(this.#client.DELETE('/v1/imports/{importId}', on(importId, options)));
  }

  /** What was seen in the file, row by row, in French. */
  report(importId: string, options: CallOptions = {}): Pages<ImportReportLine> {
    return new Pages((cursor) => this.reportPage(importId, at(cursor), options));
  }

  /** A page of the report, with the figures of the whole file. */
  reportPage(
    importId: string,
    query: Query<'imports.report'> = {},
    options: CallOptions = {},
  ): Promise<ImportReportPage> {
    return dataOf(
      this.#client.GET('/v1/imports/{importId}/report', {
        params: { path: { importId }, query },
        ...init(options),
      }),
    );
  }

  #ask(verb: 'check' | 'run' | 'undo', importId: string, options: ChangeOptions): Promise<Import> {
    return dataOf(
      this.#client.POST(`/v1/imports/{importId}/${verb}`, {
        params: { path: { importId }, header: matching(options) },
        ...init(options),
      }),
    );
  }
}

const on = (importId: string, options: CallOptions) => ({
  params: { path: { importId } },
  ...init(options),
});
