import { connect, type Me, type Session } from '@lastria/sdk';
import { problem, refusals, responseOf, type Answer } from '../testing/answers.ts';
import { organisation, units } from '../testing/organisation.sample.ts';
import { ableTo, configuration, me } from '../testing/sample.ts';
import type { WalkScene } from '../testing/walked.ts';
import type { AppointmentMotive, CalendarPolicy, OpeningHours, Room } from './agenda-settings.data.ts';
import { LastriaAgendaSettings } from './agenda-settings.element.ts';

export const id = (number: number): string => `0197a3c4-8888-7000-8000-${String(number).padStart(12, '0')}`;
type Body = Record<string, unknown>;

const administrator: Me = {
  ...me,
  displayName: 'Luc Aubry',
  roles: ['ADMINISTRATOR'],
  can: ableTo('keepAgenda', 'readOrganisation', 'changeOrganisation'),
};

const motive = (number: number, label: string, more: Partial<AppointmentMotive> = {}): AppointmentMotive => ({
  id: id(number),
  label,
  placeKind: 'office',
  minutes: 45,
  blocks: true,
  roles: [],
  workTypeCode: 'entretien-physique-bureau',
  colour: null,
  active: true,
  position: number * 10,
  version: 1,
  can: { book: true },
  ...more,
});
const room = (number: number, label: string, more: Partial<Room> = {}): Room => ({
  id: id(number),
  unitId: units.lille,
  label,
  site: 'Les Tilleuls',
  places: null,
  active: true,
  version: 1,
  ...more,
});

/** The little server of what an agenda is kept with: keeps what is written, and checks versions as the real one. */
export class Scene {
  me = administrator;
  motives = [
    motive(1, 'Premier entretien', { minutes: 60 }),
    motive(2, 'Entretien téléphonique', { minutes: 20, placeKind: 'phone', roles: ['SOCIAL_WORKER'] }),
    motive(3, 'Ancien motif', { active: false }),
  ];
  rooms = [room(11, 'Bureau 12'), room(12, 'Salle de réunion', { site: null })];
  organisation = organisation();
  hours: OpeningHours = {
    unitId: units.lille,
    hours: [
      { weekday: 1, from: '09:00', to: '12:00' },
      { weekday: 1, from: '14:00', to: '18:00' },
      { weekday: 2, from: '09:00', to: '12:00' },
    ],
    inherited: false,
    above: {
      unit: { id: units.nord, name: 'Direction Nord' },
      hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:30', to: '17:00' })),
    },
    version: 3,
    can: { change: true },
  };
  policy: CalendarPolicy = { mostLevel: 'busy', allowedLevels: ['busy'], version: 0, can: { change: true } };
  /** Answers that take the place of the next ones, by « METHOD path ». */
  readonly instead = new Map<string, Answer[]>();
  readonly sent: { readonly path: string; readonly body: unknown }[] = [];

  open(): Session {
    return connect({ baseUrl: 'https://lastria.test', getToken: () => 'jeton', fetch: this.fetch });
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.replace('/v1', '');
    const text = request.method === 'GET' ? '' : await request.text();
    const body = (text === '' ? {} : JSON.parse(text)) as Body;
    if (request.method !== 'GET') this.sent.push({ path: `${request.method} ${path}`, body });
    const taken = this.instead.get(`${request.method} ${path}`)?.shift();
    return responseOf(
      request,
      taken ?? this.#answer(request.method, path, body, request.headers.get('if-match')),
    );
  };

  #answer(method: string, path: string, body: Body, match: string | null): Answer {
    const [, , kind = '', key = ''] = path.split('/');
    if (path === '/me') return { body: this.me };
    if (path === '/configuration') return { body: configuration };
    if (path === '/organisation') return { body: this.organisation };
    if (path.startsWith('/organisation/units'))
      return this.#changed(this.organisation.units, key, body, match);
    switch (kind) {
      case 'settings':
        return {
          body: {
            motives: this.motives,
            rooms: this.rooms,
            can: { keepAgenda: this.me.can.keepAgenda, bookAppointment: true },
          },
        };
      case 'motives':
        return method === 'POST'
          ? this.#added(this.motives, motive(this.motives.length + 50, '', body))
          : this.#motive(key, body, match);
      case 'rooms':
        return method === 'POST'
          ? this.#added(this.rooms, room(this.rooms.length + 60, '', body))
          : this.#changed(this.rooms, key, body, match);
      case 'opening-hours':
        return this.#hours(method, key, body, match);
      case 'calendar-policy':
        return this.#policy(method, body, match);
      default:
        return missing;
    }
  }

  #added<T>(all: T[], one: T): Answer {
    all.push(one);
    return { status: 201, body: one };
  }

  #changed<T extends { id: string; version: number }>(
    all: T[],
    key: string,
    body: Body,
    match: string | null,
  ): Answer {
    const at = all.findIndex((one) => one.id === key);
    const before = all[at];
    if (!before) return missing;
    if (match !== `"${before.version}"`) return refusals.stale;
    all[at] = { ...before, ...body, version: before.version + 1 };
    return { body: all[at] };
  }

  /** Changed, then moved when it is asked to. */
  #motive(key: string, { before, ...body }: Body, match: string | null): Answer {
    const answer = this.#changed(this.motives, key, body, match);
    if (before === undefined || answer === missing || answer === refusals.stale) return answer;
    const others = this.motives.filter(({ id: other }) => other !== key);
    const at = before === null ? others.length : others.findIndex(({ id: other }) => other === before);
    this.motives = others.toSpliced(
      at,
      0,
      this.motives.find(({ id: one }) => one === key)!,
    );
    return answer;
  }

  #hours(method: string, unitId: string, body: Body, match: string | null): Answer {
    const isOwn = unitId === units.lille;
    const now = isOwn ? this.hours : { ...this.hours, unitId, inherited: true, version: 0 };
    if (method === 'GET') return { body: now };
    if (match !== `"${now.version}"`) return refusals.stale;
    const own = body['hours'] as OpeningHours['hours'] | null;
    this.hours = {
      ...now,
      hours: own ?? now.above.hours,
      inherited: own === null,
      version: now.version + 1,
    };
    return { body: this.hours };
  }

  #policy(method: string, body: Body, match: string | null): Answer {
    if (method === 'GET') return { body: this.policy };
    if (match !== `"${this.policy.version}"`) return refusals.stale;
    this.policy = {
      ...this.policy,
      mostLevel: String(body['mostLevel']),
      version: this.policy.version + 1,
    };
    return { body: this.policy };
  }
}

const missing = problem(404, 'not-found', 'Introuvable', 'Ce que vous demandez n’existe pas.');
const emptied = (): Scene => Object.assign(new Scene(), { motives: [], rooms: [] });

export const walk: WalkScene = {
  element: LastriaAgendaSettings,
  ready: { server: () => new Scene().fetch, reads: 'Premier entretien' },
  empty: { server: () => emptied().fetch, reads: 'Aucun motif n’est encore défini.' },
};
