import { AgendaRules, type OpeningHours } from './agenda-rules.ts';
import { init, keyed, matching, type CallOptions, type ChangeOptions, type CreateOptions } from './client.ts';
import type { components } from './generated/schema.d.ts';
import { versioned, type Versioned } from './unwrap.ts';

export type { AgendaSettingsState, OpeningHours } from './agenda-rules.ts';

type Schemas = components['schemas'];

export type AppointmentMotive = Schemas['AppointmentMotive'];
export type AppointmentMotiveInput = Schemas['AppointmentMotiveInput'];
export type AppointmentMotivePatch = Schemas['AppointmentMotivePatch'];
export type Room = Schemas['Room'];
export type RoomInput = Schemas['RoomInput'];
export type RoomPatch = Schemas['RoomPatch'];
export type OpeningHoursInput = Schemas['OpeningHoursInput'];
export type CalendarPolicy = Schemas['CalendarPolicy'];
export type CalendarPolicyInput = Schemas['CalendarPolicyInput'];

type VersionedMotive = Versioned<'motive', AppointmentMotive>;
type VersionedRoom = Versioned<'room', Room>;
type VersionedHours = Versioned<'openingHours', OpeningHours>;
type VersionedPolicy = Versioned<'calendarPolicy', CalendarPolicy>;
const calendarPolicy = '/v1/agenda/calendar-policy';

/** Motives, rooms and opening hours: read by whoever books, changed by who keeps the agenda. */
export class AgendaSettings extends AgendaRules {
  addMotive(motive: AppointmentMotiveInput, options: CreateOptions = {}): Promise<VersionedMotive> {
    const params = { header: keyed(options) };
    return versioned(
      'motive',
      this.client.POST('/v1/agenda/motives', { params, body: motive, ...init(options) }),
    );
  }

  /** Changes it; `before` gives it another rank: before that motive, or last. */
  changeMotive(
    motiveId: string,
    patch: AppointmentMotivePatch,
    options: ChangeOptions,
  ): Promise<VersionedMotive> {
    const params = { path: { motiveId }, header: matching(options) };
    return versioned(
      'motive',
      this.client.PATCH('/v1/agenda/motives/{motiveId}', { params, body: patch, ...init(options) }),
    );
  }

  addRoom(room: RoomInput, options: CreateOptions = {}): Promise<VersionedRoom> {
    const params = { header: keyed(options) };
    return versioned('room', this.client.POST('/v1/agenda/rooms', { params, body: room, ...init(options) }));
  }

  changeRoom(roomId: string, patch: RoomPatch, options: ChangeOptions): Promise<VersionedRoom> {
    const params = { path: { roomId }, header: matching(options) };
    return versioned(
      'room',
      this.client.PATCH('/v1/agenda/rooms/{roomId}', { params, body: patch, ...init(options) }),
    );
  }

  /** All at once; null: those of the unit above again. The ETag of a unit of which nothing was said yet is `"0"`. */
  setOpeningHours(
    unitId: string,
    hours: OpeningHoursInput['hours'],
    options: ChangeOptions,
  ): Promise<VersionedHours> {
    const params = { path: { unitId }, header: matching(options) };
    return versioned(
      'openingHours',
      this.client.PUT('/v1/agenda/opening-hours/{unitId}', { params, body: { hours }, ...init(options) }),
    );
  }

  /** The most that the secret link and Outlook may tell; the ETag of a tenant that never said is `"0"`. */
  readCalendarPolicy(options: CallOptions = {}): Promise<VersionedPolicy> {
    return versioned('calendarPolicy', this.client.GET(calendarPolicy, init(options)));
  }

  /** Links that told more tell less at once. */
  setCalendarPolicy(
    mostLevel: CalendarPolicyInput['mostLevel'],
    options: ChangeOptions,
  ): Promise<VersionedPolicy> {
    const params = { header: matching(options) };
    return versioned(
      'calendarPolicy',
      this.client.PUT(calendarPolicy, { params, body: { mostLevel }, ...init(options) }),
    );
  }
}
