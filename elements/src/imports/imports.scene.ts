import { connect, type Import, type ImportReportLine, type Job, type Session } from '@lastria/sdk';
import { configuration, me } from '../testing/sample.ts';
import type { WalkScene } from '../testing/walked.ts';
import { LastriaImport } from './imports.element.ts';
import {
  anImport,
  canIn,
  counts,
  id,
  interventions,
  job,
  nothing,
  people,
  report,
} from './imports.sample.ts';

interface Answer {
  readonly status?: number;
  readonly body?: unknown;
}
const problem = (
  status: number,
  type: string,
  title: string,
  detail: string,
  errors?: { pointer: string; detail: string }[],
): Answer => ({
  status,
  body: {
    type: `https://lastria.fr/problems/${type}`,
    status,
    title,
    detail,
    instance: '0197-5a2c',
    ...(errors ? { errors } : {}),
  },
});
export const refusals = {
  forbidden: problem(403, 'forbidden', 'Vous n’avez pas ce droit', 'Demandez à votre administrateur.'),
  stale: problem(412, 'stale-version', 'Cet import vient de changer', 'Relisez-le, puis recommencez.'),
  conflict: problem(409, 'conflict', 'L’état actuel ne permet pas cela', 'Cet import n’en est pas là.'),
  broken: problem(500, 'internal', 'Le service a rencontré une difficulté', 'Réessayez plus tard.'),
  missing: problem(404, 'not-found', 'Introuvable', 'Ce que vous demandez n’existe pas.'),
  unreadable: problem(
    422,
    'invalid-request',
    'Le fichier ne peut pas être lu. Rien n’a été enregistré.',
    '',
    [
      {
        pointer: '#file',
        detail: 'Ce classeur est protégé par un mot de passe. Retirez-le, puis recommencez.',
      },
    ],
  ),
};

/** The little server of imports: keeps what is sent, checks versions, and moves its jobs when it is told to. */
export class Scene {
  imports: Import[] = [];
  preview = people.preview;
  lines: readonly ImportReportLine[] = report;
  readonly calls: { readonly method: string; readonly path: string; readonly body: unknown }[] = [];
  /** Answers that take the place of the next ones, by « METHOD path ». */
  readonly instead = new Map<string, Answer[]>();
  /** Calls that send a file wait for this. */
  gate: Promise<void> = Promise.resolve();
  readonly #streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  #next = 100;
  #told = 0;

  open(): Session {
    return connect({ baseUrl: 'https://lastria.test', getToken: () => 'jeton', fetch: this.fetch });
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const path = decodeURIComponent(url.pathname.replace('/v1', ''));
    if (path === '/live') return this.#live(request.signal);
    if (path.endsWith('/file')) await this.gate;
    request.signal.throwIfAborted();
    const text = path.endsWith('/file') ? '' : await request.text();
    const body = (text ? JSON.parse(text) : {}) as Partial<Import>;
    if (request.method !== 'GET') this.calls.push({ method: request.method, path, body });
    const { status = 200, body: reply } =
      this.instead.get(`${request.method} ${path}`)?.shift() ??
      this.#answer(request.method, path, body, request.headers.get('if-match'), url.searchParams);
    const headers = { 'x-request-id': '0197-5a2c', 'retry-after': '3600' };
    if (status === 204) return new Response(null, { status, headers });
    const type = status >= 400 ? 'application/problem+json' : 'application/json';
    return new Response(JSON.stringify(reply), { status, headers: { ...headers, 'content-type': type } });
  };

  /** The import on which a job is under way. */
  get working(): Import {
    return this.imports.find((one) => one.job?.endedAt === null)!;
  }

  /** The job goes on, and says so. */
  advance(done: number, total: number, step = 'reading'): void {
    this.#move({ done, total, step });
  }

  /** The job ends, and its import with it. */
  end(status: 'done' | 'failed' | 'cancelled', more: Partial<Import> = {}, said: Partial<Job> = {}): void {
    const one = this.working;
    const { kind } = one.job!;
    const next =
      status === 'done'
        ? ({ 'import.check': 'checked', 'import.run': 'done', 'import.undo': 'undone' }[kind] ?? '')
        : ({ 'import.check': one.status, 'import.run': 'stopped', 'import.undo': 'undoing' }[kind] ?? '');
    const found = kind === 'import.check' ? counts : (one.counts ?? counts);
    this.#replace({
      ...one,
      status: next,
      counts: status === 'done' ? { ...found, written: next === 'done' ? found.total : 0 } : one.counts,
      can: canIn(next),
      version: one.version + 1,
      ...more,
    });
    this.#move({ status, endedAt: '2026-11-22T13:05:00Z', ...said }, one.id);
  }

  #move(more: Partial<Job>, importId = this.working.id): void {
    const one = this.imports.find((other) => other.id === importId)!;
    this.#replace({ ...one, job: { ...one.job!, ...more } });
    this.#told += 1;
    const event = {
      id: id(5000 + this.#told),
      topic: 'job.changed',
      fileId: null,
      unitId: null,
      offeredIn: null,
      recordId: one.job!.id,
    };
    for (const stream of this.#streams)
      stream.enqueue(new TextEncoder().encode(`id: ${this.#told}\ndata: ${JSON.stringify(event)}\n\n`));
  }

  #replace(one: Import): Import {
    this.imports = this.imports.map((other) => (other.id === one.id ? one : other));
    return one;
  }

  #live(signal: AbortSignal): Response {
    const streams = this.#streams;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        streams.add(controller);
        signal.addEventListener('abort', () => streams.delete(controller));
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }

  #answer(
    method: string,
    path: string,
    body: Partial<Import>,
    match: string | null,
    query: URLSearchParams,
  ): Answer {
    const [, first = '', key = '', verb = ''] = path.split('/');
    if (path === '/me') return { body: me };
    if (path === '/configuration') return { body: configuration };
    if (first === 'jobs') return this.#job(method, key);
    if (key === '' && method === 'GET') return { body: { items: this.imports, nextCursor: null } };
    if (key === '') return { status: 201, body: this.#open(body) };
    const one = this.imports.find((other) => other.id === key);
    if (!one) return refusals.missing;
    if (match !== null && match !== `"${one.version}"`) return refusals.stale;
    const version = one.version + 1;
    switch (`${method} ${verb}`.trim()) {
      case 'GET':
        return { body: one };
      case 'DELETE':
        this.#replace({ ...one, status: 'abandoned', can: nothing, mapping: null, version });
        return { status: 204 };
      case 'PATCH':
        return { body: this.#replace({ ...one, ...body, status: 'ready', can: canIn('ready'), version }) };
      case 'PUT file':
        return { body: this.#replace({ ...one, ...this.#read(one), version }) };
      case 'GET preview':
        return { body: this.preview };
      case 'GET report':
        return { body: this.#page(query) };
      case 'POST check':
      case 'POST run':
      case 'POST undo': {
        const status = { check: one.status, run: 'running', undo: 'undoing' }[verb]!;
        const asked = job(`import.${verb}`, one.id, { id: id(this.#next++) });
        return { body: this.#replace({ ...one, status, job: asked, can: nothing, version }) };
      }
    }
    return refusals.missing;
  }

  #job(method: string, key: string): Answer {
    const one = this.imports.find((other) => other.job?.id === key);
    if (!one) return refusals.missing;
    if (method === 'POST') queueMicrotask(() => this.end('cancelled'));
    return { body: one.job };
  }

  #open({ filename = '', size = 0 }: Partial<Import>): Import {
    const one = anImport(this.#next++, filename, 'empty', { size, kind: null });
    this.imports = [one, ...this.imports];
    return one;
  }

  #read({ filename }: Import): Partial<Import> {
    const { mapping, preview } = /travaux/.test(filename) ? interventions : people;
    this.preview = preview;
    return { status: 'ready', kind: mapping.kind, mapping, can: canIn('ready') };
  }

  #page(query: URLSearchParams): unknown {
    const [from, limit] = [Number(query.get('cursor') ?? 0), Number(query.get('limit') ?? 50)];
    const next = from + limit < this.lines.length ? String(from + limit) : null;
    return { counts: [], items: this.lines.slice(from, from + limit), nextCursor: next };
  }
}

const answering = (imports: Import[]) => () => {
  const scene = new Scene();
  scene.imports = imports;
  return scene.fetch;
};

export const several = (): Import[] => [
  anImport(3, 'agents-arras-lens.xlsx', 'checked'),
  anImport(2, 'travaux-2025.csv', 'done', { kind: 'interventions' }),
  anImport(1, 'agents-2024.csv', 'undone'),
];

export const walk: WalkScene = {
  element: LastriaImport,
  ready: { server: answering(several()), reads: 'agents-arras-lens.xlsx' },
  empty: { server: answering([]), reads: 'Aucun import pour le moment.' },
};
