import {
  ruleOf,
  type Appointment,
  type AppointmentInput,
  type AppointmentPatch,
  type Around,
  type ConflictInput,
  type Proposal,
  type Repeat,
} from '../agenda.data.ts';
import type { AgendaMessages } from '../agenda.messages.ts';
import { at, dayOf, lengthOf, minuteOf, shift } from '../calendar.ts';

/** What the form holds; a field that could not be read is null. */
export interface FormValues {
  readonly motiveId: string;
  readonly title: string;
  readonly day: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly repeat: Repeat;
  readonly until: string | null;
  readonly workerIds: readonly string[];
  readonly unitId: string;
  readonly placeKind: string;
  readonly roomId: string;
  readonly note: string;
  readonly private: boolean;
}

/** The end as it is written on the same day: midnight is 00:00 of the next. */
const hourOf = (local: string): string => local.slice(11);

export function valuesOf(proposal: Proposal, one: Appointment | undefined, around: Around): FormValues {
  const first = around.settings.motives.find(({ active, can }) => active && can.book);
  const to = proposal.byMotive && first ? shift(proposal.from, first.minutes) : proposal.to;
  return {
    motiveId: one ? (one.motiveId ?? '') : (first?.id ?? ''),
    title: one?.title ?? '',
    day: dayOf(proposal.from),
    from: hourOf(proposal.from),
    to: hourOf(dayOf(to) === dayOf(proposal.from) ? to : proposal.to),
    repeat: 'never',
    until: null,
    workerIds: proposal.workerIds,
    unitId: one?.unitId ?? around.units[0]?.id ?? '',
    placeKind: one?.placeKind ?? first?.placeKind ?? 'office',
    roomId: one?.roomId ?? proposal.roomId ?? '',
    note: one?.note ?? '',
    private: one?.private ?? false,
  };
}

/** With another value of a field, and what follows from it: a motive brings its length, the end follows the start. */
export function withValue<K extends keyof FormValues>(
  before: FormValues,
  key: K,
  value: FormValues[K],
  around: Around,
  changing: boolean,
): FormValues {
  const next: FormValues = { ...before, [key]: value };
  const { day, from, to } = before;
  if (key === 'motiveId' && !changing) return asMotive(next, around);
  if (key !== 'from' || !day || !from || !to || !value) return next;
  const length = lengthOf(`${day}T${from}`, `${day}T${to}`);
  const end = at(day, minuteOf(`${day}T${String(value)}`) + length);
  return length > 0 && dayOf(end) === day ? { ...next, to: end.slice(11) } : next;
}

function asMotive(values: FormValues, { settings }: Around): FormValues {
  const motive = settings.motives.find(({ id }) => id === values.motiveId);
  const { day, from, to } = values;
  if (!motive || !day || !from) return values;
  const end = at(day, minuteOf(`${day}T${from}`) + motive.minutes);
  return { ...values, placeKind: motive.placeKind, to: dayOf(end) === day ? end.slice(11) : to };
}

/** What must be mended before it is sent. */
export function faultsOf(
  { day, from, to, workerIds }: FormValues,
  texts: AgendaMessages['form'],
): Record<string, string> {
  const missing = Object.entries({ day, from, to }).filter(([, value]) => !value);
  const faults = Object.fromEntries(missing.map(([key]) => [key, texts.needed[key as 'day']]));
  if (from && to && endOf({ day, from, to }) <= `${day}T${from}`) faults['to'] = texts.order;
  if (workerIds.length === 0) faults['workerIds'] = texts.nobody;
  return faults;
}

const endOf = ({ day, to }: Pick<FormValues, 'day' | 'from' | 'to'>): string => `${day}T${to}`;

export const inputOf = (values: FormValues): AppointmentInput => {
  const { repeat, until, note, title, roomId, motiveId } = values;
  const startsAt = `${values.day}T${values.from}`;
  const rule = ruleOf(repeat, startsAt, until);
  return {
    startsAt,
    endsAt: endOf(values),
    workerIds: [...values.workerIds],
    ...(values.unitId ? { unitId: values.unitId } : {}),
    placeKind: values.placeKind as 'office',
    private: values.private,
    ...(motiveId ? { motiveId } : { kind: 'meeting' }),
    ...(title.trim() ? { title: title.trim() } : {}),
    ...(note.trim() ? { note: note.trim() } : {}),
    ...(roomId ? { roomId } : {}),
    ...(rule ? { recurrence: { rule } } : {}),
  };
};

/** What was changed alone. */
export function patchOf(values: FormValues, begun: FormValues): AppointmentPatch {
  const differs = (...keys: readonly (keyof FormValues)[]): boolean =>
    keys.some((key) => JSON.stringify(values[key]) !== JSON.stringify(begun[key]));
  return {
    ...(differs('day', 'from', 'to')
      ? { startsAt: `${values.day}T${values.from}`, endsAt: endOf(values) }
      : {}),
    ...(differs('motiveId') ? { motiveId: values.motiveId || null } : {}),
    ...(differs('title') ? { title: values.title.trim() || null } : {}),
    ...(differs('note') ? { note: values.note.trim() || null } : {}),
    ...(differs('roomId') ? { roomId: values.roomId || null } : {}),
    ...(differs('placeKind') ? { placeKind: values.placeKind as 'office' } : {}),
    ...(differs('workerIds') ? { workerIds: [...values.workerIds] } : {}),
    ...(differs('private') ? { private: values.private } : {}),
  };
}

/** What the agendas are asked about; nothing while the hours make no sense. */
export function conflictInput(values: FormValues, appointmentId?: string): ConflictInput | undefined {
  const { day, from, to, workerIds, unitId, roomId, repeat, until } = values;
  if (!day || !from || !to || endOf(values) <= `${day}T${from}`) return undefined;
  const rule = ruleOf(repeat, `${day}T${from}`, until);
  return {
    startsAt: `${day}T${from}`,
    endsAt: endOf(values),
    workerIds: [...workerIds],
    ...(unitId ? { unitId } : {}),
    ...(roomId ? { roomId } : {}),
    ...(appointmentId ? { appointmentId } : {}),
    ...(rule ? { recurrence: { rule } } : {}),
  };
}
