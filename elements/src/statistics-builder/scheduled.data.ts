import { etagOf, newId, type Session } from '@lastria/sdk';
import {
  ActivityReports,
  ScheduledReports,
  type ActivityReport,
  type ScheduledReport,
  type ScheduledReportInput,
} from '@lastria/sdk/reports';

export type { ScheduledReport, ScheduledReportInput };
export type Rhythm = ScheduledReportInput['every'];

/** The calls of the reports that make themselves. */
export class ScheduledCalls {
  readonly #scheduled: ScheduledReports;
  readonly #reports: ActivityReports;

  constructor(session: Session) {
    this.#scheduled = new ScheduledReports(session);
    this.#reports = new ActivityReports(session);
  }

  /** One's own: there are never more than a page of them. */
  async list(signal: AbortSignal): Promise<readonly ScheduledReport[]> {
    return (await this.#scheduled.listScheduledReportsPage({ limit: 50 }, { signal })).items;
  }

  add(report: ScheduledReportInput): Promise<ScheduledReport> {
    return this.#scheduled.addScheduledReport(report, { idempotencyKey: newId() });
  }

  /** What it is made of, when; or that it is paused, or taken up again. */
  change(
    report: ScheduledReport,
    patch: ScheduledReportInput | { readonly paused: boolean },
  ): Promise<ScheduledReport> {
    return this.#scheduled.changeScheduledReport(report.id, patch, { etag: etagOf(report) });
  }

  remove(id: string): Promise<void> {
    return this.#scheduled.removeScheduledReport(id);
  }

  /** The report it made last. */
  made(activityReportId: string): Promise<ActivityReport> {
    return this.#reports.readActivityReport(activityReportId);
  }
}
