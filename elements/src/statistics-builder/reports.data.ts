import {
  newId,
  type Job,
  type Session,
  type StatisticsExport,
  type StatisticsExportInput,
  type StatisticsContractedTime,
  type StatisticsMissing,
  type StatisticsRowColumn,
  type StatisticsRowExportInput,
} from '@lastria/sdk';
import { Exports, SavedReports, type SavedReport, type SavedReportFile } from '@lastria/sdk/reports';
import { Statistics } from '@lastria/sdk/statistics';
import type { Over } from './statistics-builder.data.ts';

export type { Job, StatisticsContractedTime, StatisticsExport, StatisticsMissing };
export type ExportWanted = StatisticsExportInput;
/** The question of a report as a file, for another service. */
export type ReportFile = SavedReportFile;
export type RowColumn = StatisticsRowColumn;
export type RowsWanted = StatisticsRowExportInput;

/** A file that is still being made. */
export const underWay = ({ job }: StatisticsExport): boolean => job.endedAt === null;

/** The calls of what is made of figures: files, and what they lack. */
export class ReportCalls {
  readonly #session: Session;
  readonly #exports: Exports;
  readonly #statistics: Statistics;
  readonly #saved: SavedReports;

  constructor(session: Session) {
    this.#session = session;
    this.#exports = new Exports(session);
    this.#statistics = new Statistics(session);
    this.#saved = new SavedReports(session);
  }

  make(wanted: ExportWanted): Promise<StatisticsExport> {
    return this.#exports.export(wanted, { idempotencyKey: newId() });
  }

  makeRows(wanted: RowsWanted): Promise<StatisticsExport> {
    return this.#exports.exportRows(wanted, { idempotencyKey: newId() });
  }

  rowColumns(): Promise<readonly RowColumn[]> {
    return this.#exports.listRowColumns();
  }

  /** Files of one's own, the latest first. */
  async exports(signal: AbortSignal): Promise<readonly StatisticsExport[]> {
    return (await this.#exports.listExportsPage({ limit: 50 }, { signal })).items;
  }

  follow(jobId: string, onProgress: (job: Job) => void, signal: AbortSignal): Promise<Job> {
    return this.#session.jobs.wait(jobId, { onProgress, signal });
  }

  cancel(jobId: string): Promise<Job> {
    return this.#session.jobs.cancel(jobId);
  }

  content(exportId: string): Promise<Blob> {
    return this.#exports.readExport(exportId);
  }

  async remove(exportId: string): Promise<void> {
    await this.#exports.removeExport(exportId);
  }

  contracted(year: number, signal: AbortSignal): Promise<StatisticsContractedTime> {
    return this.#statistics.readContractedTime(year, { signal });
  }

  missing({ period, unitIds }: Over, signal: AbortSignal): Promise<StatisticsMissing> {
    return this.#statistics.readMissing({ ...period, ...(unitIds ? { unitIds } : {}) }, { signal });
  }

  /** A saved report as a file to give away. */
  definition(savedReportId: string): Promise<ReportFile> {
    return this.#saved.exportSavedReport(savedReportId);
  }

  /** Saves what a file asks as a report of one's own. */
  openDefinition(file: ReportFile): Promise<SavedReport> {
    return this.#saved.importSavedReport(file, { idempotencyKey: newId() });
  }
}
