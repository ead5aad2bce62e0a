import type { Clock } from './clock.ts';
import type { Fault } from './faults.ts';
import type { Application } from './login.ts';
import type { Mail } from './mail.ts';
import { Outlook } from './outlook.ts';
import type { Delivery, LifecycleEvent, Trouble } from './notifications.ts';
import type { Tenant } from './people.ts';
import { showSubscription } from './subscriptions.ts';
import type { Switches } from './switches.ts';
import type { NewPerson, Recorded, World } from './world.ts';

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** What the administrator of a hospital's Microsoft tenant does. */
export class TenantControl {
  readonly #world: World;
  readonly #tenant: Tenant;

  constructor(world: World, tenant: Tenant) {
    this.#world = world;
    this.#tenant = tenant;
  }

  get id(): string {
    return this.#tenant.id;
  }

  addPerson(person: NewPerson): Outlook {
    return new Outlook(this.#world, this.#world.addPerson(this.#tenant, person));
  }

  /** Passwords are to be changed: nobody's refresh token is good any more. */
  changePasswordPolicy(): void {
    for (const account of this.#tenant.accounts) account.trouble = 'passwordChanged';
  }

  /** Agrees to an application for the whole tenant, as its consent page does. */
  consent(clientId: string): void {
    this.#tenant.consented.add(clientId);
  }

  /** Takes an application's rights back: those of its own name, and those people gave. */
  revokeConsent(clientId: string): void {
    this.#tenant.consented.delete(clientId);
    for (const account of this.#tenant.accounts) account.trouble = 'consentRevoked';
  }

  /** Limits an application to some mailboxes (RBAC for Applications), once Exchange has heard of it. */
  limitApplication(clientId: string, upns: readonly string[], afterMs = 0): void {
    const rules = this.#tenant.limited.get(clientId) ?? [];
    this.#tenant.limited.set(clientId, [
      ...rules,
      { from: this.#world.clock.now + afterMs, upns: new Set(upns) },
    ]);
  }
}

/** What the network and Microsoft do to notifications and subscriptions. */
export class NotificationControl {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Every attempt to tell an endpoint. */
  get deliveries(): readonly Delivery[] {
    return this.#world.notifications.deliveries;
  }

  get pending(): readonly Record<string, unknown>[] {
    return this.#world.notifications.pending;
  }

  /** Ids of the subscriptions that stand, in every tenant. */
  get subscriptions() {
    return this.#world.subscriptions.standing.map((one) => ({
      ...showSubscription(one, true),
      tenantId: one.tenantId,
    }));
  }

  disturb(trouble: Trouble = {}): void {
    this.#world.notifications.disturb(trouble);
  }

  async deliver(): Promise<void> {
    await this.#world.notifications.deliver();
  }

  /** Sends to the address of a subscription what Microsoft did not write: another clientState, another id. */
  forge(subscriptionId: string, changes: Record<string, unknown>): void {
    for (const one of this.#world.subscriptions.standing)
      if (one.id === subscriptionId) this.#world.notifications.forge(one, changes);
  }

  nextSubscriptionId(id: string): void {
    this.#world.subscriptions.nextId(id);
  }

  nextValidationToken(token: string): void {
    this.#world.subscriptions.nextValidationToken(token);
  }

  /**
   * Tells of a subscription itself; `subscriptionRemoved` removes it too.
   * @param withinMs for `reauthorizationRequired`: it goes unless authorised again by then
   */
  lifecycle(subscriptionId: string, event: LifecycleEvent, withinMs?: number): void {
    for (const one of this.#world.subscriptions.standing.filter(({ id }) => id === subscriptionId)) {
      if (withinMs !== undefined) one.reauthorizeBefore = this.#world.clock.now + withinMs;
      this.#world.notifications.lifecycle(one, event);
    }
  }
}

/** All a test may do to Microsoft. */
export class Control {
  readonly #world: World;
  readonly notifications: NotificationControl;
  /** The tenant everybody is of unless told. */
  readonly tenant: TenantControl;
  /** Registered with Microsoft from the start. */
  readonly application: Application & { readonly secret: string };

  constructor(world: World) {
    this.#world = world;
    this.notifications = new NotificationControl(world);
    this.tenant = this.addTenant('Centre hospitalier de Valmont');
    this.application = {
      clientId: world.seed.uuid(),
      secret: world.seed.text(40),
      redirectUris: ['https://lastria.example/calendrier/retour'],
    };
    this.registerApplication(this.application);
    for (const person of people) this.tenant.addPerson(person);
  }

  get clock(): Clock {
    return this.#world.clock;
  }

  get switches(): Switches {
    return this.#world.switches;
  }

  /** Every request, in the order of arrival. */
  get ledger(): readonly Recorded[] {
    return this.#world.ledger;
  }

  /** Mails Exchange sent to people because of a request: none, ever. */
  get mails(): readonly Mail[] {
    return this.#world.mails.filter(({ cause }) => cause === 'application');
  }

  /** Mails it sent because of what a person did in Outlook. */
  get mailsFromOutlook(): readonly Mail[] {
    return this.#world.mails.filter(({ cause }) => cause === 'outlook');
  }

  /** Somebody's mailbox, by address or id. */
  mailbox(who: string): Outlook {
    return new Outlook(this.#world, this.#world.account(who));
  }

  addTenant(name: string, id?: string): TenantControl {
    return new TenantControl(this.#world, this.#world.addTenant(name, id));
  }

  registerApplication(application: Application): void {
    this.#world.login.applications.set(application.clientId, application);
  }

  fault(fault: Fault): void {
    this.#world.faults.add(fault);
  }

  clearFaults(): void {
    this.#world.faults.clear();
  }

  /** Keeps the requests that fit in flight until what is returned is called. */
  hold(fault?: Pick<Fault, 'mailbox' | 'method' | 'path'>): () => void {
    return this.#world.faults.hold(fault);
  }

  /** Tokens of a person, as if they had signed in and agreed. */
  grant(
    who: string,
    scopes: readonly string[] = ['openid', 'offline_access', 'Calendars.ReadWrite'],
    clientId = this.application.clientId,
  ): Tokens {
    const account = this.#world.account(who);
    if (account.trouble !== 'disabled') account.trouble = undefined;
    const grant = { clientId, tenant: account.tenant, account, scopes };
    return { accessToken: this.#world.tokens.access(grant), refreshToken: this.#world.tokens.refresh(grant) };
  }

  /** Token of an application in its own name, as if an administrator had agreed. */
  applicationToken(
    tenantId = this.tenant.id,
    clientId = this.application.clientId,
    scopes: readonly string[] = ['Calendars.ReadWrite'],
  ): string {
    const tenant = this.#world.tenant(tenantId);
    if (!tenant) throw new Error(`no tenant ${tenantId}`);
    return this.#world.tokens.access({ clientId, tenant, account: undefined, scopes });
  }
}

const people: readonly NewPerson[] = [
  { upn: 'camille.martin@valmont.example', name: 'Camille Martin' },
  { upn: 'paul.durand@valmont.example', name: 'Paul Durand' },
  { upn: 'noe.hoarau@valmont.example', name: 'Noé Hoarau', timeZone: 'Indian/Reunion' },
  { upn: 'dsi@valmont.example', name: 'Direction informatique', admin: true },
];
