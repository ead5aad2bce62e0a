import {
  connect,
  type Me,
  type Session,
  type StatisticsFiles,
  type StatisticsQuery,
  type StatisticsReportRun,
  type StatisticsTable,
} from '@lastria/sdk';
import type { SavedReportFile } from '@lastria/sdk/reports';
import { refusals, responseOf, type Answer } from '../testing/answers.ts';
import { ableTo, me as worker } from '../testing/sample.ts';
import type { WalkScene } from '../testing/walked.ts';
import { ActivityScene } from './activity.scene.ts';
import { answerTo, teamOf, values } from './answers.sample.ts';
import { Beside } from './beside.scene.ts';
import type { SavedReport, StatisticsReport } from './statistics-builder.data.ts';
import { LastriaStatisticsBuilder } from './statistics-builder.element.ts';
import { model } from './model.sample.ts';
import { files, presets, reports, saved } from './reports.sample.ts';
import { ScheduledScene } from './scheduled.scene.ts';

/** A call that was sent, with what it asked. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The little server of statistics: a catalogue, a model, and an answer to any question. */
export class Scene {
  me: Me = { ...worker, can: ableTo('openFile', 'readStatistics') };
  reports: readonly StatisticsReport[] = reports;
  model = model;
  saved: SavedReport[] = [...saved];
  /** Files, what is missing. */
  readonly beside = new Beside();
  readonly activity = new ActivityScene((wanted) => this.beside.make(wanted));
  /** Reports that make themselves. */
  readonly scheduled = new ScheduledScene();
  /** Questions asked, the latest last. */
  readonly sent: Sent[] = [];
  /** Answers that take the place of the next ones, by « METHOD path ». */
  readonly instead = new Map<string, Answer[]>();
  /** The files behind any figure. */
  behind: StatisticsFiles = { items: files, more: false };
  /** Of whoever does not answer for the team: figures by worker are his own, and the others' as one. */
  team: StatisticsTable['team'] = null;
  /** Calls that were called off. */
  aborted = 0;
  /** Holds the figures back until it is called. */
  held: Promise<void> | undefined;
  /** The same of what stands beside them. */
  heldBeside: Promise<void> | undefined;

  open(): Session {
    return connect({ baseUrl: 'https://lastria.test', getToken: () => 'jeton', fetch: this.fetch });
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.replace('/v1', '');
    // Nothing is told live here: who waits asks again
    if (path === '/live')
      return new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } });
    const text = await request.text();
    const body = (text ? JSON.parse(text) : {}) as Readonly<Record<string, unknown>>;
    if (/run$|query$|files$|saved-reports/.test(path) && request.method !== 'GET') {
      this.sent.push({ method: request.method, path, body });
      await this.held;
      if (request.signal.aborted) this.aborted += 1;
    }
    await this.heldBeside;
    return responseOf(
      request,
      this.instead.get(`${request.method} ${path}`)?.shift() ??
        this.beside.answer(request.method, path, body) ??
        this.activity.answer(request.method, path, body, request.headers.get('if-match')) ??
        this.scheduled.answer(request.method, path, body, request.headers.get('if-match')) ??
        this.#answer(request.method, path, body),
    );
  };

  #answer(method: string, path: string, body: object): Answer {
    if (path === '/me') return { body: this.me };
    if (!this.me.can.readStatistics) return refusals.forbidden;
    if (path === '/reports') return { body: { items: this.reports, presets } };
    if (path === '/saved-reports/file') return this.#keep('POST', '', imported(body));
    if (path.endsWith('/file')) return { body: this.fileOf(path.split('/')[2]!) };
    if (path.startsWith('/saved-reports')) return this.#keep(method, path.split('/')[2] ?? '', body);
    if (path === '/statistics/model') return { body: this.model };
    const [, , part = '', code = '', rest = ''] = path.split('/');
    if (part === 'model' && rest === 'values') return { body: valuesOf(decodeURIComponent(code)) };
    if (path === '/statistics/files') return { body: this.behind };
    if (path === '/statistics/query') return { body: this.#query(body as StatisticsQuery) };
    if (path.endsWith('/run')) return { body: this.#run(path.split('/')[2]!, body as StatisticsReportRun) };
    throw new Error(`the scene knows no ${method} ${path}`);
  }

  /** A saved report as a file to give away. */
  fileOf(id: string): SavedReportFile {
    const { title, definition } = this.saved.find((one) => one.id === id)!;
    return { format: 'lastria-report', version: 1, title, definition, leftOut: ['worker'] };
  }

  #keep(method: string, id: string, body: object): Answer {
    const before = this.saved.find((one) => one.id === id);
    if (method === 'GET') return { body: { items: this.saved, nextCursor: null } };
    if (method === 'DELETE') {
      this.saved = this.saved.filter((one) => one !== before);
      return { status: 204 };
    }
    const report: SavedReport = {
      ...(before ?? { ...saved[0]!, id: '0197a3c4-0000-7000-8000-000000000900', version: 0 }),
      ...body,
    };
    report.version += 1;
    this.saved = [report, ...this.saved.filter((one) => one !== before)];
    return { status: before ? 200 : 201, body: report };
  }

  #asTeam(asked: Parameters<typeof answerTo>[0]) {
    const table = answerTo(asked);
    return this.team && asked.dimensions.includes('worker') ? teamOf(table, this.team) : table;
  }

  #query(query: StatisticsQuery) {
    return this.#asTeam({
      ...query,
      dimensions: query.dimensions ?? [],
      measures: query.measures.map((measure) => {
        const { label, unit } = this.model.measures.find(({ code }) => code === measure.of)!;
        return { ...measure, label, unit };
      }),
    });
  }

  #run(code: string, run: StatisticsReportRun) {
    const report = this.reports.find(({ id }) => id === code)!;
    return this.#asTeam({
      ...run,
      report: code,
      measures: report.measures,
      dimensions: report.dimensions.map((one) => one.code),
    });
  }
}

const imported = (file: object) => {
  const { title, definition } = file as SavedReportFile;
  return { title, definition, unitId: null };
};

const valuesOf = (code: string) => ({
  items: [
    ...(values[code] ?? []).map(([own, label]) => ({ code: own as string | null, label })),
    { code: null, label: 'Non renseigné' },
  ],
  more: false,
});

export const walk: WalkScene = {
  element: LastriaStatisticsBuilder,
  ready: { server: () => new Scene().fetch, reads: 'Budget et surendettement' },
  empty: {
    server: () => {
      const scene = new Scene();
      scene.reports = [];
      return scene.fetch;
    },
    reads: 'Aucun rapport n’est disponible pour l’instant.',
  },
};
