import { connect, type Me, type Session } from '@lastria/sdk';
import { problem, refusals, responseOf, type Answer } from '../testing/answers.ts';
import { organisation, units } from '../testing/organisation.sample.ts';
import { ableTo, ids, me } from '../testing/sample.ts';
import type { WalkScene } from '../testing/walked.ts';
import type { ReminderContact, ReminderSettings, ReminderToLookAfter } from './reminders.data.ts';
import { LastriaReminders } from './reminders.element.ts';

export const id = (number: number): string => `0197a3c4-9999-7000-8000-${String(number).padStart(12, '0')}`;
type Body = Record<string, unknown>;

export const administrator: Me = {
  ...me,
  displayName: 'Luc Aubry',
  roles: ['ADMINISTRATOR'],
  can: ableTo('keepAgenda', 'readOrganisation'),
};

const can = { decide: false, sendAgain: false, tell: true, correct: false, stopWriting: false };

export const reminder = (
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
  can,
  ...more,
});

/** The little server of reminders: keeps what is decided, and checks versions as the real one. */
export class Scene {
  me = me;
  items = [
    reminder(1, 'Exemple', 'Odile', {
      at: '2026-11-22T08:00:00Z',
      can: { ...can, decide: true, sendAgain: true },
    }),
    reminder(2, 'Modèle', 'Bruno', {
      state: 'bounced',
      reason: '5.1.1',
      receipt: '550 5.1.1 Unknown user',
      at: '2026-11-22T08:00:00Z',
      can: { ...can, sendAgain: true, correct: true, stopWriting: true },
    }),
    reminder(3, 'Figure', 'Jeanne', {
      ...{ state: 'refused', reason: 'noAddress' },
      can: { ...can, correct: true },
    }),
  ];
  /** Items of a page. */
  page = 50;
  contact: ReminderContact = {
    email: 'bruno.modele@exemple.fr',
    phones: ['+33639981001'],
    notAtHome: false,
    addressProtected: false,
    readBy: 'others',
    identityVersion: 4,
    can: { correct: true },
  };
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
    const { pathname, searchParams } = new URL(request.url);
    const path = pathname.replace('/v1', '');
    if (path === '/live') return this.#listen();
    const text = request.method === 'GET' ? '' : await request.text();
    const body = (text === '' ? {} : JSON.parse(text)) as Body;
    const call = `${request.method} ${path}`;
    if (request.method !== 'GET' && !path.endsWith('/preview')) this.sent.push({ path: call, body });
    const taken = this.instead.get(call)?.shift();
    if (taken) return responseOf(request, taken);
    if (call === 'GET /agenda/reminders')
      return responseOf(request, { body: this.#listed(Number(searchParams.get('cursor') ?? 0)) });
    return responseOf(request, this.#answer(call, body, request.headers.get('if-match')));
  };

  #listed(from: number): unknown {
    const next = from + this.page;
    return {
      items: this.items.slice(from, next),
      nextCursor: next < this.items.length ? String(next) : null,
    };
  }

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
    if (call.endsWith('/contact')) return { body: this.contact };
    if (match !== `"${one.version}"`) return refusals.stale;
    if (call.endsWith('/address')) return this.#correct(one, body);
    if (body['decision'] === 'stopWriting') return this.#stop(one);
    this.items = this.items.filter((other) => other !== one);
    const state = { again: 'planned', told: 'told' }[String(body['decision'])] ?? 'sent';
    return { body: { fileId: one.fileId, wanted: true, state, reason: null, at: null, version: 3 } };
  }

  #correct(one: ReminderToLookAfter, body: Body): Answer {
    if (body['identityVersion'] !== this.contact.identityVersion) return refusals.stale;
    if (!String(body['email']).includes('@'))
      return problem(422, 'invalid', 'Cette valeur n’est pas acceptée', 'Corrigez-la.', [
        { pointer: '/email', detail: 'Ce n’est pas une adresse électronique.' },
      ]);
    this.items = this.items.filter((other) => other !== one);
    return {
      body: { fileId: one.fileId, wanted: true, state: 'planned', reason: null, at: null, version: 3 },
    };
  }

  #stop(one: ReminderToLookAfter): Answer {
    const now = { state: 'refused', reason: 'unusable', at: null, version: one.version + 1 };
    const stopped = { ...one, ...now, receipt: null, can: { ...can, correct: true } };
    this.items = this.items.map((other) => (other === one ? stopped : other));
    return { body: { fileId: one.fileId, wanted: true, ...now } };
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
