import {
  etagOf,
  type AccessGrant,
  type ChoiceItem,
  type ChoiceList,
  type ChoiceListState,
  type Configuration,
  type FieldOrder,
  type Me,
  type Organisation,
  type OrganisationUnit,
  type Partner,
  type Session,
  type SituationField,
  type TeamMember,
  type Thresholds,
} from '@lastria/sdk';
import type { ElementSession } from '../core/session-context.ts';

export { etagOf };
export type {
  AccessGrant,
  ChoiceItem,
  ChoiceList,
  Configuration,
  Me,
  OrganisationUnit,
  Partner,
  Session,
  SituationField,
  TeamMember,
  Thresholds,
};
export type {
  ChoiceItemPatch,
  ConfigurationFile,
  ConfigurationFileEffect,
  GrantInput,
  InactivityEffect,
  LeavingEffect,
  MoveEffect,
  OrgUnitPatch,
  SituationFieldInput,
  SituationFieldPatch,
} from '@lastria/sdk';

/** All that the administrator sees, as last read or written. */
export interface Settings {
  readonly me: Me;
  readonly configuration: Configuration;
  readonly organisation: Organisation;
}

export const sdk = (session: ElementSession): Session => session as unknown as Session;

/** Reads everything at once; refused (403) to whoever may not see the organisation. */
export async function readSettings(session: Session, signal?: AbortSignal): Promise<Settings> {
  const [me, configuration, organisation] = await Promise.all([
    session.me(),
    session.configuration.read({ signal }),
    session.organisation.read({ signal }),
  ]);
  return { me, configuration, organisation };
}

export const isAdministrator = (me: Me): boolean => me.can.changeConfiguration;

const typeOf = (error: unknown): unknown => (error as { type?: unknown } | null)?.type;
/** Whether somebody changed the same thing in between. */
export const isStale = (error: unknown): boolean => typeOf(error) === 'stale-version';
export const isConflict = (error: unknown): boolean => typeOf(error) === 'conflict';
export const isForbidden = (error: unknown): boolean => typeOf(error) === 'forbidden';

const replaced = <T>(all: readonly T[], one: T, same: (other: T) => boolean): T[] =>
  all.some(same) ? all.map((other) => (same(other) ? one : other)) : [...all, one];

/** The list whose items are the groups of fields; its version is that of the arrangement of fields. */
export const GROUPS = 'fieldGroup';

export const withList = (
  { configuration, ...rest }: Settings,
  { code, version, items }: ChoiceListState,
): Settings => ({
  ...rest,
  configuration: {
    ...configuration,
    lists: configuration.lists.map((list) => (list.code === code ? { ...list, version, items } : list)),
    groups: code === GROUPS ? items.filter(({ active }) => active) : configuration.groups,
  },
});
export const withNewList = ({ configuration, ...rest }: Settings, list: ChoiceList): Settings => ({
  ...rest,
  configuration: { ...configuration, lists: [...configuration.lists, list] },
});
export const withFieldOrder = (
  { configuration, ...rest }: Settings,
  { version, codes }: FieldOrder,
): Settings => ({
  ...rest,
  configuration: {
    ...configuration,
    lists: configuration.lists.map((list) => (list.code === GROUPS ? { ...list, version } : list)),
    fields: configuration.fields.toSorted(
      (one, other) => codes.indexOf(one.code) - codes.indexOf(other.code),
    ),
  },
});
/** The list whose items are the kinds of partners. */
export const PARTNER_KINDS = 'partnerKind';

export const withPartner = ({ configuration, ...rest }: Settings, partner: Partner): Settings => ({
  ...rest,
  configuration: {
    ...configuration,
    partners: replaced(configuration.partners, partner, ({ id }) => id === partner.id).sort((one, other) =>
      one.name.localeCompare(other.name, 'fr'),
    ),
  },
});
export const withThresholds = ({ organisation, ...rest }: Settings, thresholds: Thresholds): Settings => ({
  ...rest,
  organisation: { ...organisation, thresholds },
});
export const withField = ({ configuration, ...rest }: Settings, field: SituationField): Settings => ({
  ...rest,
  configuration: {
    ...configuration,
    fields: replaced(configuration.fields, field, ({ code }) => code === field.code),
  },
});
export const withUnit = ({ organisation, ...rest }: Settings, unit: OrganisationUnit): Settings => ({
  ...rest,
  organisation: { ...organisation, units: replaced(organisation.units, unit, ({ id }) => id === unit.id) },
});
/** Whoever left holds no right any more. */
export const withPerson = ({ organisation, ...rest }: Settings, person: TeamMember): Settings => ({
  ...rest,
  organisation: {
    ...organisation,
    grants: person.left
      ? organisation.grants.filter(({ staffId }) => staffId !== person.id)
      : organisation.grants,
    staff: replaced(organisation.staff, person, ({ id }) => id === person.id).sort((one, other) =>
      one.displayName.localeCompare(other.displayName, 'fr'),
    ),
  },
});
export const withGrant = ({ organisation, ...rest }: Settings, grant: AccessGrant): Settings => ({
  ...rest,
  organisation: {
    ...organisation,
    grants: replaced(organisation.grants, grant, ({ id }) => id === grant.id),
  },
});
export const withoutGrant = ({ organisation, ...rest }: Settings, grantId: string): Settings => ({
  ...rest,
  organisation: { ...organisation, grants: organisation.grants.filter(({ id }) => id !== grantId) },
});
