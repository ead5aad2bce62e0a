import {
  at,
  init,
  keyed,
  matching,
  type CallOptions,
  type ChangeOptions,
  type CreateOptions,
  type Query,
} from './client.ts';
import type { components } from './generated/schema.d.ts';
import { Pages } from './pages.ts';
import type { Session } from './session.ts';
import { dataOf } from './unwrap.ts';

type Schemas = components['schemas'];

/** What a report asks; the period and the units are given when it is run. */
export type StatisticsDefinition = Schemas['StatisticsDefinition'];
export type SavedReport = Schemas['SavedReport'];
export type SavedReportInput = Schemas['SavedReportInput'];
export type SavedReportPatch = Schemas['SavedReportPatch'];
export type SavedReportPage = Schemas['SavedReportPage'];
/** A question as a file, for another service or another customer: no figure, no unit, nobody. */
export type SavedReportFile = Schemas['SavedReportFile'];

const path = '/v1/saved-reports';

/** Reports that one made, and those shared in the units where one reads statistics. */
export class SavedReports {
  readonly #client: Session['client'];

  constructor(session: Pick<Session, 'client'>) {
    this.#client = session.client;
  }

  /** Latest first. */
  listSavedReports(options: CallOptions = {}): Pages<SavedReport> {
    return new Pages((cursor) => this.listSavedReportsPage(at(cursor), options));
  }

  listSavedReportsPage(
    query: Query<'statistics.listSavedReports'> = {},
    options: CallOptions = {},
  ): Promise<SavedReportPage> {
    return dataOf(this.#client.GET(path, { params: { query }, ...init(options) }));
  }

  readSavedReport(savedReportId: string, options: CallOptions = {}): Promise<SavedReport> {
    return dataOf(
      this.#client.GET(`${path}/{savedReportId}`, {
        params: { path: { savedReportId } },
        ...init(options),
      }),
    );
  }

  /** Saves a question, for oneself or for the readers of a unit. */
  addSavedReport(report: SavedReportInput, options: CreateOptions = {}): Promise<SavedReport> {
    return dataOf(
      this.#client.POST(path, {
        params: { header: keyed(options) },
        body: report,
        ...init(options),
      }),
    );
  }

  changeSavedReport(
    savedReportId: string,
    patch: SavedReportPatch,
    options: ChangeOptions,
  ): Promise<SavedReport> {
    return dataOf(
      this.#client.PATCH(`${path}/{savedReportId}`, {
        params: { path: { savedReportId }, header: matching(options) },
        body: patch,
        ...init(options),
      }),
    );
  }

  async removeSavedReport(savedReportId: string, options: CallOptions = {}): Promise<void> {
    await dataOf(
      this.#client.DELETE(`${path}/{savedReportId}`, {
        params: { path: { savedReportId } },
        ...init(options),
      }),
    );
  }

  /** A saved report as a file to give away; `leftOut` names what it kept to that is yours alone. */
  exportSavedReport(savedReportId: string, options: CallOptions = {}): Promise<SavedReportFile> {
    return dataOf(
      this.#client.GET(`${path}/{savedReportId}/file`, {
        params: { path: { savedReportId } },
        ...init(options),
      }),
    );
  }

  /** Saves what a file asks. A list, a code or a field that does not exist here is said, and nothing is saved. */
  importSavedReport(file: SavedReportFile, options: CreateOptions = {}): Promise<SavedReport> {
    return dataOf(
      this.#client.POST(`${path}/file`, {
        params: { header: keyed(options) },
        body: file,
        ...init(options),
      }),
    );
  }
}
