import { connect, type Me, type Session } from '@lastria/sdk';
import { problem, refusals, responseOf, type Answer } from '../testing/answers.ts';
import { organisation, units } from '../testing/organisation.sample.ts';
import { ableTo, ids, me } from '../testing/sample.ts';
import type { WalkScene } from '../testing/walked.ts';
import type { ReminderSettings, ReminderToLookAfter } from './reminders.data.ts';
import { LastriaReminders } from './reminders.element.ts';

export const id = (number: number): string => `0197a3c4-9999-7000-8000-${String(number).padStart(12, '0')}`;
type Body = Record<string, unknown>;

export const administrator: Me = {
  ...me,
  displayName: 'Luc Aubry',
  roles: ['ADMINISTRATOR'],
  can: ableTo('keepAgenda', 'readOrganisation'),
};

const reminder = (
  number: number,
  lastName: string,
  firstNames: string,
  more: Partial<ReminderToLookAfter>,
): ReminderToLookAfter => ({
  appointmentId: id(number),
  fileId: id(number + 50),
  unitId: ids.unit,
  person: { lastName, firstNames },
  startsAt: '2026-11-24T14:00',
  zone: 'Europe/Paris',
  state: 'uncertain',
  reason: null,
  receipt: null,
  at: null,
  version: 2,
  can: { decide: false, sendAgain: false },
  ...more,
});

/** The little server of reminders: keeps what is decided, and checks versions as the real one. */
export class Scene {
  me = me;
  items = [
    reminder(1, 'Exemple', 'Odile', {
      at: '2026-11-22T08:00:00Z',
      can: { decide: true, sendAgain: true },
    }),
    reminder(2, 'Modèle', 'Bruno', {
      state: 'bounced',
      reason: '5.1.1',
      receipt: '550 5.1.1 Unknown user',
      at: '2026-11-22T08:00:00Z',
      can: { decide: false, sendAgain: true },
    }),
    reminder(3, 'Figure', 'Jeanne', { state: 'refused', reason: 'noAddress' }),
  ];
  requestMail = { wanted: true, version: 1 };
  settings: ReminderSettings = {
    unitId: units.lille,
    enabled: true,
    daysBefore: 2,
    template: 'usual',
    sender: null,
    attachesCalendar: false,
    inherited: false,
    sendsMail: true,
    version: 3,
    can: { change: true },
  };
  /** Answers that take the place of the next ones, by « METHOD path ». */
  readonly instead = new Map<string, Answer[]>();
  readonly sent: { readonly path: string; readonly body: unknown }[] = [];
  #tell: ((chunk: string) => void) | undefined;

  open(): Session {
    return connect({ baseUrl: 'https://lastria.test', getToken: () => 'jeton', fetch: this.fetch });
  }

  /** Says to who listens that a colleague changed something of the agenda, as the server does. */
  happened(): void {
    const event = { id: '1', topic: 'agenda.changed', fileId: null, unitId: null, recordId: null };
    this.#tell?.(`id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`);
  }
  get isHeard(): boolean {
    return this.#tell !== undefined;
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.replace('/v1', '');
    if (path === '/live') return this.#listen();
    const text = request.method === 'GET' ? '' : await request.text();
    const body = (text === '' ? {} : JSON.parse(text)) as Body;
    const call = `${request.method} ${path}`;
    if (request.method !== 'GET' && !path.endsWith('/preview')) this.sent.push({ path: call, body });
    const taken = this.instead.get(call)?.shift();
    return responseOf(request, taken ?? this.#answer(call, body, request.headers.get('if-match')));
  };

  #listen(): Response {
    const encoder = new TextEncoder();
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => (this.#tell = (chunk) => controller.enqueue(encoder.encode(chunk))),
    });
    return new Response(stream, { headers: { 'content-type': 'text/event-stream' } });
  }

  #answer(call: string, body: Body, match: string | null): Answer {
    switch (call) {
      case 'GET /me':
        return { body: this.me };
      case 'GET /organisation':
        return { body: organisation() };
      case 'GET /agenda/reminders':
        return { body: { items: this.items } };
      case 'POST /agenda/reminders/preview':
        return preview(body);
      case 'GET /agenda/request-mail':
        return { body: this.requestMail };
      case 'PUT /agenda/request-mail':
        if (match !== `"${this.requestMail.version}"`) return refusals.stale;
        this.requestMail = { wanted: Boolean(body['wanted']), version: this.requestMail.version + 1 };
        return { body: this.requestMail };
      default:
        return call.includes('/agenda/reminders/settings/')
          ? this.#settings(call, body, match)
          : this.#decide(call, body, match);
    }
  }

  #decide(call: string, body: Body, match: string | null): Answer {
    const one = this.items.find(({ appointmentId }) => call.includes(appointmentId));
    if (!one) return missing;
    if (match !== `"${one.version}"`) return refusals.stale;
    this.items = this.items.filter((other) => other !== one);
    const state = body['decision'] === 'again' ? 'planned' : 'sent';
    return { body: { fileId: one.fileId, wanted: true, state, reason: null, at: null, version: 3 } };
  }

  #settings(call: string, body: Body, match: string | null): Answer {
    const unitId = call.split('/').at(-1)!;
    const isOwn = unitId === units.lille;
    const now = isOwn ? this.settings : { ...this.settings, unitId, inherited: true, version: 0 };
    if (call.startsWith('GET')) return { body: now };
    if (match !== `"${now.version}"`) return refusals.stale;
    const refused = preview(body);
    if (refused.status) return refused;
    const written = { ...now, ...body, inherited: false, version: now.version + 1 };
    if (isOwn) this.settings = written;
    return { body: written };
  }
}

function preview({ template, sender }: Body): Answer {
  if (typeof sender === 'string' && sender.includes('social'))
    return problem(422, 'invalid', 'Cette valeur n’est pas acceptée', 'Corrigez-la.', [
      { pointer: '/sender', detail: '« social » dirait à qui lit le message de quoi il s’agit.' },
    ]);
  const text = template === 'brief' ? 'Rendez-vous : mardi 24 novembre' : 'Bonjour,\n\nNous vous rappelons';
  return {
    body: {
      subject: 'Rappel de votre rendez-vous',
      text: `${text}\n\n${typeof sender === 'string' ? sender : ''}\n`,
    },
  };
}

const missing = problem(404, 'not-found', 'Introuvable', 'Ce que vous demandez n’existe pas.');
const emptied = (): Scene => Object.assign(new Scene(), { items: [] });

export const walk: WalkScene = {
  element: LastriaReminders,
  ready: { server: () => new Scene().fetch, reads: 'Envoi incertain' },
  empty: { server: () => emptied().fetch, reads: 'Aucun rappel ne demande votre attention.' },
};
