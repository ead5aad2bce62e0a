import { connect, contractVersion } from '@lastria/sdk';
import type { AgendaItem, Appointment, AppointmentPatch } from '@lastria/sdk/agenda';
import { dayAfter, type Event } from './events.ts';

const id = (kind: number, number: number): string =>
  `0197a3c4-${String(kind).padStart(4, '0')}-7000-8000-${String(number).padStart(12, '0')}`;
const workerId = (worker: number): string => id(1, worker);
const unitId = id(2, 0);
/** Those that come later have ids of their own. */
const appointmentIdOf = (number: string): string =>
  id(number.startsWith('more') ? 5 : 4, Number(number.replace(/\D/g, '')));
const numberOf = (appointmentId: string): string =>
  `${appointmentId.includes('-0005-') ? 'more-' : ''}${Number(appointmentId.slice(-12))}`;

const encoder = new TextEncoder();
const encoded = (value: unknown): Uint8Array<ArrayBuffer> => encoder.encode(JSON.stringify(value));

/**
 * The server of our agenda in the page: what it answers is made before it is asked for, so that none of it is measured.
 * It keeps events, and makes of them what is asked for: a year of answers would weigh on the page as no server does.
 */
export class Held {
  readonly #byDay = new Map<string, Event[]>();
  readonly #byId = new Map<string, Event>();
  readonly #ranges = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly #workers: number;
  #told: ReadableStreamDefaultController<Uint8Array> | undefined;
  #count = 0;
  #asked = Promise.withResolvers<number>();
  /** Ranges that were asked for, and not read to their end. */
  pending = 0;

  constructor(events: readonly Event[], workers: number) {
    this.#workers = workers;
    for (const event of events) this.#keep(event);
  }

  session() {
    return connect({ baseUrl: 'https://agenda.test', getToken: () => 'token', fetch: this.#fetch });
  }

  /** Makes the answer for some days of the first of the team, for when it is asked for. */
  prepare(from: string, to: string, workers = 1): Uint8Array<ArrayBuffer> {
    const items: AgendaItem[] = [];
    for (let day = from; day < to; day = dayAfter(day, 1))
      items.push(
        ...(this.#byDay.get(day) ?? []).filter(({ worker }) => worker < workers).map((one) => itemOf(one)),
      );
    items.sort((one, other) => (one.from < other.from ? -1 : Number(one.from > other.from)));
    const range = encoded({ items, staff: [], rooms: [], holidays: [], absences: [], zone: 'Europe/Paris' });
    this.#ranges.set(`${from} ${to} ${workers}`, range);
    return range;
  }

  /** One more, which the agenda hears of as it does of what a colleague books. */
  add(event: Event, from: string, to: string): void {
    this.#keep(event);
    this.#ranges.clear();
    this.prepare(from, to);
    const told = { topic: 'agenda.changed', fileId: null, unitId: null, recordId: null };
    const said = `id: ${(this.#count += 1)}\ndata: ${JSON.stringify({ id: String(this.#count), ...told })}\n\n`;
    this.#told?.enqueue(encoder.encode(said));
  }

  /** When a range is asked for next. */
  nextAsked(): Promise<number> {
    return this.#asked.promise;
  }
  get isHeard(): boolean {
    return this.#told !== undefined;
  }
  startOf(number: string): string | undefined {
    return this.#byId.get(number)?.from;
  }

  #keep(event: Event): void {
    const day = event.from.slice(0, 10);
    const others = this.#byDay.get(day);
    if (others) others.push(event);
    else this.#byDay.set(day, [event]);
    this.#byId.set(event.id, event);
  }

  readonly #fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const path = url.pathname.replace('/v1', '');
    if (path === '/agenda') {
      const asked = (name: string) => url.searchParams.get(name) ?? '';
      return this.#range(asked('from'), asked('to'), asked('staffIds').split(',').length);
    }
    if (path === '/live') {
      const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
        start: (controller) => void (this.#told = controller),
      });
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    }
    if (path.startsWith('/appointments/')) return this.#one(request, path.split('/')[2]!);
    return answer(encoded(path.startsWith('/agenda/opening-hours') ? openingHours : this.#rest(path)));
  };

  #range(from: string, to: string, workers: number): Response {
    const range = this.#ranges.get(`${from} ${to} ${workers}`) ?? this.prepare(from, to, workers);
    this.pending += 1;
    this.#asked.resolve(performance.now());
    this.#asked = Promise.withResolvers<number>();
    const pull = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
      controller.enqueue(range);
      controller.close();
      this.pending -= 1;
    };
    return answer(new ReadableStream({ pull }, { highWaterMark: 0 }));
  }

  #rest(path: string): unknown {
    const workers = Array.from({ length: this.#workers }, (_, worker) => worker);
    const colleagues = workers.map((worker) => ({
      id: workerId(worker),
      displayName: `Intervenant ${worker}`,
      unitIds: [unitId],
    }));
    const settings = { motives: [], rooms: [], can: { keepAgenda: false, bookAppointment: true } };
    const known: Readonly<Record<string, unknown>> = {
      '/me': me,
      '/agenda/colleagues': { items: colleagues },
      '/agenda/settings': settings,
      '/agenda/requests': { received: [], answered: [] },
    };
    return known[path] ?? { items: [] };
  }

  async #one(request: Request, appointmentId: string): Promise<Response> {
    const before = this.#byId.get(numberOf(appointmentId))!;
    const { startsAt, endsAt } =
      request.method === 'PATCH' ? ((await request.json()) as AppointmentPatch) : {};
    const now: Event = { ...before, from: startsAt ?? before.from, to: endsAt ?? before.to };
    const day = this.#byDay.get(before.from.slice(0, 10))!;
    day.splice(day.indexOf(before), 1);
    this.#keep(now);
    this.#ranges.clear();
    const one: Appointment = { ...itemOf(now).appointment!, ...alone };
    return answer(encoded(one), { etag: '"1"' });
  }
}

const answer = (body: BodyInit, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(body, { headers: { 'content-type': 'application/json', ...headers } });

const openingHours = {
  unitId,
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:30', to: '18:00' })),
  inherited: true,
  above: { unit: null, hours: [] },
  version: 0,
  can: { change: false },
};
const me = {
  tenant: { id: id(3, 0), name: 'Service', kind: 'hospital', timeZone: 'Europe/Paris' },
  staffId: workerId(0),
  displayName: 'Intervenant 0',
  roles: ['SOCIAL_WORKER'],
  elements: null,
  serverVersion: contractVersion,
};

/** What an appointment read alone says beside. */
const alone = {
  participants: [],
  recurrence: null,
  reason: null,
  heldMinutes: null,
  note: null,
  reservedNote: null,
  createdBy: { id: workerId(0), displayName: 'Intervenant 0' },
  reminder: null,
  trashedAt: null,
  work: 'none',
  zone: 'Europe/Paris',
  blocks: true,
  unitId,
  forUnitId: unitId,
  externalUrl: null,
  travelBefore: 0,
  travelAfter: 0,
  detached: false,
  can: { change: true, answer: false },
};

const itemOf = ({ id: number, title, from, to, worker }: Event): AgendaItem => ({
  from: `${from}:00.000Z`,
  until: `${to}:00.000Z`,
  staffIds: [workerId(worker)],
  roomIds: [],
  outside: false,
  appointment: {
    id: appointmentIdOf(number),
    version: 1,
    kind: 'appointment',
    motiveId: null,
    title,
    status: 'confirmed',
    startsAt: from,
    endsAt: to,
    allDay: false,
    tentative: false,
    private: false,
    fileId: null,
    person: null,
    workerIds: [workerId(worker)],
    askedIds: [],
    placeKind: 'phone',
    place: null,
    roomId: null,
    seriesId: null,
    can: { change: true },
  },
});
