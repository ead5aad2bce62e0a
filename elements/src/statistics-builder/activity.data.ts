import { etagOf, newId, type Session } from '@lastria/sdk';
import {
  ActivityReports,
  type ActivityChapter,
  type ActivityReport,
  type ActivityReportDifferences,
  type ActivityReportInput,
  type ActivityReportListed,
} from '@lastria/sdk/reports';

export type { ActivityReport, ActivityReportInput, ActivityReportListed };
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
  readonly #reports: ActivityReports;

  constructor(session: Session) {
    this.#reports = new ActivityReports(session);
  }

  async list(signal: AbortSignal): Promise<readonly ActivityReportListed[]> {
    return (await this.#reports.listActivityReportsPage({ limit: 50 }, { signal })).items;
  }

  read(id: string, signal?: AbortSignal): Promise<ActivityReport> {
    return this.#reports.readActivityReport(id, { signal });
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

  freeze(report: ActivityReport): Promise<ActivityReport> {
    return this.#reports.freezeActivityReport(report.id, { etag: etagOf(report) });
  }

  remove(report: ActivityReport): Promise<void> {
    return this.#reports.removeActivityReport(report.id, { etag: etagOf(report) });
  }

  differences(id: string, signal: AbortSignal): Promise<Differences> {
    return this.#reports.readDifferences(id, { signal });
  }
}
