import {
  etagOf,
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
  type Thresholds,
} from '@lastria/sdk';
import { Letterheads } from '@lastria/sdk/letterhead';
import { typeOfProblem } from '../core/problem-text.ts';
import type { ElementSession } from '../core/session-context.ts';

export { etagOf };
export type { Letterhead } from '@lastria/sdk/letterhead';
export type {
  ChoiceItem,
  ChoiceList,
  Configuration,
  Me,
  OrganisationUnit,
  Partner,
  Session,
  SituationField,
  Thresholds,
};
export type {
  ChoiceItemPatch,
  ConfigurationFile,
  ConfigurationFileEffect,
  InactivityEffect,
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

/** What activity reports are written with. */
export const letterheads = (session: Session): Letterheads => new Letterheads(session);

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

export const isConflict = (error: unknown): boolean => typeOfProblem(error) === 'conflict';

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
