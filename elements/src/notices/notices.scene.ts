import { connect, type Me, type Notice, type Session } from '@lastria/sdk';
import { configuration, ids, me } from '../testing/sample.ts';
import type { WalkScene } from '../testing/walked.ts';
import { LastriaNotices } from './notices.element.ts';

const id = (number: number): string => `0197a3c4-8888-7000-8000-${String(number).padStart(12, '0')}`;
const petit = { id: id(1), displayName: 'Jean Petit' };

export const aNotice = (number: number, kind: string, more: Partial<Notice> = {}): Notice => ({
  id: id(100 + number),
  kind,
  createdAt: `2026-11-${String(10 + number).padStart(2, '0')}T13:40:00Z`,
  readAt: null,
  fileId: null,
  about: petit,
  facts: [],
  reason: null,
  ...more,
});

/** One of each kind the server writes. */
export const notices: readonly Notice[] = [
  aNotice(10, 'emergencyAccess', {
    fileId: ids.file,
    facts: [id(50)],
    reason: 'Expulsion demain matin, référente absente.',
  }),
  aNotice(9, 'substitution', {
    facts: [id(51), 'substitute', '2026-11-20T07:00:00Z', '2026-12-04T17:00:00Z'],
  }),
  aNotice(8, 'massReading', { facts: ['filesPerHour', '41', '40'], readAt: '2026-11-18T15:00:00Z' }),
  aNotice(7, 'rightGiven', { facts: ['SOCIAL_WORKER', id(52)], readAt: '2026-11-18T15:00:00Z' }),
  aNotice(6, 'administratorAdded', { readAt: '2026-11-18T15:00:00Z' }),
  aNotice(5, 'supportAsked', { about: null, readAt: '2026-11-18T15:00:00Z' }),
  aNotice(4, 'supportApproved', { readAt: '2026-11-18T15:00:00Z' }),
  aNotice(3, 'serviceFilesAsked', { readAt: '2026-11-18T15:00:00Z' }),
  aNotice(2, 'serviceFilesGranted', { readAt: '2026-11-18T15:00:00Z' }),
  aNotice(1, 'logTampered', { about: null, facts: ['changed', '0'], readAt: '2026-11-18T15:00:00Z' }),
];

/** The little server of the notices: keeps which were read, and tells of new ones. */
export class Scene {
  me: Me = me;
  notices: readonly Notice[] = notices;
  page = 30;
  /** The next call that writes fails. */
  fails = false;
  readonly #streams = new Set<ReadableStreamDefaultController<Uint8Array>>();

  open(): Session {
    return connect({ baseUrl: 'https://lastria.test', getToken: () => 'jeton', fetch: this.fetch });
  }

  /** Something is told, as another person acts. */
  tell(one: Notice): void {
    this.notices = [one, ...this.notices];
    const event = { id: one.id, topic: 'notice.created', fileId: one.fileId, unitId: null, recordId: one.id };
    for (const stream of this.#streams)
      stream.enqueue(new TextEncoder().encode(`id: 1\ndata: ${JSON.stringify(event)}\n\n`));
  }

  get listening(): boolean {
    return this.#streams.size > 0;
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    const path = pathname.replace('/v1', '');
    const json = (body: unknown, status = 200): Response =>
      new Response(JSON.stringify(body), {
        status,
        headers: { 'content-type': status >= 400 ? 'application/problem+json' : 'application/json' },
      });
    if (path === '/live') return this.#live(request.signal);
    if (path === '/me') return json(this.me);
    if (path === '/configuration') return json(configuration);
    if (request.method === 'POST') {
      if (this.fails) {
        this.fails = false;
        return json(
          {
            type: 'https://lastria.fr/problems/internal',
            status: 500,
            title: 'Le service a rencontré une difficulté',
            detail: 'Réessayez plus tard.',
            instance: '0197-5a2c',
          },
          500,
        );
      }
      const wanted = path.split('/')[3];
      this.notices = this.notices.map((one) =>
        wanted === 'read' || one.id === wanted ? { ...one, readAt: '2026-11-21T08:00:00Z' } : one,
      );
      return new Response(null, { status: 204 });
    }
    const from = Number(searchParams.get('cursor') ?? 0);
    const next = from + this.page < this.notices.length ? String(from + this.page) : null;
    return json({
      items: this.notices.slice(from, from + this.page),
      nextCursor: next,
      unread: this.notices.filter(({ readAt }) => readAt === null).length,
    });
  };

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
}

export const walk: WalkScene = {
  element: LastriaNotices,
  ready: { server: () => new Scene().fetch, reads: 'Dossier ouvert en urgence' },
  empty: {
    server: () => {
      const scene = new Scene();
      scene.notices = [];
      return scene.fetch;
    },
    reads: 'Aucun avis pour vous.',
  },
};
