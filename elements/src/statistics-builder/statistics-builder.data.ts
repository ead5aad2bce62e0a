import type {
  Me,
  Session,
  StatisticsFiles,
  StatisticsFilesInput,
  StatisticsModel,
  StatisticsQuery,
  StatisticsReport,
  StatisticsReportList,
  StatisticsReportRun,
  StatisticsTable,
  StatisticsValues,
} from '@lastria/sdk';
import { SavedReports, type SavedReport } from '@lastria/sdk/reports';
import { Statistics } from '@lastria/sdk/statistics';
import { etagOf } from '@lastria/sdk';
import type { ElementSession } from '../core/session-context.ts';

export type {
  Me,
  SavedReport,
  Session,
  StatisticsModel,
  StatisticsReport,
  StatisticsTable,
  StatisticsValues,
};
export type Period = StatisticsTable['period'];
export type Mode = StatisticsTable['mode'];
export type Measure = StatisticsReport['measures'][number];
export type Only = NonNullable<StatisticsQuery['only']>[number];
export type Figure = StatisticsTable['cells'][number]['values'][number];
/** The files behind a figure. */
export type FilesBehind = StatisticsFiles;
export type Unit = StatisticsModel['units'][number];
export type Counted = StatisticsModel['measures'][number]['counted'][number];
export type Chart = 'bar' | 'stackedBar' | 'line' | 'pyramid' | 'heatmap' | 'table';

/** What a table is made from, as it is saved, exported, put in an activity report. */
export interface Definition {
  readonly reportCode?: string;
  readonly question?: {
    readonly measures: StatisticsQuery['measures'];
    readonly dimensions?: string[];
    readonly filters?: string[];
    readonly only?: Only[];
    readonly top?: number;
  };
  readonly dimensions?: string[];
  readonly only?: Only[];
  readonly compare?: number;
  readonly chart?: Chart;
}

/** Over what, and for whom, a definition is run. */
export interface Over {
  readonly period: Period;
  /** Units counted; undefined: all those held. */
  readonly unitIds: readonly string[] | undefined;
  readonly mode: Mode;
}

/** All that is known before anything is asked. */
export interface Known {
  readonly me: Me;
  readonly reports: readonly StatisticsReport[];
  /** Reports that a kind of service reads first. */
  readonly presets: StatisticsReportList['presets'];
  /** One's own, and those shared where one reads statistics. */
  readonly saved: readonly SavedReport[];
  readonly model: StatisticsModel;
}

/** What is saved of a question: how it is called, and who finds it. */
export interface Kept {
  readonly title: string;
  /** The unit whose readers of statistics find it; null: nobody else. */
  readonly unitId: string | null;
  readonly definition: Definition;
}

/** Saved reports that are listed. */
const SAVED = 200;

export const sdk = (session: ElementSession): Session => session as unknown as Session;

/** The calls of the builder. */
export class BuilderCalls {
  readonly session: Session;
  readonly #statistics: Statistics;
  readonly #reports: SavedReports;
  readonly #values = new Map<string, Promise<StatisticsValues>>();

  constructor(session: ElementSession) {
    this.session = sdk(session);
    this.#statistics = new Statistics(this.session);
    this.#reports = new SavedReports(this.session);
  }

  async known(signal: AbortSignal): Promise<Known> {
    const [me, { items: reports, presets }, model, { items: saved }] = await Promise.all([
      this.session.me(),
      this.#statistics.listReports({ signal }),
      this.#statistics.readModel({ signal }),
      this.#reports.listSavedReportsPage({ limit: SAVED }, { signal }),
    ]);
    // What reads the security log is shown with the log, and asked nowhere else
    const shown = reports.filter(({ audience }) => audience !== 'security');
    return { me, reports: shown, presets, model, saved };
  }

  /** The files behind a figure, of those one may open. */
  behind(
    definition: Definition,
    { period, unitIds, mode }: Over,
    at: StatisticsFilesInput['at'],
    signal: AbortSignal,
  ): Promise<FilesBehind> {
    const asked: StatisticsFilesInput = {
      definition: definition as StatisticsFilesInput['definition'],
      period,
      mode,
      at,
      limit: 100,
      ...(unitIds ? { unitIds: [...unitIds] } : {}),
    };
    return this.#statistics.files(asked, { signal });
  }

  /** Saves a question as a report of one's own, in place of what it was when it already is one. */
  keep(input: Kept, before?: SavedReport): Promise<SavedReport> {
    const report = { ...input, definition: input.definition as SavedReport['definition'] };
    return before
      ? this.#reports.changeSavedReport(before.id, report, { etag: etagOf(before) })
      : this.#reports.addSavedReport(report);
  }

  async remove({ id }: SavedReport): Promise<void> {
    await this.#reports.removeSavedReport(id);
  }

  /** The values of a dimension, read once. */
  values(dimension: string): Promise<StatisticsValues> {
    const known = this.#values.get(dimension);
    if (known) return known;
    const asked = this.#statistics.readValues(dimension);
    this.#values.set(dimension, asked);
    asked.catch(() => this.#values.delete(dimension));
    return asked;
  }

  /** The figures of a definition. */
  run(
    definition: Definition,
    { period, unitIds, mode }: Over,
    signal: AbortSignal,
  ): Promise<StatisticsTable> {
    const over = { period, mode, ...(unitIds ? { unitIds: [...unitIds] } : {}) };
    const { reportCode, question, dimensions, only, compare } = definition;
    if (reportCode !== undefined) {
      const run: StatisticsReportRun = {
        ...over,
        ...(dimensions ? { dimensions } : {}),
        ...(only ? { only } : {}),
        ...(compare ? { compare } : {}),
      };
      return this.#statistics.runReport(reportCode, run, { signal });
    }
    return this.#statistics.query({ ...over, ...question!, ...(compare ? { compare } : {}) }, { signal });
  }
}
