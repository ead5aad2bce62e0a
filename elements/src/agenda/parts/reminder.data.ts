import { etagOf } from '@lastria/sdk';
import {
  AppointmentReminders,
  type AppointmentReminder,
  type ReminderSettings,
} from '@lastria/sdk/reminders';
import { addDays } from '../../core/date-text.ts';
import { typeOfProblem } from '../../core/problem-text.ts';
import type { AgendaCalls, Appointment } from '../agenda.data.ts';
import { dayOf, lengthOf, localOf, minuteOf, type Day, type Local } from '../calendar.ts';

/** Of these, nothing is to come: they are neither moved nor cancelled. */
export const over: ReadonlySet<string> = new Set([
  'honoured',
  'noShow',
  'cancelledByPerson',
  'cancelledByService',
]);

/** What has left stays as it is: whether it is wanted changes nothing of it. */
const left: ReadonlySet<string> = new Set(['handing', 'uncertain', 'sent', 'delivered', 'bounced', 'told']);

export type Reminder = AppointmentReminder;

/** What a reminder to come hangs on; undefined: it is not for whoever asks. */
export interface Reminding {
  readonly settings?: Pick<ReminderSettings, 'enabled' | 'daysBefore' | 'sendsMail'> | undefined;
  /** What stands against writing to the person; null: nothing. */
  readonly against?: string | null | undefined;
}

/** What is told of a reminder; times are those of the service. */
export type Told =
  | { readonly kind: 'leaves' | 'leavesIfAgreed'; readonly day: Day }
  | { readonly kind: 'sent' | 'delivered' | 'bounced' | 'told'; readonly at: Local }
  | { readonly kind: 'handing' | 'uncertain' | 'retried' }
  | { readonly kind: 'none'; readonly why: string };

/** Whether somebody is received whom one could remind: the server reminds of nothing else. */
export const isReminded = ({ fileId, kind, private: own }: Appointment): boolean =>
  fileId !== null && kind === 'appointment' && !own;

/** Whether a reminder may still leave, or be held back. */
export const isToCome = ({ status, startsAt }: Appointment, reminder: Reminder | null, now: Local): boolean =>
  !over.has(status) && startsAt > now && !left.has(reminder?.state ?? '');

/** The calls of the reminder of one appointment. */
export class ReminderCalls {
  readonly #reminders: AppointmentReminders;

  constructor({ session }: AgendaCalls) {
    this.#reminders = new AppointmentReminders(session);
  }

  /** What the person said is read only where it decides: each look at it stands in the log of the file. */
  async read(one: Appointment, wanted: boolean, signal: AbortSignal): Promise<Reminding> {
    const settings = await known(this.#reminders.readReminderSettings(one.unitId, { signal }));
    if (!settings?.settings.enabled || !settings.settings.sendsMail || !wanted)
      return { settings: settings?.settings };
    const said = await known(this.#reminders.readReminderChoice(one.fileId!, { signal }));
    return { settings: settings.settings, against: said?.choice.reason };
  }

  async set(one: Appointment, before: Reminder | null, wanted: boolean): Promise<Reminder> {
    const etag = etagOf(before ?? { version: 0 });
    return (await this.#reminders.setReminder(one.id, wanted, { etag })).reminder;
  }
}

/** Undefined where one may not read it, which is no fault. */
async function known<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    const type = typeOfProblem(error);
    if (type === 'not-found' || type === 'forbidden') return undefined;
    throw error;
  }
}

/** What became, or will become, of the reminder; undefined: nobody knows, or nothing is to be said. */
export function toldOf(
  one: Appointment,
  reminder: Reminder | null,
  { settings, against }: Reminding,
  now: Local,
): Told | undefined {
  const { state = 'planned', wanted = true, reason = null, at = null } = reminder ?? {};
  if (state === 'handing' || state === 'uncertain') return { kind: state };
  if (state === 'sent' || state === 'delivered' || state === 'bounced' || state === 'told')
    return { kind: state, at: at === null ? one.startsAt : localOf(at, one.zone) };
  const none = (why: string): Told => ({ kind: 'none', why });
  if (!wanted) return none('unwanted');
  if (!isToCome(one, reminder, now)) return reason === null ? undefined : none(reason);
  if (one.status !== 'confirmed' || one.tentative) return none('unconfirmed');
  if (one.allDay) return none('allDay');
  if (!settings) return reason === null ? undefined : none(reason);
  if (!settings.enabled) return none('off');
  if (!settings.sendsMail) return none('noRelay');
  // What the person said since counts, not why nothing left until now
  const why = against === undefined && state === 'refused' ? reason : against;
  if (why) return none(why);
  const leaves = leavesAt(one.startsAt, settings.daysBefore, now);
  if (leaves === undefined) return none('tooLate');
  if (reason === 'noRelay') return { kind: 'retried' };
  return { kind: why === undefined ? 'leavesIfAgreed' : 'leaves', day: dayOf(leaves) };
}

/** When the server lets reminders leave, as `reminder.keeper.ts` has it: from nine, then between eight and twenty. */
const [firstHour, lastHour] = [8 * 60, 20 * 60];
/** Minutes before the appointment from which none leaves. */
const tooLate = 120;

/** When it leaves, in the time of the service; undefined: it is too late for one. */
function leavesAt(startsAt: Local, daysBefore: number, now: Local): Local | undefined {
  const due = `${addDays(dayOf(startsAt), -daysBefore)}T09:00`;
  const soonest = due > now ? due : now;
  const leaves =
    minuteOf(soonest) < firstHour
      ? `${dayOf(soonest)}T08:00`
      : minuteOf(soonest) >= lastHour
        ? `${addDays(dayOf(soonest), 1)}T08:00`
        : soonest;
  return lengthOf(leaves, startsAt) > tooLate ? leaves : undefined;
}
