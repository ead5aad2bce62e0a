import { etagOf, newId, type Job, type Session } from '@lastria/sdk';
import {
  ActivityReports,
  type ActivityChapter,
  type ActivityReport,
  type ActivityReportDifferences,
  type ActivityReportInput,
  type ActivityReportListed,
} from '@lastria/sdk/reports';

export type { ActivityReport, ActivityReportInput, ActivityReportListed, Job };
export type Differences = ActivityReportDifferences;
/** A chapter as it is written; its figures, once frozen, are beside it. */
export type Chapter = Omit<ActivityChapter, 'table'>;

const written = ({ id, title, comment, definition, showChart, showTable }: Chapter): Chapter => ({
  id,
  title,
  comment,
  definition,
  showChart,
  showTable,
});

/** A chapter that nobody has yet: it is given its id here, and keeps it until the server names it. */
export const newChapter = (title: string, definition: Chapter['definition']): Chapter => ({
  id: `new-${newId()}`,
  title,
  comment: '',
  definition,
  showChart: definition.chart !== 'table',
  showTable: true,
});
const isNew = ({ id }: Chapter): boolean => id.startsWith('new-');

export const chaptersOf = ({ chapters }: ActivityReport): readonly Chapter[] => chapters.map(written);

/** The calls of the rapports d’activité. */
export class ActivityCalls {
  readonly #session: Session;
  readonly #reports: ActivityReports;
  readonly #differences = new Map<string, Promise<Differences>>();

  constructor(session: Session) {
    this.#session = session;
    this.#reports = new ActivityReports(session);
  }

  async list(signal: AbortSignal): Promise<readonly ActivityReportListed[]> {
    return (await this.#reports.listActivityReportsPage({ limit: 50 }, { signal })).items;
  }

  read(id: string): Promise<ActivityReport> {
    this.#differences.delete(id);
    return this.#reports.readActivityReport(id);
  }

  add(report: ActivityReportInput): Promise<ActivityReport> {
    return this.#reports.addActivityReport(report, { idempotencyKey: newId() });
  }

  /** Its chapters, all at once, in their order. */
  write(report: ActivityReport, chapters: readonly Chapter[]): Promise<ActivityReport> {
    const sent = chapters.map((chapter) => {
      const { id, ...rest } = written(chapter);
      return isNew(chapter) ? rest : { id, ...rest };
    });
    return this.#reports.changeActivityReport(report.id, { chapters: sent }, { etag: etagOf(report) });
  }

  /** Its file, whose making is told among one's exports. */
  async file(report: ActivityReport, format: 'docx' | 'xlsx' | 'pdf'): Promise<void> {
    await this.#reports.exportActivityReport(report.id, format, { idempotencyKey: newId() });
  }

  /** By a job: however many chapters over however many files, one sees how far it is. */
  askToFreeze(report: ActivityReport): Promise<Job> {
    return this.#reports.askToFreeze(report.id, { etag: etagOf(report), idempotencyKey: newId() });
  }

  follow(jobId: string, onProgress: (job: Job) => void, signal: AbortSignal): Promise<Job> {
    return this.#session.jobs.wait(jobId, { onProgress, signal });
  }

  cancel(jobId: string): Promise<Job> {
    return this.#session.jobs.cancel(jobId);
  }

  remove(report: ActivityReport): Promise<void> {
    return this.#reports.removeActivityReport(report.id, { etag: etagOf(report) });
  }

  /** What changed since it was frozen: worked out once for all that shows it, until the report is opened again. */
  differences(id: string): Promise<Differences> {
    const known = this.#differences.get(id);
    if (known) return known;
    const asked = this.#reports.readDifferences(id);
    this.#differences.set(id, asked);
    asked.catch(() => this.#differences.delete(id));
    return asked;
  }
}
