import { Clock } from './clock.ts';
import { Delta } from './delta.ts';
import { Faults, Throttle } from './faults.ts';
import { Login } from './login.ts';
import type { Mail } from './mail.ts';
import { Mailbox } from './mailbox.ts';
import { Notifications } from './notifications.ts';
import { accountOf, type Account, type Tenant } from './people.ts';
import { Seed } from './seed.ts';
import { Subscriptions } from './subscriptions.ts';
import { defaultLimits, defaultSwitches, type Limits, type Switches } from './switches.ts';
import { Tokens } from './tokens.ts';
import { zoneOf } from './zones.ts';

/** A request as it was received and answered. */
export interface Recorded {
  /** Instant of the clock, ISO 8601. */
  readonly at: string;
  readonly requestId: string;
  readonly method: string;
  /** Path and query, as they came. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Address of the person whose mailbox was asked for. */
  mailbox?: string;
  clientId?: string;
  /** Id within a $batch. */
  readonly batchItem?: string;
  /** Status of the answer; absent when the connection was cut, or the request is in flight. */
  status?: number;
}

export interface NewPerson {
  readonly upn: string;
  readonly name: string;
  /** IANA. */
  readonly timeZone?: string;
  readonly admin?: boolean;
}

export interface WorldOptions {
  /** Same seed, same ids, orders and repeats. */
  readonly seed?: number | string;
  readonly switches?: Partial<Switches>;
  readonly limits?: Partial<Limits>;
  /** Instant the clock begins at, ISO 8601. */
  readonly now?: string;
  /** How the endpoints of the notifications are reached: the network, unless a test stands there itself. */
  readonly fetch?: typeof fetch;
}

/** All that Microsoft would keep, in memory. */
export class World {
  readonly clock: Clock;
  readonly seed: Seed;
  readonly switches: Switches;
  readonly limits: Limits;
  readonly tenants: Tenant[] = [];
  readonly ledger: Recorded[] = [];
  readonly mails: Mail[] = [];
  readonly faults: Faults;
  readonly throttle: Throttle;
  readonly tokens: Tokens;
  readonly login: Login;
  readonly delta: Delta;
  readonly subscriptions: Subscriptions;
  readonly notifications: Notifications;

  constructor({
    seed = 1,
    switches,
    limits,
    now = '2026-11-23T07:00:00Z',
    fetch = globalThis.fetch,
  }: WorldOptions) {
    this.clock = new Clock(now);
    this.seed = new Seed(seed);
    this.switches = { ...defaultSwitches, ...switches };
    this.limits = { ...defaultLimits, ...limits };
    this.faults = new Faults(this.clock);
    this.throttle = new Throttle(this.clock, this.limits);
    this.tokens = new Tokens(this.clock, this.seed, this.switches);
    this.login = new Login(this.clock, this.seed, this.tokens);
    this.delta = new Delta(this);
    const surroundings = {
      clock: this.clock,
      seed: this.seed,
      switches: this.switches,
      limits: this.limits,
      fetch,
    };
    this.subscriptions = new Subscriptions(surroundings);
    this.notifications = new Notifications({ ...surroundings, subscriptions: this.subscriptions });
  }

  addTenant(name: string, id = this.seed.uuid()): Tenant {
    const tenant: Tenant = { id, name, accounts: [], consented: new Set(), limited: new Map() };
    this.tenants.push(tenant);
    return tenant;
  }

  addPerson(tenant: Tenant, { upn, name, timeZone = 'Europe/Paris', admin = false }: NewPerson): Account {
    zoneOf(timeZone);
    const person = { id: this.seed.uuid(), upn, name, timeZone };
    const { clock, seed, switches } = this;
    const mailbox: Mailbox = new Mailbox(person, {
      ...{ clock, seed, switches },
      onChange: (change) => this.notifications.announce(mailbox, change),
      onMail: (mail) => this.mails.push(mail),
    });
    const account: Account = {
      ...{ person, tenant, mailbox, admin, sharing: 'busy', onPremises: false, trouble: undefined },
      workingHours: { startTime: '09:00:00.0000000', endTime: '17:00:00.0000000' },
    };
    tenant.accounts.push(account);
    return account;
  }

  /** The tenant of a path: by its id; none for `common` and `organizations`, which know every one. */
  tenant(name: string): Tenant | undefined {
    return this.tenants.find(({ id }) => id === name);
  }

  /** Somebody of any tenant. */
  account(who: string): Account {
    const found = this.tenants.flatMap((tenant) => accountOf(tenant, who) ?? [])[0];
    if (!found) throw new Error(`nobody here is called ${who}`);
    return found;
  }
}
