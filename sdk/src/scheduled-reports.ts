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

export type ScheduledReport = Schemas['ScheduledReport'];
export type ScheduledReportInput = Schemas['ScheduledReportInput'];
export type ScheduledReportPatch = Schemas['ScheduledReportPatch'];
export type ScheduledReportPage = Schemas['ScheduledReportPage'];

const path = '/v1/scheduled-reports';
const one = `${path}/{scheduledReportId}` as const;

/** Reports that make themselves once their period has ended; a notice (`reportMade`) links to each. */
export class ScheduledReports {
  readonly #client: Session['client'];

  constructor(session: Pick<Session, 'client'>) {
    this.#client = session.client;
  }

  /** One's own, latest first. */
  listScheduledReports(options: CallOptions = {}): Pages<ScheduledReport> {
    return new Pages((cursor) => this.listScheduledReportsPage(at(cursor), options));
  }

  listScheduledReportsPage(
    query: Query<'statistics.listScheduledReports'> = {},
    options: CallOptions = {},
  ): Promise<ScheduledReportPage> {
    return dataOf(this.#client.GET(path, { params: { query }, ...init(options) }));
  }

  addScheduledReport(report: ScheduledReportInput, options: CreateOptions = {}): Promise<ScheduledReport> {
    return dataOf(
      this.#client.POST(path, { params: { header: keyed(options) }, body: report, ...init(options) }),
    );
  }

  /** Changes one, pauses it (`paused: true`) or takes it up again. */
  changeScheduledReport(
    scheduledReportId: string,
    patch: ScheduledReportPatch,
    options: ChangeOptions,
  ): Promise<ScheduledReport> {
    return dataOf(
      this.#client.PATCH(one, {
        params: { path: { scheduledReportId }, header: matching(options) },
        body: patch,
        ...init(options),
      }),
    );
  }

  /** Ends one; the reports it made stay. */
  async removeScheduledReport(scheduledReportId: string, options: CallOptions = {}): Promise<void> {
    await dataOf(this.#client.DELETE(one, { params: { path: { scheduledReportId } }, ...init(options) }));
  }
}
