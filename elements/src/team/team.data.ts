import {
  etagOf,
  type AccessGrant,
  type FileSummary,
  type Me,
  type Organisation,
  type RecordedDecision,
  type Session,
  type SupportRequest,
  type TeamMember,
} from '@lastria/sdk';
import { DatedRights } from '@lastria/sdk/dated-rights';
import { Embedding, type EmbeddingPatch, type EmbeddingSettings } from '@lastria/sdk/embedding';
import { SignIn, type MemberAccount } from '@lastria/sdk/sign-in';
import { ServiceAccounts } from '@lastria/sdk/service-accounts';
import type { ElementSession } from '../core/session-context.ts';

export { etagOf };
export type {
  AccessGrant,
  EmbeddingPatch,
  EmbeddingSettings,
  FileSummary,
  Me,
  MemberAccount,
  Organisation,
  Session,
  TeamMember,
};
export type {
  GrantInput,
  HandOverEffect,
  LeavingEffect,
  RecordedDecision,
  RecordedDecisionInput,
  SupportAnswer,
  SupportRequest,
} from '@lastria/sdk';
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
/** Pages that may hold Lastria, and sessions; apart, too. */
export const embedding = (session: Session): Embedding => new Embedding(session);
/** Scopes of programs that show people. */
export const scopesOnFiles: ReadonlySet<string> = new Set([
  'READ_FILES',
  'READ_FOLLOW_UP',
  'IMPORT_FILES',
  'READ_STATISTICS',
]);

/** Substitutions, reviews, hand-overs, the vendor's visits and the officer's decisions; apart, too. */
export const datedRights = (session: Session): DatedRights => new DatedRights(session);

/** Files that whoever asks may see, by name; nobody sees one more here than in the list of files. */
export const findFiles = async (
  session: Session,
  query: string,
  signal: AbortSignal,
): Promise<readonly FileSummary[]> =>
  (await session.socialFile.search({ query, limit: 20 }, { signal })).items;

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
export const withGrants = (settings: Settings, grants: readonly AccessGrant[]): Settings =>
  grants.reduce(withGrant, settings);
export const withSupport = (settings: Settings, request: SupportRequest): Settings =>
  changed(settings, { supportRequests: replaced(settings.organisation.supportRequests, request) });
export const withDecision = (settings: Settings, decision: RecordedDecision): Settings =>
  changed(settings, {
    decisions: [decision, ...settings.organisation.decisions.filter(({ id }) => id !== decision.id)],
  });
