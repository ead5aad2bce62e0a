import { at, init, keyed, type CallOptions, type CreateOptions, type Query } from './client.ts';
import { connectionLost, LastriaError } from './errors.ts';
import type { WaitOptions } from './jobs.ts';
import { Pages } from './pages.ts';
import type { Session } from './session.ts';
import type {
  StatisticsExport,
  StatisticsExportInput,
  StatisticsExportPage,
  StatisticsRowColumn,
  StatisticsRowExportInput,
} from './types.ts';
import { dataOf, unwrap } from './unwrap.ts';

export * from './activity-reports.ts';
export * from './saved-reports.ts';
export * from './scheduled-reports.ts';

/** A file over a slow line takes its time. */
const receiving = 15 * 60_000;

/**
 * Files of figures: CSV, Excel, Word, PDF. Apart from the session, whose weight every page bears:
 * `new Exports(session)`, from `@lastria/sdk/reports`. `make` asks, waits and gives the file; or `export`, wait for its
 * job with `session.jobs.wait`, then `readExport`.
 */
export class Exports {
  readonly #session: Pick<Session, 'client' | 'jobs'>;

  constructor(session: Pick<Session, 'client' | 'jobs'>) {
    this.#session = session;
  }

  /** Asks for a file of reports; a job makes it. */
  export(wanted: StatisticsExportInput, options: CreateOptions = {}): Promise<StatisticsExport> {
    return dataOf(
      this.#session.client.POST('/v1/statistics/exports', {
        params: { header: keyed(options) },
        body: wanted,
        ...init(options),
      }),
    );
  }

  /**
   * Asks for a file of lines, one for each person and act, by the right to: a factor proven of late is asked, now and when
   * the file is read.
   */
  exportRows(wanted: StatisticsRowExportInput, options: CreateOptions = {}): Promise<StatisticsExport> {
    return dataOf(
      this.#session.client.POST('/v1/statistics/row-exports', {
        params: { header: keyed(options) },
        body: wanted,
        ...init(options),
      }),
    );
  }

  /** The columns such lines may have. */
  async listRowColumns(options: CallOptions = {}): Promise<readonly StatisticsRowColumn[]> {
    return (await dataOf(this.#session.client.GET('/v1/statistics/row-columns', init(options)))).items;
  }

  /** Your exports, latest first, until they are erased. */
  listExports(options: CallOptions = {}): Pages<StatisticsExport> {
    return new Pages((cursor) => this.listExportsPage(at(cursor), options));
  }

  listExportsPage(
    query: Query<'statistics.listExports'> = {},
    options: CallOptions = {},
  ): Promise<StatisticsExportPage> {
    return dataOf(
      this.#session.client.GET('/v1/statistics/exports', { params: { query }, ...init(options) }),
    );
  }

  /** The file, as it comes: what breaks off half-way fails. */
  async streamExport(exportId: string, options: CallOptions = {}): Promise<ReadableStream<Uint8Array>> {
    const { data } = await unwrap(
      this.#session.client.GET('/v1/statistics/exports/{exportId}/content', {
        params: { path: { exportId } },
        parseAs: 'stream',
        ...init({ timeoutMs: receiving, ...options }),
      }),
    );
    return data as unknown as ReadableStream<Uint8Array>;
  }

  /** The file, whole. */
  async readExport(exportId: string, options: CallOptions = {}): Promise<Blob> {
    const stream = await this.streamExport(exportId, options);
    try {
      return await new Response(stream).blob();
    } catch (error) {
      options.signal?.throwIfAborted();
      throw error instanceof LastriaError ? error : connectionLost(undefined, error);
    }
  }

  /** Erases an export before its day; a job that still makes it stops. */
  async removeExport(exportId: string, options: CallOptions = {}): Promise<void> {
    await dataOf(
      this.#session.client.DELETE('/v1/statistics/exports/{exportId}', {
        params: { path: { exportId } },
        ...init(options),
      }),
    );
  }

  /** Asks for a file, waits until it is made and gives it; undefined when its job failed or was stopped. */
  async make(
    wanted: StatisticsExportInput | StatisticsRowExportInput,
    options: WaitOptions = {},
  ): Promise<{ readonly export: StatisticsExport; readonly file: Blob | undefined }> {
    const asked = await ('columns' in wanted
      ? this.exportRows(wanted, options)
      : this.export(wanted, options));
    const job = await this.#session.jobs.wait(asked.job.id, options);
    const file = job.status === 'done' ? await this.readExport(asked.id, options) : undefined;
    return { export: { ...asked, job }, file };
  }
}
