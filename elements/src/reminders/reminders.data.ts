import { etagOf, type Me, type OrganisationUnit, type Session } from '@lastria/sdk';
import {
  Reminders,
  type ReminderDecision,
  type ReminderPreview,
  type ReminderSettings,
  type ReminderSettingsInput,
  type ReminderToLookAfter,
  type RequestMail,
} from '@lastria/sdk/reminders';
import type { ElementSession } from '../core/session-context.ts';

export { etagOf };
export type {
  OrganisationUnit,
  ReminderDecision,
  ReminderPreview,
  ReminderSettings,
  ReminderSettingsInput,
  ReminderToLookAfter,
  RequestMail,
  Session,
};

/** What stands on the screen; the settings of a unit are read with it. */
export interface Settings {
  readonly me: Me;
  readonly items: readonly ReminderToLookAfter[];
  readonly requestMail: RequestMail;
  /** Units whose settings one keeps; none: they are not one's own to keep. */
  readonly units: readonly OrganisationUnit[];
}

export const sdk = (session: ElementSession): Session => session as unknown as Session;
export const remindersOf = (session: Session): Reminders => new Reminders(session);

/** Reads everything at once; refused (403) to a session held to one file. */
export async function readSettings(session: Session, signal?: AbortSignal): Promise<Settings> {
  const options = signal ? { signal } : {};
  const reminders = remindersOf(session);
  const [me, { items }, { requestMail }] = await Promise.all([
    session.me(),
    reminders.listReminders(options),
    reminders.readRequestMail(options),
  ]);
  const keeps = me.can.keepAgenda && me.can.readOrganisation;
  const units = keeps ? (await session.organisation.read(options)).units : [];
  return { me, items, requestMail, units: units.filter(({ closed }) => !closed) };
}
