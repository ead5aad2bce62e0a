import { etagOf, type Me, type OrganisationUnit, type Session } from '@lastria/sdk';
import {
  Reminders,
  type ReminderContact,
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
  ReminderContact,
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
  /** Where the list goes on; null: it is whole. */
  readonly next: string | null;
  readonly requestMail: RequestMail;
  /** Units whose settings one keeps; none: they are not one's own to keep. */
  readonly units: readonly OrganisationUnit[];
}

export const sdk = (session: ElementSession): Session => session as unknown as Session;
export const remindersOf = (session: Session): Reminders => new Reminders(session);

type Listed = Pick<Settings, 'items' | 'next'>;

/** The reminders that ask for somebody, on from `next`; at least `wanted` of them, where there are as many. */
export async function readList(
  session: Session,
  { next, wanted = 0, signal }: { next?: string | null; wanted?: number; signal?: AbortSignal | undefined },
): Promise<Listed> {
  const items: ReminderToLookAfter[] = [];
  let cursor = next ?? null;
  do {
    const query = cursor === null ? {} : { cursor };
    const page = await remindersOf(session).listRemindersPage(query, { signal });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && items.length < wanted);
  return { items, next: cursor };
}

/**
 * Reads everything at once; refused (403) to a session held to one file.
 * @param wanted - reminders that are on the screen already
 */
export async function readSettings(session: Session, signal?: AbortSignal, wanted = 0): Promise<Settings> {
  const options = signal ? { signal } : {};
  const [me, list, { requestMail }] = await Promise.all([
    session.me(),
    readList(session, { wanted, signal }),
    remindersOf(session).readRequestMail(options),
  ]);
  const keeps = me.can.keepAgenda && me.can.readOrganisation;
  const units = keeps ? (await session.organisation.read(options)).units : [];
  return { me, ...list, requestMail, units: units.filter(({ closed }) => !closed) };
}
