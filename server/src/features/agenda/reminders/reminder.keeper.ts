import type { Database, Tx } from '../../../db/database.ts';
import { newId } from '../../../db/ids.ts';
import { codeOf } from '../../../http/failure.ts';
import type { Log } from '../../../http/log.ts';
import type { HandOver, Mail } from '../../../mail/mail.ts';
import type { Keyring } from '../../../vault/keyring.ts';
import { auditAs } from '../../audit/audit.service.ts';
import { dayIn, unitIds } from '../../organisation/organisation.service.ts';
import type { appointment } from '../agenda.table.ts';
import { later } from '../moment.ts';
import { instantOf, localOf } from '../recurrence/wall-time.ts';
import { neutralCalendar, reminderLetter } from './letter.ts';
import { reasonAgainst } from './may-send.ts';
import * as store from './reminder.store.ts';
import { sendRequestMails } from './request-mail.service.ts';

export interface ReminderDeps {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly mail: Mail;
  readonly clock: () => Date;
  /** Where our own pages are. */
  readonly publicOrigin: string;
}

const minute = 60_000;
const hour = 60 * minute;
/** Local hour from which a reminder leaves on its day; before the first and after the last of these none does. */
const leavesAt = '09:00';
const [earliest, latest] = ['08:00', '20:00'];
/** Nobody is reminded of what begins that soon: it would come too late to change anything. */
const tooLate = 2 * hour;
/** A hand-over of which nothing is known after that long is uncertain: longer than any time-out of a relay. */
const handingMinutes = 15;
/** A person who may not be written to is looked at again: she may have agreed since. */
const lookAgain = hour;
const longestWait = hour;
const reportsKept = 30 * 24 * hour;
/** Messages of one tenant in one round; the others go with the next. */
const mostAtOnce = 100;

type AppointmentRow = typeof appointment.$inferSelect;

/** What is recorded of a message before it is handed over, and the message itself, which is kept nowhere. */
export interface Recorded {
  readonly appointmentId: string;
  readonly fileId: string;
  readonly unitId: string;
  readonly messageKey: string;
  readonly tries: number;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly calendar?: string;
}

/**
 * Reminds people of their appointments, each at most once: that a message is about to leave is recorded, and
 * committed, before the mail server hears of it. Whoever stops between the two leaves it uncertain.
 */
export class Reminders {
  readonly #deps: ReminderDeps;

  constructor(deps: ReminderDeps) {
    this.#deps = deps;
  }

  /** One look at a tenant: what was reported, what is uncertain by now, what is due. */
  readonly round = async (tenantId: string): Promise<void> => {
    const { database, clock } = this.#deps;
    const units = await unitIds(database, tenantId);
    await database.withTenant(tenantId, units, (tx) => this.#settle(tx, tenantId, clock()));
    await sendRequestMails(this.#deps, tenantId);
    const due = await database.withTenant(tenantId, units, (tx) => dueIn(tx, tenantId, clock()));
    for (const { id, settings } of due) {
      const recorded = await this.record(tenantId, units, id, settings);
      if (!recorded) continue;
      const outcome = await this.handOver(recorded);
      await this.note(tenantId, units, recorded, outcome);
      // A server that does not answer is not asked again for each of the others
      if (outcome.kind === 'notNow') return;
    }
  };

  /** Records that a reminder is about to leave; undefined: it does not, which is recorded too. */
  async record(
    tenantId: string,
    units: readonly string[],
    id: string,
    settings: store.Settings,
  ): Promise<Recorded | undefined> {
    const { database, keyring, clock } = this.#deps;
    return database.withTenant(tenantId, units, async (tx) => {
      const now = clock();
      const row = await store.heldAppointment(tx, tenantId, id);
      if (!row?.fileId || !takesPlace(row) || !isTime(row, settings, now)) return undefined;
      const { fileId, unitId } = row;
      const before = await store.reminderOf(tx, tenantId, id);
      const isAnother = before?.forStartsAt.getTime() !== row.startsAt.getTime();
      if (before && !isDueAgain(before, isAnother, now)) return undefined;
      const who = await store.addresseeOf(tx, tenantId, fileId, dayIn(row.zone, now));
      if (!who) return undefined;
      const reason = reasonAgainst(keyring, who);
      const blank = {
        ...{ tenantId, appointmentId: id, fileId, unitId, wanted: true },
        ...{ forStartsAt: row.startsAt, endedAt: null, receipt: null, decidedBy: null },
      };
      if (reason !== undefined) {
        const nextTryAt = new Date(now.getTime() + lookAgain);
        const unsent = { messageKey: null, handedAt: null, tries: 0 };
        await store.putReminder(tx, { ...blank, ...unsent, state: 'refused', reason, nextTryAt });
        if (before?.reason !== reason) await trace(tx, tenantId, row, now, { state: 'refused', reason });
        return undefined;
      }
      const messageKey = newId();
      const tries = isAnother ? 0 : (before?.tries ?? 0);
      const { version } = await store.putReminder(tx, {
        ...{ ...blank, state: 'handing', reason: null, messageKey, tries, handedAt: now, nextTryAt: null },
      });
      await trace(tx, tenantId, row, now, { state: 'handing', tries });
      return {
        ...{ appointmentId: id, fileId, unitId, messageKey, tries, to: who.email! },
        ...reminderLetter(settings.template, settings.sender, row.startsLocal),
        ...(settings.attachesCalendar
          ? {
              calendar: neutralCalendar({
                uid: `${keyring.digest('reminder event', id).toString('hex').slice(0, 40)}@lastria`,
                ...{ startsLocal: row.startsLocal, endsLocal: row.endsLocal, zone: row.zone },
                ...{ now, sequence: version },
              }),
            }
          : {}),
      };
    });
  }

  /** Gives the message to the mail server. */
  handOver({ to, subject, text, messageKey: key, calendar }: Recorded): Promise<HandOver> {
    const message = { to, subject, text, key };
    return this.#deps.mail.handOver(calendar === undefined ? message : { ...message, calendar });
  }

  /** Says how far a message went. */
  async note(
    tenantId: string,
    units: readonly string[],
    recorded: Recorded,
    outcome: HandOver,
  ): Promise<void> {
    const { database, clock } = this.#deps;
    const now = clock();
    const changes = afterHandOver(outcome, recorded, now);
    await database.withTenant(tenantId, units, async (tx) => {
      if (!(await store.endHandOver(tx, tenantId, recorded, changes))) return;
      await trace(tx, tenantId, { ...recorded, id: recorded.appointmentId }, now, { state: changes.state! });
    });
  }

  /** Brings reminders up to date with what was reported, and doubts those of which nothing was said. */
  async #settle(tx: Tx, tenantId: string, now: Date): Promise<void> {
    for (const { messageKey, outcome, status, reminder } of await store.reported(tx, tenantId)) {
      // It is being handed over at this moment: the report waits for the end of that
      if (reminder.state === 'handing') continue;
      await store.dropReport(tx, tenantId, messageKey);
      const state = outcome === 'failed' ? 'bounced' : 'delivered';
      if (reminder.state === state || reminder.state === 'planned') continue;
      const { version: _version, ...row } = reminder;
      await store.putReminder(tx, { ...row, state, reason: status, endedAt: now });
      await trace(tx, tenantId, { ...row, id: row.appointmentId }, now, { state });
    }
    await store.forgetReports(tx, tenantId, new Date(now.getTime() - reportsKept));
    const doubted = await store.doubtSince(tx, tenantId, new Date(now.getTime() - handingMinutes * minute));
    for (const row of doubted)
      await trace(tx, tenantId, { ...row, id: row.appointmentId }, now, { state: 'uncertain' });
  }
}

/** Appointments to remind somebody of at this moment, soonest first. */
async function dueIn(tx: Tx, tenantId: string, now: Date) {
  const byUnit = await store.settingsByUnit(tx, tenantId);
  const reminding = [...byUnit].filter(([, { enabled }]) => enabled);
  const due: { id: string; settings: store.Settings }[] = [];
  for (const [settings, units] of Map.groupBy(reminding, ([, one]) => one)) {
    const ids = await store.mayBeDue(tx, tenantId, {
      ...{ units: units.map(([id]) => id), now, limit: mostAtOnce },
      from: new Date(now.getTime() + tooLate),
      // A day more than the delay: it is counted in local days
      until: new Date(now.getTime() + (settings.daysBefore + 1) * 24 * hour),
    });
    due.push(...ids.map((id) => ({ id, settings })));
  }
  return due;
}

const takesPlace = (row: AppointmentRow): boolean =>
  row.status === 'confirmed' &&
  row.kind === 'appointment' &&
  row.trashedAt === null &&
  !row.private &&
  !row.tentative &&
  !row.allDay;

/** Whether it is the day, and the time of day, where it takes place; not too late. */
function isTime(row: AppointmentRow, { daysBefore }: store.Settings, now: Date): boolean {
  const { startsLocal, zone, startsAt } = row;
  const dueOn = later(`${startsLocal.slice(0, 10)}T${leavesAt}`, -daysBefore * 1440);
  const time = localOf(now, zone).slice(11);
  return (
    now >= instantOf(dueOn, zone, 'shift') &&
    startsAt.getTime() - now.getTime() > tooLate &&
    time >= earliest &&
    time < latest
  );
}

const isDueAgain = (before: store.ReminderRow, isAnother: boolean, now: Date): boolean =>
  before.wanted &&
  before.state !== 'handing' &&
  (isAnother ||
    ((before.state === 'planned' || before.state === 'refused') &&
      before.nextTryAt !== null &&
      before.nextTryAt <= now));

/** What a mail server says, without any address in it: « 250 2.0.0 Ok: queued as 4bX ». */
const withoutAddress = (reply: string): string =>
  reply
    .replaceAll(/[\u0000-\u001f\u007f]+/g, ' ')
    .replaceAll(/\S*@\S*/g, '…')
    .slice(0, 200);

function afterHandOver(outcome: HandOver, { tries }: Recorded, now: Date): Partial<store.ReminderRow> {
  switch (outcome.kind) {
    case 'accepted':
      return { state: 'sent', endedAt: now, receipt: withoutAddress(outcome.reply) };
    case 'refused':
      return { state: 'bounced', endedAt: now, receipt: withoutAddress(outcome.reply) };
    case 'unknown':
      return { state: 'uncertain' };
    case 'notNow': {
      const wait = Math.min(longestWait, minute * 2 ** Math.min(tries, 10));
      const again = new Date(now.getTime() + wait);
      return { state: 'planned', reason: 'noRelay', handedAt: null, tries: tries + 1, nextTryAt: again };
    }
  }
}

/** A trace of the system's own act on the reminder of an appointment: states, never an address. */
const trace = (
  tx: Tx,
  tenantId: string,
  row: { readonly id: string; readonly fileId: string | null; readonly unitId: string },
  now: Date,
  facts: Readonly<Record<string, string | number>>,
) =>
  auditAs(
    tx,
    { tenantId, staffId: null, sessionId: null, now, requestId: 'reminders' },
    'agenda.reminderMoved',
    { fileId: row.fileId, unitId: row.unitId, recordId: row.id, facts },
  );

/** Milliseconds between two rounds. */
const every = 30_000;

/** Looks at every tenant, one after the other, until it is closed. */
export function openReminderKeeper(deps: ReminderDeps & { readonly log: Log }) {
  const reminders = new Reminders(deps);
  let looking: Promise<void> = Promise.resolve();
  let isLooking = false;
  let isClosed = false;
  const failed = (error: unknown) => {
    if (!isClosed) deps.log('warn', 'reminders', { code: codeOf(error) ?? (error as Error).name });
  };
  const look = async () => {
    for (const tenantId of await deps.database.listTenants())
      if (!isClosed) await reminders.round(tenantId).catch(failed);
  };
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    looking = look()
      .catch(failed)
      .finally(() => {
        isLooking = false;
      });
  }, every).unref();
  return {
    async close(): Promise<void> {
      isClosed = true;
      clearInterval(timer);
      await looking;
    },
  };
}
