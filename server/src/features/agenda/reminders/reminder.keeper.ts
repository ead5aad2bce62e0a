import type { Database, Tx } from '../../../db/database.ts';
import { newId } from '../../../db/ids.ts';
import { codeOf } from '../../../http/failure.ts';
import type { Log } from '../../../http/log.ts';
import type { HandOver, Mail } from '../../../mail/mail.ts';
import type { Keyring } from '../../../vault/keyring.ts';
import { dayIn, unitIds } from '../../organisation/organisation.service.ts';
import type { appointment } from '../agenda.table.ts';
import { later } from '../moment.ts';
import { instantOf, localOf } from '../recurrence/wall-time.ts';
import { afterHandOver } from './after-hand-over.ts';
import { neutralCalendar, reminderLetter } from './letter.ts';
import { lookAgainAfter, reasonAgainst } from './may-send.ts';
import { moved } from './moved.ts';
import * as store from './reminder.store.ts';
import { sendRequestMails } from './request-mail.service.ts';

export interface ReminderDeps {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly mail: Mail;
  readonly clock: () => Date;
  /** Where our own pages are. */
  readonly publicOrigin: string;
  /** Something was told to the screens of a tenant, and committed. */
  readonly published: (tenantId: string) => void;
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
const reportsKept = 30 * 24 * hour;
/** What a report may still say something of: the others are over, or begin again. */
const awaitsReport: ReadonlySet<string> = new Set(['uncertain', 'sent', 'delivered', 'bounced']);
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
    const settled = await database.withTenant(tenantId, units, (tx) => this.#settle(tx, tenantId, clock()));
    if (settled > 0) this.#deps.published(tenantId);
    await sendRequestMails(this.#deps, tenantId);
    const due = await database.withTenant(tenantId, units, (tx) => dueIn(tx, tenantId, clock()));
    let heldBack = 0;
    for (const { id, settings } of due) {
      const recorded = await this.record(tenantId, units, id, settings);
      if (!recorded) {
        heldBack += 1;
        continue;
      }
      const outcome = await this.handOver(recorded);
      await this.note(tenantId, units, recorded, outcome);
      // A server that does not answer is not asked again for each of the others
      if (outcome.kind === 'notNow') return;
    }
    if (heldBack > 0) this.#deps.published(tenantId);
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
        const nextTryAt = new Date(now.getTime() + lookAgainAfter);
        const unsent = { messageKey: null, handedAt: null, tries: 0 };
        await store.putReminder(tx, { ...blank, ...unsent, state: 'refused', reason, nextTryAt });
        if (before?.reason !== reason)
          await moved(tx, tenantId, { appointmentId: id, fileId, unitId }, now, { state: 'refused', reason });
        return undefined;
      }
      const messageKey = newId();
      const tries = isAnother ? 0 : (before?.tries ?? 0);
      const { version } = await store.putReminder(tx, {
        ...{ ...blank, state: 'handing', reason: null, messageKey, tries, handedAt: now, nextTryAt: null },
      });
      await moved(tx, tenantId, { appointmentId: id, fileId, unitId }, now, { state: 'handing', tries });
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
      await moved(tx, tenantId, recorded, now, { state: changes.state });
    });
    this.#deps.published(tenantId);
  }

  /**
   * Brings reminders up to date with what was reported, and doubts those of which nothing was said.
   * @returns how many it moved
   */
  async #settle(tx: Tx, tenantId: string, now: Date): Promise<number> {
    let settled = 0;
    for (const { messageKey, outcome, status, reminder } of await store.reported(tx, tenantId)) {
      // It is being handed over at this moment: the report waits for the end of that
      if (reminder.state === 'handing') continue;
      await store.dropReport(tx, tenantId, messageKey);
      const state = outcome === 'failed' ? 'bounced' : 'delivered';
      if (reminder.state === state || !awaitsReport.has(reminder.state)) continue;
      const { version: _version, ...row } = reminder;
      await store.putReminder(tx, { ...row, state, reason: status, endedAt: now });
      await moved(tx, tenantId, row, now, { state });
      settled += 1;
    }
    await store.forgetReports(tx, tenantId, new Date(now.getTime() - reportsKept));
    const doubted = await store.doubtSince(tx, tenantId, new Date(now.getTime() - handingMinutes * minute));
    for (const row of doubted) await moved(tx, tenantId, row, now, { state: 'uncertain' });
    return settled + doubted.length;
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
