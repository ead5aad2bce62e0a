import { init, keyed, matching, type CallOptions, type ChangeOptions, type CreateOptions } from './client.ts';
import type { components } from './generated/schema.d.ts';
import type { Session } from './session.ts';
import { dataOf, versioned, type Versioned } from './unwrap.ts';

export { AgendaRules } from './agenda-rules.ts';
export { AgendaSettings } from './agenda-settings.ts';
export type * from './agenda-settings.ts';
export { CalendarFeeds } from './calendar-feeds.ts';
export type * from './calendar-feeds.ts';

type Schemas = components['schemas'];

export type AgendaRange = Schemas['AgendaRange'];
export type AgendaItem = Schemas['AgendaItem'];
export type AppointmentSummary = Schemas['AppointmentSummary'];
export type Appointment = Schemas['Appointment'];
export type AppointmentInput = Schemas['AppointmentInput'];
export type AppointmentPatch = Schemas['AppointmentPatch'];
export type CancelInput = Schemas['CancelInput'];
export type SettleInput = Schemas['SettleInput'];
export type AnswerInput = Schemas['AnswerInput'];
export type AgendaRequests = Schemas['AgendaRequests'];
export type WorkProposal = Schemas['AppointmentWorkProposal'];
export type WorkInput = Schemas['AppointmentWorkInput'];
export type AgendaConflict = Schemas['AgendaConflict'];
export type ConflictInput = Schemas['ConflictInput'];
export type SlotInput = Schemas['SlotInput'];
export type AgendaSlot = Schemas['SlotList']['items'][number];
export type AgendaColleague = Schemas['AgendaColleague'];
export type Scope = NonNullable<AppointmentPatch['scope']>;
export type Presence = Schemas['PresenceInput']['status'];

/** Which days, and whose; nobody named: one's own. */
export interface AgendaQuery {
  /** First day, YYYY-MM-DD. */
  readonly from: string;
  /** Day after the last; at most 62 days. */
  readonly to: string;
  /** At most 50. */
  readonly staffIds?: readonly string[] | undefined;
  readonly roomIds?: readonly string[] | undefined;
  /** All who work in a unit. */
  readonly unitId?: string | undefined;
}

type VersionedAppointment = Versioned<'appointment', Appointment>;
type VersionedEntry = Versioned<'entry', Schemas['WorkEntry']>;
const path = '/v1/appointments';
const one = `${path}/{appointmentId}` as const;
const inTrash = '/v1/agenda/trash/{appointmentId}';
const listed = <Name extends string>(name: Name, ids: readonly string[] | undefined) =>
  ids === undefined || ids.length === 0 ? {} : ({ [name]: ids.join(',') } as Record<Name, string>);

/**
 * Appointments: one's own, those of colleagues as far as one may see them. Apart from the session, whose weight every
 * page bears: `new Agendas(session)`, from `@lastria/sdk/agenda`.
 */
export class Agendas {
  readonly #client: Session['client'];

  constructor(session: Pick<Session, 'client'>) {
    this.#client = session.client;
  }

  /** What stands between two days. An item whose `appointment` is null is a time that is taken, and nothing else. */
  range(
    { staffIds, roomIds, unitId, ...days }: AgendaQuery,
    options: CallOptions = {},
  ): Promise<AgendaRange> {
    const query = {
      ...days,
      ...listed('staffIds', staffIds),
      ...listed('roomIds', roomIds),
      ...(unitId === undefined ? {} : { unitId }),
    };
    const params = { query };
    return dataOf(this.#client.GET('/v1/agenda', { params, ...init(options) }));
  }

  /** Whose agenda one may look at, oneself first. */
  async listColleagues(options: CallOptions = {}): Promise<AgendaColleague[]> {
    return (await dataOf(this.#client.GET('/v1/agenda/colleagues', init(options)))).items;
  }

  /** Books an appointment, or a series; a `conflict` says who is taken. */
  book(appointment: AppointmentInput, options: CreateOptions = {}): Promise<VersionedAppointment> {
    const params = { header: keyed(options) };
    return versioned('appointment', this.#client.POST(path, { params, body: appointment, ...init(options) }));
  }

  read(appointmentId: string, options: CallOptions = {}): Promise<VersionedAppointment> {
    return versioned(
      'appointment',
      this.#client.GET(one, { params: { path: { appointmentId } }, ...init(options) }),
    );
  }

  /** Moves or changes it; `scope` says whether those after it in its series change too. */
  change(
    appointmentId: string,
    patch: AppointmentPatch,
    options: ChangeOptions,
  ): Promise<VersionedAppointment> {
    const params = { path: { appointmentId }, header: matching(options) };
    return versioned('appointment', this.#client.PATCH(one, { params, body: patch, ...init(options) }));
  }

  /** Cancels it with a reason: it stays legible, and its time is free. */
  cancel(appointmentId: string, cancel: CancelInput, options: ChangeOptions): Promise<VersionedAppointment> {
    const params = { path: { appointmentId }, header: matching(options) };
    return versioned(
      'appointment',
      this.#client.POST(`${one}/cancel`, { params, body: cancel, ...init(options) }),
    );
  }

  /** Says that it took place, or not. */
  settle(appointmentId: string, outcome: SettleInput, options: ChangeOptions): Promise<VersionedAppointment> {
    const params = { path: { appointmentId }, header: matching(options) };
    return versioned(
      'appointment',
      this.#client.POST(`${one}/settle`, { params, body: outcome, ...init(options) }),
    );
  }

  markPresence(
    appointmentId: string,
    participantId: string,
    status: Presence,
    options: ChangeOptions,
  ): Promise<VersionedAppointment> {
    const params = { path: { appointmentId, participantId }, header: matching(options) };
    return versioned(
      'appointment',
      this.#client.POST(`${one}/participants/{participantId}`, {
        params,
        body: { status },
        ...init(options),
      }),
    );
  }

  /** The travail an honoured appointment of a file proposes; `entryId` once it is written. */
  proposeWork(appointmentId: string, options: CallOptions = {}): Promise<WorkProposal> {
    const params = { path: { appointmentId } };
    return dataOf(this.#client.GET(`${one}/work`, { params, ...init(options) }));
  }

  /** Signs it in the file, once: a `conflict` says that it is written. What is not given is as proposed. */
  writeWork(
    appointmentId: string,
    work: WorkInput = {},
    options: CreateOptions = {},
  ): Promise<VersionedEntry> {
    const params = { path: { appointmentId }, header: keyed(options) };
    return versioned('entry', this.#client.POST(`${one}/work`, { params, body: work, ...init(options) }));
  }

  /** Accepts, declines, or proposes another time for what a colleague booked. */
  answer(appointmentId: string, answer: AnswerInput, options: ChangeOptions): Promise<VersionedAppointment> {
    const params = { path: { appointmentId }, header: matching(options) };
    return versioned(
      'appointment',
      this.#client.POST(`${one}/answer`, { params, body: answer, ...init(options) }),
    );
  }

  /** What waits for one's answer, the answers to what one asked, and the travaux left to write. */
  listRequests(options: CallOptions = {}): Promise<AgendaRequests> {
    return dataOf(this.#client.GET('/v1/agenda/requests', init(options)));
  }

  /** Puts it in the trash, for 30 days. */
  async trash(
    appointmentId: string,
    { scope = 'one', ...options }: ChangeOptions & { readonly scope?: Scope },
  ): Promise<void> {
    const params = { path: { appointmentId }, query: { scope }, header: matching(options) };
    await dataOf(this.#client.DELETE(one, { params, ...init(options) }));
  }

  async listTrash(options: CallOptions = {}): Promise<AppointmentSummary[]> {
    return (await dataOf(this.#client.GET('/v1/agenda/trash', init(options)))).items;
  }

  /** Takes it out of the trash; a `conflict` says that its time was taken meanwhile. */
  restore(appointmentId: string, options: ChangeOptions): Promise<VersionedAppointment> {
    const params = { path: { appointmentId }, header: matching(options) };
    return versioned('appointment', this.#client.POST(`${inTrash}/restore`, { params, ...init(options) }));
  }

  /** Erases it for good. */
  async purge(appointmentId: string, options: ChangeOptions): Promise<void> {
    const params = { path: { appointmentId }, header: matching(options) };
    await dataOf(this.#client.DELETE(inTrash, { params, ...init(options) }));
  }

  /** What would stand in the way, before saving. */
  async checkConflicts(input: ConflictInput, options: CallOptions = {}): Promise<AgendaConflict[]> {
    const settings = init(options, { readOnly: true });
    return (await dataOf(this.#client.POST('/v1/agenda/conflicts', { body: input, ...settings }))).items;
  }

  /** Times when all of them are free, and a room. */
  async findSlots(input: SlotInput, options: CallOptions = {}): Promise<AgendaSlot[]> {
    const settings = init(options, { readOnly: true });
    return (await dataOf(this.#client.POST('/v1/agenda/slots', { body: input, ...settings }))).items;
  }
}
