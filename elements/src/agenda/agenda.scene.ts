import { connect, type Session } from '@lastria/sdk';
import type {
  AgendaConflict,
  AgendaItem,
  AgendaRange,
  Appointment,
  AppointmentInput,
  AppointmentPatch,
  ConflictInput,
} from '@lastria/sdk/agenda';
import type { WalkScene } from '../testing/walked.ts';
import { LastriaAgenda } from './agenda.element.ts';
import {
  appointment,
  appointments,
  asked,
  busy,
  colleagues,
  found,
  id,
  me,
  now,
  openingHours,
  people,
  proposalOf,
  refusals,
  settings,
  slot,
} from './agenda.sample.ts';
import { answerReminder, reminding } from './agenda.reminder.scene.ts';
import { lengthOf, shift } from './calendar.ts';

interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly etag?: string;
}
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** The little server of the agenda: keeps its appointments, says who is taken, forgets nothing it was sent. */
export class Scene {
  appointments: Appointment[] = [...appointments];
  trash: Appointment[] = [];
  received: Appointment[] = [asked];
  answered: Appointment[] = [];
  items: AgendaItem[] = [busy];
  holidays: AgendaRange['holidays'] = [];
  absences: NonNullable<AgendaRange['absences']> = [];
  /** What reminders hang on: of the unit, and of the person. */
  reminding = reminding();
  /** Gives more than was asked for. */
  gushes = false;
  readonly sent: Sent[] = [];
  readonly ranges: URLSearchParams[] = [];
  /** Answers that take the place of the next ones, by « METHOD path ». */
  readonly instead = new Map<string, Answer[]>();
  #next = 100;
  #tell: ((chunk: string) => void) | undefined;

  open(): Session {
    return connect({ baseUrl: 'https://lastria.test', getToken: () => 'jeton', fetch: this.fetch });
  }

  /** Says to who listens that something of the agenda changed, as the server does. */
  happened(recordId: string | null = null): void {
    const event = {
      id: String(this.#next++),
      topic: 'agenda.changed',
      fileId: null,
      unitId: null,
      recordId,
    };
    this.#tell?.(`id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`);
  }
  get isHeard(): boolean {
    return this.#tell !== undefined;
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const path = url.pathname.replace('/v1', '');
    if (path === '/live') return this.#listen();
    const text = await request.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    if (request.method !== 'GET') this.sent.push({ method: request.method, path, body });
    const answer =
      this.instead.get(`${request.method} ${path}`)?.shift() ?? this.#answer(request, path, url, body);
    const { status = 200, etag } = answer;
    const type = status >= 400 ? 'application/problem+json' : 'application/json';
    return new Response(status === 204 ? null : JSON.stringify(answer.body), {
      status,
      headers: { 'content-type': type, 'x-request-id': '0197-5a2c', ...(etag ? { etag } : {}) },
    });
  };

  #listen(): Response {
    const encoder = new TextEncoder();
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => (this.#tell = (chunk) => controller.enqueue(encoder.encode(chunk))),
    });
    return new Response(stream, { headers: { 'content-type': 'text/event-stream' } });
  }

  #answer(request: Request, path: string, url: URL, body: unknown): Answer {
    switch (`${request.method} ${path}`) {
      case 'GET /me':
        return { body: me };
      case 'GET /agenda/colleagues':
        return { body: { items: colleagues } };
      case 'GET /agenda/settings':
        return { body: settings };
      case 'GET /agenda':
        return { body: this.#range(url.searchParams) };
      case 'GET /agenda/requests':
        return { body: { received: this.received, answered: this.answered, toWrite: this.toWrite } };
      case 'GET /agenda/trash':
        return { body: { items: this.trash } };
      case 'POST /agenda/conflicts':
        return { body: { items: this.#conflicts(body as ConflictInput) } };
      case 'POST /agenda/slots':
        return { body: { items: [slot('2026-11-26T14:00'), slot('2026-11-26T14:15')] } };
      case 'POST /files/search':
        return { body: { items: [found] } };
      case 'POST /appointments':
        return this.#book(body as AppointmentInput);
    }
    const reminded = answerReminder(this, request, path, body);
    if (reminded) return reminded === 'stale' ? refusals.stale : reminded;
    if (path.startsWith('/agenda/opening-hours/')) return { body: openingHours, etag: '"0"' };
    const named = /^\/(?:appointments|agenda\/trash)\/([\w-]+)(?:\/(\w+)(?:\/([\w-]+))?)?$/.exec(path);
    if (!named) return refusals.missing;
    const [, id, act = '', participantId = ''] = named as unknown as [string, string, string?, string?];
    return act === 'work' ? this.#work(request, id) : this.#one(request, id, { act, participantId }, body);
  }

  #range(query: URLSearchParams): AgendaRange {
    this.ranges.push(query);
    const staff = query.get('staffIds')?.split(',') ?? [people.me];
    const [from, to] = [query.get('from')!, query.get('to')!];
    const among = this.appointments.filter(
      ({ startsAt, endsAt, workerIds }) =>
        (this.gushes || (startsAt < to && endsAt > from)) && workerIds.some((one) => staff.includes(one)),
    );
    return {
      zone: 'Europe/Paris',
      staff: colleagues.filter((one) => staff.includes(one.id)),
      rooms: [],
      holidays: this.holidays,
      absences: this.absences.filter(({ staffId }) => staff.includes(staffId)),
      items: [
        ...among.map((one) => ({
          from: `${one.startsAt}:00.000Z`,
          until: `${one.endsAt}:00.000Z`,
          staffIds: one.workerIds.filter((worker) => staff.includes(worker)),
          roomIds: [],
          appointment: one,
          outside: false,
        })),
        ...this.items.filter(({ staffIds }) => staffIds.some((one) => staff.includes(one))),
      ],
    };
  }

  /** Petit is taken on Tuesday from 16 h to 17 h; nothing opens before eight; « Bureau nord » holds one. */
  #conflicts({
    startsAt,
    endsAt,
    workerIds = [people.me],
    appointmentId,
    roomId,
  }: ConflictInput): AgendaConflict[] {
    const found: AgendaConflict[] = [];
    const say = (kind: string, sentence: string): void =>
      void found.push({ kind, staffId: null, roomId: null, startsAt, endsAt, sentence, appointment: null });
    if (workerIds.includes(people.petit) && startsAt < '2026-11-24T17:00' && endsAt > '2026-11-24T16:00')
      say('booked', 'Luc Petit n’est pas libre de 16 h à 17 h.');
    for (const one of this.appointments)
      if (
        one.id !== appointmentId &&
        one.blocks &&
        one.startsAt < endsAt &&
        one.endsAt > startsAt &&
        one.workerIds.some((worker) => workerIds.includes(worker))
      )
        say('booked', `Vous n’êtes pas libre : ${one.person?.lastName ?? one.title ?? ''}.`);
    const room = settings.rooms.find((one) => one.id === roomId);
    if (room?.places && room.places < workerIds.length)
      say(
        'small',
        `La salle ${room.label} compte ${room.places} place pour ${workerIds.length} participants.`,
      );
    if (startsAt.slice(11) < '08:00') say('closed', 'Le service est fermé à cette heure.');
    return found;
  }

  #book(input: AppointmentInput): Answer {
    const { startsAt, endsAt = shift(startsAt, 30), recurrence, note = null, ...rest } = input;
    const one: Appointment = {
      ...appointment(this.#next++, startsAt, endsAt),
      ...(Object.fromEntries(
        Object.entries(rest).filter(([key]) => key !== 'reservedNote'),
      ) as Partial<Appointment>),
      note,
      seriesId: recurrence ? id(this.#next++) : null,
    };
    this.appointments.push(one);
    return { status: 201, body: one, etag: '"1"' };
  }

  get toWrite(): Appointment[] {
    return this.appointments.filter(({ work }) => work === 'toWrite');
  }

  #work(request: Request, appointmentId: string): Answer {
    const one = this.appointments.find(({ id }) => id === appointmentId)!;
    if (request.method === 'GET') return { body: proposalOf(one) };
    if (one.work === 'written') return refusals.written;
    this.appointments = this.appointments.map((each) => (each === one ? { ...one, work: 'written' } : each));
    return { status: 201, body: { id: id(900), version: 1 }, etag: '"1"' };
  }

  #one(
    request: Request,
    appointmentId: string,
    { act, participantId }: { readonly act: string; readonly participantId: string },
    body: unknown,
  ): Answer {
    const one = [...this.appointments, ...this.trash, ...this.received].find(
      (each) => each.id === appointmentId,
    );
    if (!one) return refusals.missing;
    if (request.method === 'GET') return { body: one, etag: `"${one.version}"` };
    if (request.headers.get('if-match') !== `"${one.version}"`) return refusals.stale;
    if (request.method === 'DELETE') {
      this.appointments = this.appointments.filter((each) => each !== one);
      this.trash.push({ ...one, version: one.version + 1 });
      return { status: 204 };
    }
    if (act === 'restore') {
      this.trash = this.trash.filter((each) => each !== one);
      this.appointments.push(one);
      return { body: one, etag: `"${one.version}"` };
    }
    const { scope: _scope, ...patch } = (request.method === 'PATCH' ? body : {}) as AppointmentPatch;
    const length = lengthOf(one.startsAt, one.endsAt);
    const changed: Appointment = {
      ...one,
      ...(Object.fromEntries(
        Object.entries(patch).filter(([, value]) => value !== undefined),
      ) as Partial<Appointment>),
      ...(patch.startsAt && !patch.endsAt ? { endsAt: shift(patch.startsAt, length) } : {}),
      ...(act === 'settle' ? settled(one, (body as { outcome: string }).outcome) : {}),
      ...(act === 'cancel'
        ? {
            status: `cancelledBy${(body as { by: string }).by === 'person' ? 'Person' : 'Service'}`,
            reason: (body as { reason: string }).reason,
          }
        : {}),
      ...(act === 'participants'
        ? {
            participants: one.participants.map((each) =>
              each.id === participantId ? { ...each, ...(body as { status: string }) } : each,
            ),
          }
        : {}),
      ...(act === 'answer'
        ? { status: 'confirmed', askedIds: [], can: { change: true, answer: false } }
        : {}),
      version: one.version + 1,
    };
    this.received = this.received.filter((each) => each !== one);
    this.appointments = [...this.appointments.filter((each) => each !== one), changed];
    return { body: changed, etag: `"${changed.version}"` };
  }
}

/** Of a file, what was done is left to write. */
const settled = ({ fileId }: Appointment, status: string): Partial<Appointment> => ({
  status,
  work: status === 'honoured' && fileId !== null ? 'toWrite' : 'none',
});

/** Nothing stands in it. */
export function emptied(): Scene {
  const scene = new Scene();
  Object.assign(scene, { appointments: [], received: [], items: [] });
  return scene;
}

const clock = { now: () => now };
export const walk: WalkScene = {
  element: LastriaAgenda,
  ready: { server: () => new Scene().fetch, reads: 'Réunion d’équipe', props: { clock, view: 'week' } },
  empty: { server: () => emptied().fetch, reads: 'Aucun rendez-vous', props: { clock, view: 'week' } },
};
