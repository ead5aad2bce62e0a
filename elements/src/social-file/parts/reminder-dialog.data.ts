import { etagOf } from '@lastria/sdk';
import { Reminders, type ReminderChoice, type ReminderChoiceInput } from '@lastria/sdk/reminders';
import type { FileCalls } from '../social-file.data.ts';

export type { ReminderChoice };

/** The calls of the consent of one file. */
export class ConsentCalls {
  readonly #reminders: Reminders;
  readonly #fileId: string;

  constructor({ session, fileId }: FileCalls) {
    this.#reminders = new Reminders(session);
    this.#fileId = fileId;
  }

  async read(): Promise<ReminderChoice> {
    return (await this.#reminders.readReminderChoice(this.#fileId)).choice;
  }

  async set(before: ReminderChoice, choice: ReminderChoiceInput): Promise<ReminderChoice> {
    return (await this.#reminders.setReminderChoice(this.#fileId, choice, { etag: etagOf(before) })).choice;
  }
}

/** What stands against an agreement that is of another address, or of none: it is asked again. */
const asksAgain: ReadonlySet<string> = new Set(['addressChanged', 'noAddress']);
export const isToAskAgain = ({ agrees, reason }: ReminderChoice): boolean =>
  agrees === true && asksAgain.has(reason ?? '');

/** Whether the agreement is surely to the address that stands in the file: what is more telling hides the rest. */
export const isToThisAddress = ({ agrees, reason }: ReminderChoice): boolean =>
  agrees === true && (reason === null || reason === 'unsafe');

/**
 * What brings a former choice back; undefined: nothing does. Nobody becomes not asked again, nor agrees again to an
 * address that is not there any more.
 */
export function backTo(before: ReminderChoice): ReminderChoiceInput | undefined {
  if (before.agrees === false) return { agrees: false };
  if (!isToThisAddress(before)) return undefined;
  return { agrees: true, readBy: before.readBy === 'personAlone' ? 'personAlone' : 'others' };
}
