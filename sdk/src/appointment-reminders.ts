import { init, matching, type CallOptions, type ChangeOptions } from './client.ts';
import type { components } from './generated/schema.d.ts';
import type { Session } from './session.ts';
import { versioned, type Versioned } from './unwrap.ts';

type Schemas = components['schemas'];

export type AppointmentReminder = Schemas['AppointmentReminder'];
export type ReminderSettings = Schemas['ReminderSettings'];
export type ReminderChoice = Schemas['ReminderChoice'];

export const ofUnit = '/v1/agenda/reminders/settings/{unitId}';
export const ofFile = '/v1/files/{fileId}/reminders';
export const ofAppointment = '/v1/appointments/{appointmentId}/reminder';

/** The reminder of one appointment and what it hangs on, for who books: the agenda bears the weight of no other verb. */
export class AppointmentReminders {
  protected readonly client: Session['client'];

  constructor(session: Pick<Session, 'client'>) {
    this.client = session.client;
  }

  /** `etag` of a reminder nothing was recorded of yet: `"0"`. */
  setReminder(
    appointmentId: string,
    wanted: boolean,
    options: ChangeOptions,
  ): Promise<Versioned<'reminder', AppointmentReminder>> {
    const params = { path: { appointmentId }, header: matching(options) };
    return versioned(
      'reminder',
      this.client.PUT(ofAppointment, { params, body: { wanted }, ...init(options) }),
    );
  }

  readReminderSettings(
    unitId: string,
    options: CallOptions = {},
  ): Promise<Versioned<'settings', ReminderSettings>> {
    return versioned('settings', this.client.GET(ofUnit, { params: { path: { unitId } }, ...init(options) }));
  }

  /** What the person of a file said of being reminded; `reason` says what stands against it today. */
  readReminderChoice(
    fileId: string,
    options: CallOptions = {},
  ): Promise<Versioned<'choice', ReminderChoice>> {
    return versioned('choice', this.client.GET(ofFile, { params: { path: { fileId } }, ...init(options) }));
  }
}
