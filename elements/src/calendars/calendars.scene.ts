import { connect, type Session } from '@lastria/sdk';
import { problem, refusals, responseOf, type Answer } from '../testing/answers.ts';
import { ids, me } from '../testing/sample.ts';
import type { WalkScene } from '../testing/walked.ts';
import { levels } from './calendars.data.ts';
import type {
  CalendarFeed,
  CalendarFeedPreview,
  CalendarImportPreview,
  CalendarLink,
} from './calendars.data.ts';
import { LastriaCalendars } from './calendars.element.ts';

const id = (number: number): string => `0197a3c4-7777-7000-8000-${String(number).padStart(12, '0')}`;
export const address = 'https://lastria.test/v1/agenda/feeds/tres-secret.ics';
/** Where one agrees, at Microsoft. */
export const consent = 'https://login.microsoftonline.example/consent';

export const feed: CalendarFeed = {
  level: 'busy',
  createdAt: '2026-11-20T09:00:00Z',
  lastReadDay: '2026-11-21',
  version: 3,
};

export const aLink = (more: Partial<CalendarLink> = {}): CalendarLink => ({
  available: true,
  state: 'removed',
  reason: null,
  mailbox: null,
  level: 'busy',
  allowedLevels: [...levels],
  previews: [
    { level: 'busy', subject: 'Occupé' },
    { level: 'initials', subject: 'Rendez-vous O. E.' },
    { level: 'full', subject: 'Entretien – Odile Exemple' },
  ],
  syncedAt: null,
  toCheck: [],
  ...more,
});
export const connected = (more: Partial<CalendarLink> = {}): CalendarLink =>
  aLink({
    state: 'connected',
    mailbox: 'claire.morel@valmont.example',
    syncedAt: '2026-11-22T12:50:00Z',
    ...more,
  });

const titles: Readonly<Record<string, string>> = {
  busy: 'Occupé',
  initials: 'M. D.',
  full: 'Entretien de suivi – Marie Dupont',
};
const previewOf = (level: string): CalendarFeedPreview => ({
  level,
  zone: 'Europe/Paris',
  items: [
    {
      startsAt: '2026-11-24T14:00',
      minutes: 45,
      title: titles[level] ?? '',
      place: level === 'full' ? 'Bureau 12' : null,
      url: null,
      tentative: false,
      blocks: true,
    },
  ],
});

const event = (number: number, more: Partial<CalendarImportPreview['events'][number]> = {}) => ({
  key: String(number).padStart(43, 'k'),
  title: `Événement ${number}`,
  place: null,
  startsAt: `2026-12-${String((number % 28) + 1).padStart(2, '0')}T10:00`,
  minutes: 60,
  zone: 'Europe/Paris',
  sentence: null,
  state: 'new',
  detail: null,
  ...more,
});
export const plan: CalendarImportPreview = {
  events: [
    event(1, { title: 'Formation budget', place: 'Lens' }),
    event(2, { title: 'Analyse de pratiques', sentence: 'Le premier mardi de chaque mois' }),
    event(3, { title: 'Réunion de pôle', state: 'known' }),
    event(4, {
      title: 'Dentiste',
      state: 'conflict',
      detail: 'Vous n’êtes pas libre mar. 24 nov. 2026 de 14 h 00 à 14 h 45.',
    }),
  ],
  refused: [{ line: 42, title: null, reason: 'Cet événement n’a pas de début.' }],
};
/** More events than one call takes. */
export const longPlan: CalendarImportPreview = {
  events: Array.from({ length: 620 }, (_, index) => event(index + 1)),
  refused: [],
};

export const missing = problem(404, 'not-found', 'Introuvable', 'Ce que vous demandez n’existe pas.');
export const unreachable = refusals.broken;

/** The little server of one's own calendars. */
export class Scene {
  feed: CalendarFeed | null = feed;
  link = connected();
  plan = plan;
  units = [ids.unit];
  /** What the link becomes when it is next read. */
  next: CalendarLink | undefined;
  /** Answers that take the place of the next ones, by « METHOD path ». */
  readonly instead = new Map<string, Answer[]>();
  readonly sent: { readonly method: string; readonly path: string; readonly body: unknown }[] = [];

  open(): Session {
    return connect({ baseUrl: 'https://lastria.test', getToken: () => 'jeton', fetch: this.fetch });
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    const path = pathname.replace('/v1', '');
    const text = request.method === 'GET' ? '' : await request.text();
    const body = (text === '' ? undefined : JSON.parse(text)) as Record<string, unknown> | undefined;
    if (request.method !== 'GET' && !path.endsWith('/preview'))
      this.sent.push({ method: request.method, path, body });
    const taken = this.instead.get(`${request.method} ${path}`)?.shift();
    if (taken) return responseOf(request, taken);
    if (request.method === 'PATCH' && request.headers.get('if-match') !== `"${this.feed?.version}"`)
      return responseOf(request, refusals.stale);
    return responseOf(request, this.#answer(`${request.method} ${path}`, body ?? {}, searchParams));
  };

  #answer(call: string, body: Record<string, unknown>, query: URLSearchParams): Answer {
    switch (call) {
      case 'GET /me':
        return { body: me };
      case 'GET /agenda/colleagues':
        return { body: { items: [{ id: ids.me, displayName: me.displayName, unitIds: this.units }] } };
      case 'GET /configuration':
        return {
          body: { units: this.units.map((unit, index) => ({ id: unit, name: `Entité ${index + 1}` })) },
        };
      case 'GET /agenda/feed':
        return { body: { feed: this.feed, allowedLevels: this.link.allowedLevels } };
      case 'GET /agenda/feed/preview':
        return { body: previewOf(query.get('level') ?? '') };
      case 'POST /agenda/feed':
        this.feed = { ...feed, level: String(body['level']), lastReadDay: null, version: 1 };
        return { status: 201, body: { feed: this.feed, address, version: 1 } };
      case 'PATCH /agenda/feed':
        this.feed = { ...this.feed!, level: String(body['level']), version: this.feed!.version + 1 };
        return { body: this.feed };
      case 'DELETE /agenda/feed':
        this.feed = null;
        return {};
      case 'POST /agenda/import/preview':
        return { body: this.plan };
      case 'POST /agenda/import':
        return { body: { items: this.#take(body['keys'] as string[]) } };
      default:
        return call.includes('/agenda/calendar-link') ? this.#ofLink(call, body) : this.#appointment(call);
    }
  }

  #take(keys: readonly string[]) {
    return keys.map((key) => {
      const found = this.plan.events.find((one) => one.key === key);
      return {
        key,
        outcome: found ? 'booked' : 'known',
        appointmentId: found ? id(900) : null,
        detail: null,
      };
    });
  }

  #ofLink(call: string, body: Record<string, unknown>): Answer {
    if (call.endsWith('/connect')) return { body: { address: consent } };
    if (call.startsWith('GET')) this.link = this.next ?? this.link;
    if (call.endsWith('/level')) this.link = { ...this.link, level: String(body['level']) };
    if (call.endsWith('/write-again')) this.link = { ...this.link, toCheck: [] };
    if (call.endsWith('/disconnect')) this.link = { ...this.link, state: 'disconnecting' };
    return { body: this.link };
  }

  #appointment(call: string): Answer {
    return call === `GET /appointments/${changedIds[0]}`
      ? { body: { id: changedIds[0], version: 1, startsAt: '2026-11-24T14:00' } }
      : missing;
  }
}

/** Appointments that were changed in Outlook: one that is read, and one that is not any more. */
export const changedIds = [id(1), id(2)] as const;

const emptied = (): Scene => Object.assign(new Scene(), { feed: null, link: aLink() });
/** Twelve minutes after the last reading. */
export const clock = {
  now: (): number => Date.parse('2026-11-22T13:02:00Z'),
  setTimeout: (run: () => void, ms: number): unknown => setTimeout(run, ms),
  clearTimeout: (handle: unknown): void => clearTimeout(handle as number),
};

export const walk: WalkScene = {
  element: LastriaCalendars,
  ready: { server: () => new Scene().fetch, reads: 'claire.morel@valmont.example', props: { clock } },
  empty: { server: () => emptied().fetch, reads: 'Aucune adresse ne sert pour l’instant.', props: { clock } },
};
