import type { Mailbox, Person } from './mailbox.ts';

/** What a person's sign-in meets from now on, until they sign in again themselves. */
export type SignInTrouble =
  | 'passwordChanged'
  | 'tokenExpired'
  | 'tokenRevoked'
  | 'mfaRequired'
  | 'conditionalAccess'
  | 'consentRevoked'
  | 'disabled';

/** Somebody of a tenant, with their mailbox and what Microsoft knows of the account. */
export interface Account {
  readonly person: Person;
  readonly tenant: Tenant;
  readonly mailbox: Mailbox;
  readonly admin: boolean;
  /** What colleagues may read of their calendar. */
  sharing: 'none' | 'busy' | 'details';
  workingHours: { readonly startTime: string; readonly endTime: string };
  /** The mailbox stands on the hospital's own servers. */
  onPremises: boolean;
  trouble: SignInTrouble | undefined;
}

export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly accounts: Account[];
  /** Applications an administrator agreed to. */
  readonly consented: Set<string>;
  /** Mailboxes an application is limited to (RBAC for Applications), and since when. */
  readonly limited: Map<string, { readonly from: number; readonly upns: ReadonlySet<string> }[]>;
}

/** By id or by address; addresses are compared without their case, ids with it. */
export const accountOf = (tenant: Tenant, who: string): Account | undefined =>
  tenant.accounts.find(({ person }) => person.id === who || person.upn.toLowerCase() === who.toLowerCase());

/** Whether an application may open a mailbox: every one of the tenant's, unless it was limited. */
export function mayOpen(tenant: Tenant, clientId: string, { person }: Account, now: number): boolean {
  const rule = tenant.limited.get(clientId)?.findLast(({ from }) => from <= now);
  return rule === undefined || rule.upns.has(person.upn);
}
