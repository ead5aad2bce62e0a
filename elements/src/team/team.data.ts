import {
  etagOf,
  type AccessGrant,
  type Me,
  type Organisation,
  type Session,
  type TeamMember,
} from '@lastria/sdk';
import { SignIn, type MemberAccount } from '@lastria/sdk/sign-in';
import { ServiceAccounts } from '@lastria/sdk/service-accounts';
import type { ElementSession } from '../core/session-context.ts';

export { etagOf };
export type { AccessGrant, Me, MemberAccount, Organisation, Session, TeamMember };
export type { GrantInput, LeavingEffect, OrganisationUnit } from '@lastria/sdk';
export type {
  ServiceAccount,
  ServiceAccountInput,
  ServiceAccountList,
  ServiceCredentials,
} from '@lastria/sdk/service-accounts';

/** All that the administrator and the data protection officer see of the team, as last read or written. */
export interface Settings {
  readonly me: Me;
  readonly organisation: Organisation;
}

export const sdk = (session: ElementSession): Session => session as unknown as Session;
/** Accounts of members; apart from the session, whose weight every page bears. */
export const accounts = (session: Session): SignIn => new SignIn(session);
/** Programs and their accounts, apart for the same reason. */
export const programs = (session: Session): ServiceAccounts => new ServiceAccounts(session);
/** Scopes of programs that show people. */
export const scopesOnFiles: ReadonlySet<string> = new Set(['READ_FILES', 'READ_FOLLOW_UP', 'IMPORT_FILES']);

/** Reads everything at once; refused (403) to whoever may not see the organisation. */
export async function readSettings(session: Session, signal?: AbortSignal): Promise<Settings> {
  const [me, organisation] = await Promise.all([session.me(), session.organisation.read({ signal })]);
  return { me, organisation };
}

const replaced = <T extends { readonly id: string }>(all: readonly T[], one: T): T[] =>
  all.some(({ id }) => id === one.id)
    ? all.map((other) => (other.id === one.id ? one : other))
    : [...all, one];
const changed = ({ organisation, ...rest }: Settings, change: Partial<Organisation>): Settings => ({
  ...rest,
  organisation: { ...organisation, ...change },
});

/** Whoever left holds no right any more. */
export const withPerson = (settings: Settings, person: TeamMember): Settings => {
  const { grants, staff } = settings.organisation;
  return changed(settings, {
    grants: person.left ? grants.filter(({ staffId }) => staffId !== person.id) : grants,
    staff: replaced(staff, person).sort((one, other) =>
      one.displayName.localeCompare(other.displayName, 'fr'),
    ),
  });
};
export const withGrant = (settings: Settings, grant: AccessGrant): Settings =>
  changed(settings, { grants: replaced(settings.organisation.grants, grant) });
export const withoutGrant = (settings: Settings, grantId: string): Settings =>
  changed(settings, { grants: settings.organisation.grants.filter(({ id }) => id !== grantId) });
