import {
  AppointmentReminders,
  ofAppointment,
  ofFile,
  ofUnit,
  type AppointmentReminder,
  type ReminderChoice,
  type ReminderSettings,
} from './appointment-reminders.ts';
import {
  at,
  init,
  keyed,
  matching,
  type CallOptions,
  type ChangeOptions,
  type CreateOptions,
  type Query,
} from './client.ts';
import type { components } from './generated/schema.d.ts';
import { Pages } from './pages.ts';
import { dataOf, versioned, type Versioned } from './unwrap.ts';

export { AppointmentReminders } from './appointment-reminders.ts';
export type { AppointmentReminder, ReminderChoice, ReminderSettings } from './appointment-reminders.ts';

type Schemas = components['schemas'];

export type RemindersToLookAfter = Schemas['RemindersToLookAfter'];
export type ReminderToLookAfter = RemindersToLookAfter['items'][number];
export type RemindersQuery = Query<'agenda.listReminders'>;
export type ReminderDecision = Schemas['ReminderDecisionInput']['decision'];
export type ReminderContact = Schemas['ReminderContact'];
export type ReminderAddressInput = Schemas['ReminderAddressInput'];
export type ReminderSettingsInput = Schemas['ReminderSettingsInput'];
export type ReminderPreviewInput = Schemas['ReminderPreviewInput'];
export type ReminderPreview = Schemas['ReminderPreview'];
export type ReminderChoiceInput = Schemas['ReminderChoiceInput'];
export type RequestMail = Schemas['RequestMail'];

type VersionedReminder = Versioned<'reminder', AppointmentReminder>;
const requestMail = '/v1/agenda/request-mail';

/** Reminders by e-mail to the people one receives, and the messages that tell a colleague of a request. */
export class Reminders extends AppointmentReminders {
  /** What asks for somebody: uncertain first, then what came back, then those without a usable address. */
  listReminders(options: CallOptions = {}): Pages<ReminderToLookAfter> {
    return new Pages((cursor) => this.listRemindersPage(at(cursor), options));
  }

  listRemindersPage(query: RemindersQuery = {}, options: CallOptions = {}): Promise<RemindersToLookAfter> {
    return dataOf(this.client.GET('/v1/agenda/reminders', { params: { query }, ...init(options) }));
  }

  /**
   * `consideredSent` closes an uncertain one; `again` sends it once more: the person may receive it twice; `told` closes
   * it, the person having been told otherwise; `stopWriting`: it came back, and nothing is sent to this address any more.
   */
  decideReminder(
    appointmentId: string,
    decision: ReminderDecision,
    options: ChangeOptions,
  ): Promise<VersionedReminder> {
    const params = { path: { appointmentId }, header: matching(options) };
    return versioned(
      'reminder',
      this.client.POST(`${ofAppointment}/decision`, { params, body: { decision }, ...init(options) }),
    );
  }

  /** How the person is reached, to tell her what her reminder did not; each look at it stands in the log of the file. */
  readReminderContact(appointmentId: string, options: CallOptions = {}): Promise<ReminderContact> {
    return dataOf(
      this.client.GET(`${ofAppointment}/contact`, { params: { path: { appointmentId } }, ...init(options) }),
    );
  }

  /** Writes the address the person gave in her file, with her agreement to it, and has the reminder leave. */
  correctReminderAddress(
    appointmentId: string,
    address: ReminderAddressInput,
    options: ChangeOptions,
  ): Promise<VersionedReminder> {
    const params = { path: { appointmentId }, header: matching(options) };
    return versioned(
      'reminder',
      this.client.PUT(`${ofAppointment}/address`, { params, body: address, ...init(options) }),
    );
  }

  setReminderSettings(
    unitId: string,
    settings: ReminderSettingsInput,
    options: ChangeOptions,
  ): Promise<Versioned<'settings', ReminderSettings>> {
    const params = { path: { unitId }, header: matching(options) };
    return versioned('settings', this.client.PUT(ofUnit, { params, body: settings, ...init(options) }));
  }

  /** What a person would read; a name that tells too much is refused. */
  previewReminder(input: ReminderPreviewInput, options: CallOptions = {}): Promise<ReminderPreview> {
    return dataOf(
      this.client.POST('/v1/agenda/reminders/preview', {
        body: input,
        ...init(options, { readOnly: true }),
      }),
    );
  }

  /** Records what the person said, of the address that stands in the file at this moment. */
  setReminderChoice(
    fileId: string,
    choice: ReminderChoiceInput,
    options: ChangeOptions,
  ): Promise<Versioned<'choice', ReminderChoice>> {
    const params = { path: { fileId }, header: matching(options) };
    return versioned('choice', this.client.PUT(ofFile, { params, body: choice, ...init(options) }));
  }

  /** Whether one is told by e-mail that a request waits. */
  readRequestMail(options: CallOptions = {}): Promise<Versioned<'requestMail', RequestMail>> {
    return versioned('requestMail', this.client.GET(requestMail, init(options)));
  }

  setRequestMail(wanted: boolean, options: ChangeOptions): Promise<Versioned<'requestMail', RequestMail>> {
    const params = { header: matching(options) };
    return versioned(
      'requestMail',
      this.client.PUT(requestMail, { params, body: { wanted }, ...init(options) }),
    );
  }

  /** For the program that empties the mailbox of reports: gives one as the mail server wrote it. */
  async receiveBounce(message: string, options: CreateOptions = {}): Promise<void> {
    const params = { header: keyed(options) };
    await dataOf(
      this.client.POST('/v1/agenda/reminders/bounces', { params, body: { message }, ...init(options) }),
    );
  }
}
