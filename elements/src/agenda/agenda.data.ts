import { etagOf, type FileSummary, type Me, type Session } from '@lastria/sdk';
import {
  AgendaRules,
  Agendas,
  type AgendaColleague,
  type AgendaConflict,
  type AgendaItem,
  type AgendaRange,
  type AgendaRequests,
  type AgendaSettingsState,
  type AgendaSlot,
  type AnswerInput,
  type Appointment,
  type AppointmentInput,
  type AppointmentPatch,
  type CancelInput,
  type ConflictInput,
  type Presence,
  type Scope,
  type SlotInput,
  type WorkInput,
  type WorkProposal,
} from '@lastria/sdk/agenda';
import { addDays, weekday } from '../core/date-text.ts';
import type { ElementSession } from '../core/session-context.ts';
import { DAY, dayOf, localOf, minuteOf, shift, type Day, type Local } from './calendar.ts';
import type { Span } from './layout.ts';

export type {
  AgendaColleague,
  AgendaConflict,
  AgendaRequests,
  AgendaSlot,
  AnswerInput,
  Appointment,
  AppointmentInput,
  AppointmentPatch,
  CancelInput,
  ConflictInput,
  FileSummary,
  Me,
  Presence,
  Scope,
  SlotInput,
  WorkInput,
  WorkProposal,
};
/** What one may see of an appointment in the agenda. */
export type Summary = NonNullable<AgendaItem['appointment']>;

/** What stands in the agenda; `appointment` null: a time that is taken, and nothing else is known of it. */
export interface Entry extends Span {
  readonly staffIds: readonly string[];
  readonly appointment: Summary | null;
  /** Of one's own time: a calendar tied to it says that it is taken. */
  readonly outside?: boolean;
  /** Whoever it is, is away then; never why. */
  readonly away?: boolean;
}

/** Who looks, and what does not change while one looks: colleagues, motives, rooms, opening hours. */
export interface Around {
  readonly me: Me;
  readonly colleagues: readonly AgendaColleague[];
  readonly settings: AgendaSettingsState;
  /** Where one works: what is booked without a file stands in the agenda of one of them. */
  readonly units: readonly { readonly id: string; readonly name: string }[];
  /** Minutes of the day when the service is open, by weekday, 0 for Monday; unknown: nothing is shaded. */
  readonly open: readonly (readonly { readonly from: number; readonly to: number }[])[] | undefined;
}

/** What was read of the agenda. */
export interface Read {
  readonly zone: string;
  readonly entries: readonly Entry[];
  readonly holidays: ReadonlyMap<Day, string>;
}

type Absence = NonNullable<AgendaRange['absences']>[number];

const minutes = (clock: string): number => minuteOf(`0000-00-00T${clock}`);

/** The calls of the agenda. */
export class AgendaCalls {
  /** For the calls of what is loaded on demand. */
  readonly session: Session;
  readonly #agenda: Agendas;
  readonly #rules: AgendaRules;

  constructor(session: ElementSession) {
    this.session = session as unknown as Session;
    this.#agenda = new Agendas(this.session);
    this.#rules = new AgendaRules(this.session);
  }

  async around(signal: AbortSignal): Promise<Around> {
    const [me, colleagues, settings] = await Promise.all([
      this.session.me(),
      this.#agenda.listColleagues({ signal }),
      this.#rules.readSettings({ signal }),
    ]);
    const unitIds = colleagues.find(({ id }) => id === me.staffId)?.unitIds ?? [];
    const [units, open] = await Promise.all([
      this.#units(unitIds, signal),
      unitIds[0] ? this.#open(unitIds[0], signal) : undefined,
    ]);
    return { me, colleagues, settings, units, open };
  }

  /** Their names are read when there is one to choose. */
  async #units(ids: readonly string[], signal: AbortSignal): Promise<Around['units']> {
    if (ids.length < 2) return ids.map((id) => ({ id, name: '' }));
    const { units } = await this.session.configuration.read({ signal });
    return ids.map((id) => ({ id, name: units.find((unit) => unit.id === id)?.name ?? '' }));
  }

  /** Hours are shown, never enforced: without them, nothing is shaded. */
  async #open(unitId: string, signal: AbortSignal): Promise<Around['open']> {
    const read = await this.#rules.readOpeningHours(unitId, { signal }).catch(() => undefined);
    if (!read) return undefined;
    const { hours } = read.openingHours;
    return Array.from({ length: 7 }, (_, day) =>
      hours
        .filter((one) => one.weekday === day + 1)
        .map(({ from, to }) => ({ from: minutes(from), to: to === '00:00' ? 1440 : minutes(to) })),
    );
  }

  async read(days: readonly Day[], staffIds: readonly string[], signal: AbortSignal): Promise<Read> {
    const range = await this.#agenda.range(
      { from: days[0]!, to: addDays(days.at(-1)!, 1), staffIds },
      { signal },
    );
    return readOf(range);
  }

  async whole(id: string, signal?: AbortSignal): Promise<Appointment> {
    return (await this.#agenda.read(id, signal ? { signal } : {})).appointment;
  }

  async book(input: AppointmentInput): Promise<Appointment> {
    return (await this.#agenda.book(input)).appointment;
  }

  async change(of: Versioned, patch: AppointmentPatch): Promise<Appointment> {
    return (await this.#agenda.change(of.id, patch, { etag: etagOf(of) })).appointment;
  }

  async cancel(of: Versioned, cancel: CancelInput): Promise<Appointment> {
    return (await this.#agenda.cancel(of.id, cancel, { etag: etagOf(of) })).appointment;
  }

  async markPresence(of: Versioned, participantId: string, status: Presence): Promise<Appointment> {
    return (await this.#agenda.markPresence(of.id, participantId, status, { etag: etagOf(of) })).appointment;
  }

  async settle(of: Versioned, outcome: 'honoured' | 'noShow'): Promise<Appointment> {
    return (await this.#agenda.settle(of.id, { outcome }, { etag: etagOf(of) })).appointment;
  }

  async answer(of: Versioned, answer: AnswerInput): Promise<Appointment> {
    return (await this.#agenda.answer(of.id, answer, { etag: etagOf(of) })).appointment;
  }

  requests(signal: AbortSignal): Promise<AgendaRequests> {
    return this.#agenda.listRequests({ signal });
  }

  trash(of: Versioned, scope: Scope): Promise<void> {
    return this.#agenda.trash(of.id, { scope, etag: etagOf(of) });
  }

  async listTrash(signal?: AbortSignal): Promise<readonly Summary[]> {
    return (await this.#agenda.listTrash(signal ? { signal } : {})).filter((one) => one !== null);
  }

  /** Takes back what was just thrown away, in the version the trash has of it. */
  async restore(id: string): Promise<void> {
    const found = (await this.listTrash()).find((one) => one.id === id);
    if (found) await this.#agenda.restore(id, { etag: etagOf(found) });
  }

  /** Files one may see, by name. */
  async findFiles(query: string, signal: AbortSignal): Promise<readonly FileSummary[]> {
    return (await this.session.socialFile.search({ query, limit: 20 }, { signal })).items;
  }

  proposal(id: string, signal: AbortSignal): Promise<WorkProposal> {
    return this.#agenda.proposeWork(id, { signal });
  }

  async writeWork(id: string, work: WorkInput): Promise<void> {
    await this.#agenda.writeWork(id, work);
  }

  conflicts(input: ConflictInput, signal: AbortSignal): Promise<AgendaConflict[]> {
    return this.#agenda.checkConflicts(input, { signal });
  }

  slots(input: SlotInput, signal: AbortSignal): Promise<AgendaSlot[]> {
    return this.#agenda.findSlots(input, { signal });
  }
}

export interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** What the wire tells, as it is drawn: a time that is taken comes as two instants, read on the clocks of the service. */
export const readOf = ({ zone, items, holidays, absences = [] }: AgendaRange): Read => ({
  zone,
  entries: [...items.map((item) => entryOf(item, zone)), ...absences.flatMap(awayOf)],
  holidays: new Map(holidays.map(({ day, label }) => [day, label])),
});

function entryOf({ from, until, staffIds, appointment, outside }: AgendaItem, zone: string): Entry {
  if (appointment)
    return {
      key: appointment.id,
      from: appointment.startsAt,
      to: appointment.endsAt,
      allDay: appointment.allDay,
      staffIds,
      appointment,
    };
  return {
    key: `${from} ${staffIds.join(' ')}`,
    from: localOf(from, zone),
    to: localOf(until, zone),
    allDay: false,
    staffIds,
    appointment: null,
    outside,
  };
}

/** An absence as it is drawn: whole days above the hours, the halves at its ends in them. */
function awayOf({ staffId, firstDay, firstHalf, lastDay, lastHalf }: Absence): Entry[] {
  const from: Local = `${firstDay}T${firstHalf === 'afternoon' ? '12' : '00'}:00`;
  const to: Local = lastHalf === 'morning' ? `${lastDay}T12:00` : `${addDays(lastDay, 1)}T00:00`;
  const first = from.endsWith('T12:00') ? shift(from, DAY / 2) : from;
  const last = to.endsWith('T12:00') ? shift(to, -DAY / 2) : to;
  const part = (starts: Local, ends: Local, allDay: boolean): Entry[] =>
    starts < ends
      ? [
          {
            key: `${staffId} ${starts}`,
            from: starts,
            to: ends,
            allDay,
            staffIds: [staffId],
            appointment: null,
            away: true,
          },
        ]
      : [];
  if (dayOf(from) === dayOf(to)) return part(from, to, false);
  return [...part(from, first, false), ...part(first, last, true), ...part(last, to, false)];
}

/** A day, a start and an end: what a form or a slot begins with. */
export interface Proposal {
  readonly from: Local;
  readonly to: Local;
  readonly workerIds: readonly string[];
  readonly roomId?: string | null;
  /** Nobody chose the end: the motive says how long it lasts. */
  readonly byMotive?: boolean;
}

/** The rules the form offers; what else a program wrote is kept and told by its sentence. */
export type Repeat = 'never' | 'daily' | 'weekly' | 'fortnightly' | 'monthly';

/** An RRULE of RFC 5545, its last day included: UNTIL is the end of that day, on the clocks of the service. */
export function ruleOf(repeat: Repeat, from: Local, until: Day | null): string | undefined {
  const day = from.slice(0, 10);
  const name = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][weekday(day)]!;
  const rank = Math.ceil(Number(day.slice(8)) / 7);
  const rule = {
    never: undefined,
    daily: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    weekly: `FREQ=WEEKLY;BYDAY=${name}`,
    fortnightly: `FREQ=WEEKLY;INTERVAL=2;BYDAY=${name}`,
    // A fifth Tuesday does not come every month: the last one does
    monthly: `FREQ=MONTHLY;BYDAY=${rank === 5 ? '-1' : rank}${name}`,
  }[repeat];
  return rule && until ? `${rule};UNTIL=${until.replaceAll('-', '')}T235959` : rule;
}
