import {
  connect,
  type AuditEntry,
  type AuditSettings,
  type AuditSettingsPatch,
  type AuditState,
  type Me,
  type ReadingAlert,
  type Session,
  type StatisticsTable,
} from '@lastria/sdk';
import { configuration } from '../testing/sample.ts';
import type { WalkScene } from '../testing/walked.ts';
import { LastriaAccessLog } from './audit.element.ts';
import {
  alerts,
  files,
  officer,
  organisation,
  reviews,
  settings,
  state,
  traces,
  worker,
} from './audit.sample.ts';

interface Answer {
  readonly status?: number;
  readonly body: unknown;
}
const problem = (status: number, type: string, title: string, detail: string): Answer => ({
  status,
  body: { type: `https://lastria.fr/problems/${type}`, status, title, detail, instance: '0197-5a2c' },
});
export const refusals = {
  stale: problem(412, 'stale-version', 'Ces réglages viennent de changer', 'Relisez-les, puis recommencez.'),
  old: problem(
    403,
    'proof-too-old',
    'Confirmez votre identité',
    'Cette action demande une identité confirmée depuis moins de 15 minutes.',
  ),
  missing: problem(404, 'not-found', 'Introuvable', 'Ce que vous demandez n’existe pas.'),
  erased: {
    status: 422,
    body: {
      ...(problem(422, 'invalid-request', 'La demande n’est pas correcte', 'Corrigez ce qui est indiqué.')
        .body as object),
      errors: [
        {
          pointer: '/period/from',
          detail:
            'Les traces plus anciennes sont effacées : commencez la période le 2 février 2026 ou après.',
        },
      ],
    },
  },
  broken: problem(500, 'internal', 'Le service a rencontré une difficulté', 'Réessayez plus tard.'),
};

/** The little server of the log: searches what it holds, page after page, and keeps its settings. */
export class Scene {
  me: Me = officer;
  traces: readonly AuditEntry[] = traces;
  alerts: readonly ReadingAlert[] = alerts;
  state: AuditState = state;
  settings: AuditSettings = settings;
  /** Traces given at once, whatever is asked. */
  page = 100;
  readonly asked: string[] = [];
  readonly sent: AuditSettingsPatch[] = [];
  /** Reviews asked: report and period. */
  readonly reviewed: unknown[] = [];
  /** Answers that take the place of the next ones, by « METHOD path ». */
  readonly instead = new Map<string, Answer[]>();

  open(): Session {
    return connect({ baseUrl: 'https://lastria.test', getToken: () => 'jeton', fetch: this.fetch });
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const path = url.pathname.replace('/v1', '');
    if (/events|audit$/.test(path)) this.asked.push(url.search);
    const text = await request.text();
    const { status = 200, body } =
      this.instead.get(`${request.method} ${path}`)?.shift() ??
      this.#answer(request, path, url.searchParams, text);
    const type = status >= 400 ? 'application/problem+json' : 'application/json';
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': type, 'x-request-id': '0197-5a2c' },
    });
  };

  #answer(request: Request, path: string, query: URLSearchParams, text: string): Answer {
    switch (`${request.method} ${path}`) {
      case 'GET /me':
        return { body: this.me };
      case 'GET /configuration':
        return { body: configuration };
      case 'GET /organisation':
        return { body: organisation };
      case 'GET /audit/events':
        return { body: this.#search(query) };
      case 'GET /audit/alerts':
        return { body: { items: this.alerts, nextCursor: null } };
      case 'GET /audit/state':
        return { body: this.state };
      case 'GET /audit/settings':
        return { body: this.settings };
      case 'PATCH /audit/settings':
        return this.#change(request.headers.get('if-match'), JSON.parse(text) as AuditSettingsPatch);
      case `GET /files/${files.one}/audit`:
        return { body: this.#search(new URLSearchParams({ fileId: files.one })) };
    }
    return this.#review(/^\/reports\/(Z\d\d)\/run$/.exec(path)?.[1], text) ?? refusals.missing;
  }

  #review(report: string | undefined, text: string): Answer | undefined {
    if (report === undefined) return undefined;
    const { period } = JSON.parse(text) as Pick<StatisticsTable, 'period'>;
    this.reviewed.push({ report, ...period });
    return { body: { ...reviews[report]!, period } };
  }

  #search(query: URLSearchParams): unknown {
    const asked = Object.fromEntries(query);
    const found = this.traces.filter(
      ({ fileId, staff, type, at }) =>
        (!asked['fileId'] || fileId === asked['fileId']) &&
        (!asked['staffId'] || staff?.id === asked['staffId']) &&
        (!asked['kind'] || type.startsWith(asked['kind'])) &&
        (!asked['from'] || at.slice(0, 10) >= asked['from']) &&
        (!asked['to'] || at.slice(0, 10) <= asked['to']),
    );
    const from = Number(asked['cursor'] ?? 0);
    const next = from + this.page < found.length ? String(from + this.page) : null;
    return { items: found.slice(from, from + this.page), nextCursor: next };
  }

  #change(match: string | null, patch: AuditSettingsPatch): Answer {
    if (match !== `"${this.settings.version}"`) return refusals.stale;
    this.sent.push(patch);
    const changed = new Map((patch.readingLimits ?? []).map((limits) => [limits.role, limits]));
    this.settings = {
      retentionMonths: patch.retentionMonths ?? this.settings.retentionMonths,
      readingLimits: this.settings.readingLimits.map((limits) => changed.get(limits.role) ?? limits),
      version: this.settings.version + 1,
    };
    return { body: this.settings };
  }
}

/** As whoever follows one file sees it. */
export function asWorker(): Scene {
  const scene = new Scene();
  scene.me = worker;
  return scene;
}

export const walk: WalkScene = {
  element: LastriaAccessLog,
  ready: { server: () => new Scene().fetch, reads: '6 traces' },
  empty: {
    server: () => {
      const scene = new Scene();
      Object.assign(scene, { traces: [], alerts: [], state: { signed: null, verified: null } });
      return scene.fetch;
    },
    reads: 'Le journal est vide.',
  },
};
