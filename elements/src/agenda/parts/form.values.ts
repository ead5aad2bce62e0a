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
import { at, DAY, dayOf, lastDayOf, lengthOf, minuteOf, shift } from '../calendar.ts';

/** What the form holds; a field that could not be read is null. */
export interface FormValues {
  readonly motiveId: string;
  readonly title: string;
  readonly day: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly allDay: boolean;
  /** The last of whole days. */
  readonly lastDay: string | null;
  readonly fileId: string;
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
    ...hoursOf(proposal, to, one),
    fileId: one?.fileId ?? '',
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

/** The hours of a day; of whole days, those that are offered once it has hours. */
function hoursOf(proposal: Proposal, to: string, one: Appointment | undefined) {
  const allDay = one?.allDay ?? false;
  return {
    allDay,
    from: allDay ? '09:00' : hourOf(proposal.from),
    to: allDay ? '10:00' : hourOf(dayOf(to) === dayOf(proposal.from) ? to : proposal.to),
    lastDay: allDay ? lastDayOf(proposal.to) : dayOf(proposal.from),
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
  const { day, from, to, lastDay } = before;
  // Whole days that begin later end later
  if (key === 'day' && next.day && (!lastDay || lastDay === day || lastDay < next.day))
    return { ...next, lastDay: next.day };
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
export function faultsOf(values: FormValues, texts: AgendaMessages['form']): Record<string, string> {
  const { day, from, to, allDay, lastDay, workerIds } = values;
  const missing = Object.entries(allDay ? { day, lastDay } : { day, from, to }).filter(([, value]) => !value);
  const faults = Object.fromEntries(missing.map(([key]) => [key, texts.needed[key as 'day']]));
  if (missing.length === 0 && endOf(values) <= startOf(values))
    faults[allDay ? 'lastDay' : 'to'] = texts.order;
  if (workerIds.length === 0) faults['workerIds'] = texts.nobody;
  return faults;
}

const startOf = ({ day, from, allDay }: FormValues): string => `${day}T${allDay ? '00:00' : from}`;
const endOf = ({ day, to, allDay, lastDay }: FormValues): string =>
  allDay ? shift(`${lastDay}T00:00`, DAY) : `${day}T${to}`;

export const inputOf = (values: FormValues): AppointmentInput => {
  const { repeat, until, note, title, roomId, motiveId, fileId, allDay } = values;
  const startsAt = startOf(values);
  const rule = ruleOf(repeat, startsAt, until);
  return {
    startsAt,
    endsAt: endOf(values),
    workerIds: [...values.workerIds],
    // A file says of which unit it is, and is never one’s own business alone
    ...(fileId
      ? { fileId }
      : { ...(values.unitId ? { unitId: values.unitId } : {}), private: values.private }),
    placeKind: values.placeKind as 'office',
    ...(allDay ? { allDay } : {}),
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
    ...(differs('day', 'from', 'to', 'allDay', 'lastDay')
      ? { startsAt: startOf(values), endsAt: endOf(values) }
      : {}),
    ...(differs('allDay') ? { allDay: values.allDay } : {}),
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
  const { day, from, to, allDay, lastDay, workerIds, unitId, roomId, fileId, repeat, until } = values;
  if (!day || (allDay ? !lastDay : !from || !to) || endOf(values) <= startOf(values)) return undefined;
  const rule = ruleOf(repeat, startOf(values), until);
  return {
    startsAt: startOf(values),
    endsAt: endOf(values),
    workerIds: [...workerIds],
    ...(fileId ? { fileId } : unitId ? { unitId } : {}),
    ...(roomId ? { roomId } : {}),
    ...(appointmentId ? { appointmentId } : {}),
    ...(rule ? { recurrence: { rule } } : {}),
  };
}
