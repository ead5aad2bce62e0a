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
import type { Job } from './types.ts';
import { dataOf } from './unwrap.ts';

type Schemas = components['schemas'];

export type ActivityReport = Schemas['ActivityReport'];
export type ActivityChapter = Schemas['ActivityChapter'];
export type ActivityChapterInput = Schemas['ActivityChapterInput'];
export type ActivityReportInput = Schemas['ActivityReportInput'];
export type ActivityReportPatch = Schemas['ActivityReportPatch'];
export type ActivityReportListed = Schemas['ActivityReportListed'];
export type ActivityReportPage = Schemas['ActivityReportPage'];
/** What became of the figures of a frozen report, and why. */
export type ActivityReportDifferences = Schemas['ActivityReportDifferences'];

const path = '/v1/activity-reports';
const one = `${path}/{activityReportId}` as const;

/** Working out all the figures of a report takes longer than a call usually does. */
const working = 120_000;

/** The activity reports of the units where one reads statistics: written by several, frozen once, read for ever. */
export class ActivityReports {
  readonly #client: Session['client'];

  constructor(session: Pick<Session, 'client'>) {
    this.#client = session.client;
  }

  /** Latest first. */
  listActivityReports(options: CallOptions = {}): Pages<ActivityReportListed> {
    return new Pages((cursor) => this.listActivityReportsPage(at(cursor), options));
  }

  listActivityReportsPage(
    query: Query<'statistics.listActivityReports'> = {},
    options: CallOptions = {},
  ): Promise<ActivityReportPage> {
    return dataOf(this.#client.GET(path, { params: { query }, ...init(options) }));
  }

  /** Begins a report, with the chapters of its kind unless some are given. */
  addActivityReport(report: ActivityReportInput, options: CreateOptions = {}): Promise<ActivityReport> {
    return dataOf(
      this.#client.POST(path, { params: { header: keyed(options) }, body: report, ...init(options) }),
    );
  }

  /** A report; the chapters of one that is frozen hold their `table`, as it was answered then. */
  readActivityReport(activityReportId: string, options: CallOptions = {}): Promise<ActivityReport> {
    return dataOf(this.#client.GET(one, { params: { path: { activityReportId } }, ...init(options) }));
  }

  /** Changes a report that is being written; its chapters are given all at once, in their order. */
  changeActivityReport(
    activityReportId: string,
    patch: ActivityReportPatch,
    options: ChangeOptions,
  ): Promise<ActivityReport> {
    return dataOf(
      this.#client.PATCH(one, {
        params: { path: { activityReportId }, header: matching(options) },
        body: patch,
        ...init(options),
      }),
    );
  }

  async removeActivityReport(activityReportId: string, options: ChangeOptions): Promise<void> {
    await dataOf(
      this.#client.DELETE(one, {
        params: { path: { activityReportId }, header: matching(options) },
        ...init(options),
      }),
    );
  }

  /** Freezes a report: its figures are kept, and nothing of it changes any more. */
  freezeActivityReport(activityReportId: string, options: ChangeOptions): Promise<ActivityReport> {
    return dataOf(
      this.#client.POST(`${one}/freeze`, {
        params: { path: { activityReportId }, header: matching(options) },
        ...init({ timeoutMs: working, ...options }),
      }),
    );
  }

  /** The same by a job, for many chapters over many files; wait for it with `session.jobs.wait`, then read the report. */
  askToFreeze(activityReportId: string, options: ChangeOptions & CreateOptions): Promise<Job> {
    return dataOf(
      this.#client.POST(`${one}/freezing`, {
        params: { path: { activityReportId }, header: { ...matching(options), ...keyed(options) } },
        ...init(options),
      }),
    );
  }

  /** Asks for the file of a report; wait for its job, then `Exports.readExport`. A frozen one gives the same again. */
  exportActivityReport(
    activityReportId: string,
    format: Schemas['ActivityReportExportInput']['format'],
    options: CreateOptions = {},
  ): Promise<Schemas['StatisticsExport']> {
    return dataOf(
      this.#client.POST(`${one}/exports`, {
        params: { path: { activityReportId }, header: keyed(options) },
        body: { format },
        ...init(options),
      }),
    );
  }

  /** What became of the figures of a frozen report since, and which acts explain it. */
  readDifferences(activityReportId: string, options: CallOptions = {}): Promise<ActivityReportDifferences> {
    return dataOf(
      this.#client.GET(`${one}/differences`, {
        params: { path: { activityReportId } },
        ...init({ timeoutMs: working, ...options }),
      }),
    );
  }
}
