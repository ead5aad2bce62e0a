import { init, type CallOptions } from './client.ts';
import type { Session } from './session.ts';
import { Pages } from './pages.ts';
import type {
  StatisticsContractedTime,
  StatisticsMissing,
  StatisticsFiles,
  StatisticsFilesInput,
  StatisticsModel,
  StatisticsPublication,
  StatisticsQuery,
  StatisticsReportList,
  StatisticsReportRun,
  StatisticsTable,
  StatisticsValues,
} from './types.ts';
import { dataOf } from './unwrap.ts';

/**
 * Figures for the service or for diffusion, for whoever holds the statistics of some unit. Apart from the session, whose weight every
 * page bears: `new Statistics(session)`, from `@lastria/sdk/statistics`.
 */
export class Statistics {
  readonly #client: Session['client'];

  constructor(session: Pick<Session, 'client'>) {
    this.#client = session.client;
  }

  /** The catalogue of reports: what each counts, whether it runs today, and which a kind of service reads first. */
  listReports(options: CallOptions = {}): Promise<StatisticsReportList> {
    return dataOf(this.#client.GET('/v1/reports', init(options)));
  }

  /** What a question may be made of: what is counted, along what, under which conditions, and where. */
  readModel(options: CallOptions = {}): Promise<StatisticsModel> {
    return dataOf(this.#client.GET('/v1/statistics/model', init(options)));
  }

  /** The values a dimension may be kept to, « Non renseigné » last. */
  readValues(dimension: string, options: CallOptions = {}): Promise<StatisticsValues> {
    return dataOf(
      this.#client.GET('/v1/statistics/model/{dimension}/values', {
        params: { path: { dimension } },
        ...init(options),
      }),
    );
  }

  /** The figures of a report. */
  runReport(
    reportCode: string,
    run: StatisticsReportRun,
    options: CallOptions = {},
  ): Promise<StatisticsTable> {
    return dataOf(
      this.#client.POST('/v1/reports/{reportCode}/run', {
        params: { path: { reportCode } },
        body: run,
        ...init(options),
      }),
    );
  }

  /** What the files of a period do not say, by the figures that answering would change. */
  readMissing(
    over: { readonly from?: string; readonly to?: string; readonly unitIds?: readonly string[] } = {},
    options: CallOptions = {},
  ): Promise<StatisticsMissing> {
    const { unitIds, ...period } = over;
    const query = { ...period, ...(unitIds ? { unitIds: unitIds.join(',') } : {}) };
    return dataOf(this.#client.GET('/v1/statistics/missing', { params: { query }, ...init(options) }));
  }

  /** The time sold to each entity, its on-site sessions planned and held, by month; for who answers for the team. */
  readContractedTime(year?: number, options: CallOptions = {}): Promise<StatisticsContractedTime> {
    const query = year === undefined ? {} : { year };
    return dataOf(
      this.#client.GET('/v1/statistics/contracted-time', { params: { query }, ...init(options) }),
    );
  }

  /** The figures of a question of your own: what is counted, along which dimensions, under which conditions. */
  query(question: StatisticsQuery, options: CallOptions = {}): Promise<StatisticsTable> {
    return dataOf(this.#client.POST('/v1/statistics/query', { body: question, ...init(options) }));
  }

  /** The files behind a figure, of those you may open; none behind one that is masked, out of reach or of nobody. */
  files(figure: StatisticsFilesInput, options: CallOptions = {}): Promise<StatisticsFiles> {
    return dataOf(this.#client.POST('/v1/statistics/files', { body: figure, ...init(options) }));
  }

  /** What was diffused over the units you hold statistics on, latest first: no figure. */
  publications(query: { limit?: number } = {}, options: CallOptions = {}): Pages<StatisticsPublication> {
    return new Pages((cursor) =>
      dataOf(
        this.#client.GET('/v1/statistics/publications', {
          params: { query: cursor === undefined ? query : { ...query, cursor } },
          ...init(options),
        }),
      ),
    );
  }
}
