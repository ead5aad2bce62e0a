import {
  etagOf,
  type Configuration,
  type Me,
  type Organisation,
  type OrganisationUnit,
  type Session,
} from '@lastria/sdk';
import {
  AgendaSettings,
  type AgendaSettingsState,
  type AppointmentMotive,
  type AppointmentMotiveInput,
  type AppointmentMotivePatch,
  type CalendarPolicy,
  type OpeningHours,
  type Room,
  type RoomPatch,
} from '@lastria/sdk/agenda';
import type { ElementSession } from '../core/session-context.ts';

export { etagOf };
export type {
  AppointmentMotive,
  AppointmentMotiveInput,
  AppointmentMotivePatch,
  CalendarPolicy,
  OpeningHours,
  OrganisationUnit,
  Room,
  RoomPatch,
  Session,
};

/** All that whoever keeps the agenda sets, as last read or written; opening hours are read with their unit. */
export interface Settings {
  readonly me: Me;
  readonly agenda: AgendaSettingsState;
  readonly configuration: Configuration;
  readonly organisation: Organisation;
}

export const sdk = (session: ElementSession): Session => session as unknown as Session;
export const agendaOf = (session: Session): AgendaSettings => new AgendaSettings(session);

/** What is shown beside the settings of the agenda. */
async function around(
  session: Session,
  agenda: AgendaSettingsState,
  options: { readonly signal?: AbortSignal },
): Promise<Settings> {
  const [me, configuration, organisation] = await Promise.all([
    session.me(),
    session.configuration.read(options),
    session.organisation.read(options),
  ]);
  return { me, agenda, configuration, organisation };
}

/** Reads everything, as whoever keeps the agenda. */
export const readSettings = async (session: Session): Promise<Settings> =>
  around(session, await agendaOf(session).readSettings(), {});

/** The same; null to whoever does not keep the agenda, of whom nothing more is asked: what is refused leaves a trace. */
export async function settingsIfKept(session: Session, signal: AbortSignal): Promise<Settings | null> {
  const agenda = await agendaOf(session).readSettings({ signal });
  return agenda.can.keepAgenda ? around(session, agenda, { signal }) : null;
}

/** Who books: the roles a motive may be kept for. */
export const bookingRoles = ['SOCIAL_WORKER', 'SECRETARY', 'TEAM_MANAGER'] as const;

const replaced = <T extends { readonly id: string }>(all: readonly T[], one: T): T[] =>
  all.some(({ id }) => id === one.id)
    ? all.map((other) => (other.id === one.id ? one : other))
    : [...all, one];

export const withMotive = ({ agenda, ...rest }: Settings, motive: AppointmentMotive): Settings => ({
  ...rest,
  agenda: { ...agenda, motives: replaced(agenda.motives, motive) },
});
/** The same motives, one of them moved before another, or to the end. */
export function withMoved(settings: Settings, moved: AppointmentMotive, before: string | null): Settings {
  const { agenda, ...rest } = settings;
  const others = agenda.motives.filter(({ id }) => id !== moved.id);
  const at = before === null ? others.length : others.findIndex(({ id }) => id === before);
  return { ...rest, agenda: { ...agenda, motives: others.toSpliced(at < 0 ? others.length : at, 0, moved) } };
}
export const withRoom = ({ agenda, ...rest }: Settings, room: Room): Settings => ({
  ...rest,
  agenda: { ...agenda, rooms: replaced(agenda.rooms, room) },
});
export const withUnit = ({ organisation, ...rest }: Settings, unit: OrganisationUnit): Settings => ({
  ...rest,
  organisation: { ...organisation, units: replaced(organisation.units, unit) },
});
