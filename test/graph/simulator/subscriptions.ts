import { z } from 'zod';
import { minutes, seconds, type Clock } from './clock.ts';
import { badRequest, GraphError } from './errors.ts';
import { readBody } from './event-body.ts';
import type { Mailbox } from './mailbox.ts';
import type { Seed } from './seed.ts';
import type { Limits, Switches } from './switches.ts';

export interface Subscription {
  readonly id: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** Who asked; absent for an application in its own name. */
  readonly userId: string | undefined;
  readonly mailbox: Mailbox;
  readonly resource: string;
  readonly changeType: string;
  notificationUrl: string;
  readonly lifecycleNotificationUrl: string | undefined;
  readonly clientState: string | undefined;
  expires: number;
  /** Notifications carry the form of id asked when it was made. */
  readonly immutable: boolean;
  /** It goes unless it is authorised again by then. */
  reauthorizeBefore: number | undefined;
  reauthorized: { readonly by: 'patch' | 'reauthorize'; readonly at: number } | undefined;
}

export interface Caller {
  readonly tenantId: string;
  readonly clientId: string;
  readonly userId: string | undefined;
}

interface Surroundings {
  readonly clock: Clock;
  readonly seed: Seed;
  readonly switches: Switches;
  readonly limits: Limits;
  readonly fetch: typeof fetch;
}

const kinds = ['created', 'updated', 'deleted'];
const newSubscription = z.strictObject({
  changeType: z.string().refine((text) => text.split(',').every((kind) => kinds.includes(kind))),
  notificationUrl: z.string(),
  lifecycleNotificationUrl: z.string().optional(),
  resource: z.string(),
  expirationDateTime: z.iso.datetime({ offset: true }),
  clientState: z.string().max(128).optional(),
  latestSupportedTlsVersion: z.string().optional(),
});
const renewal = z.strictObject({ expirationDateTime: z.iso.datetime({ offset: true }) });

/** How long an endpoint has to give the token back. */
const handshakeMs = seconds(10);
const shortestMs = minutes(45);
const bothWithinMs = minutes(10);

/** Addresses of tests alone may do without TLS. */
const secure = (url: string): boolean =>
  URL.canParse(url) && (url.startsWith('https://') || /^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(url));

const validation = (message: string) => badRequest(message, 'ValidationError');

/** Who asked to be told of the changes of which mailbox. */
export class Subscriptions {
  readonly #world: Surroundings;
  readonly #all = new Set<Subscription>();
  #nextId: string | undefined;
  #nextToken: string | undefined;

  constructor(world: Surroundings) {
    this.#world = world;
  }

  /** Id of the next subscription: two tenants may be given the same. */
  nextId(id: string): void {
    this.#nextId = id;
  }

  /** Token of the next handshake, before it is encoded. */
  nextValidationToken(token: string): void {
    this.#nextToken = token;
  }

  /** Those that stand: what expired, or was not authorised again in time, is gone without a word. */
  get standing(): Subscription[] {
    const { now } = this.#world.clock;
    for (const one of this.#all)
      if (one.expires <= now || (one.reauthorizeBefore ?? Infinity) <= now) this.#all.delete(one);
    return [...this.#all];
  }

  of({ tenantId, clientId, userId }: Caller): Subscription[] {
    return this.standing.filter(
      (one) => one.tenantId === tenantId && one.clientId === clientId && one.userId === userId,
    );
  }

  /** @throws GraphError 404 for one that expired, or is another's */
  find(id: string, caller: Caller): Subscription {
    const found = this.of(caller).find((one) => one.id === id);
    if (!found) throw new GraphError(404, 'ResourceNotFound', 'The object was not found.');
    return found;
  }

  /**
   * Checks both addresses by a handshake, then keeps the subscription.
   * @param mailboxOf mailbox of a resource, which the caller must be allowed to read
   * @throws GraphError 400 for a body, a life or a handshake that is refused; 409 when it stands already
   */
  async create(
    input: unknown,
    caller: Caller,
    immutable: boolean,
    mailboxOf: (resource: string) => Mailbox,
  ): Promise<Subscription> {
    const body = readBody(newSubscription, input);
    const { switches, limits, seed } = this.#world;
    const mailbox = mailboxOf(body.resource);
    const expires = this.#expiry(body.expirationDateTime);
    for (const url of [body.notificationUrl, body.lifecycleNotificationUrl])
      if (url !== undefined && !secure(url)) throw validation(`${url} is no HTTPS address.`);
    const same = ({ mailbox: own, changeType, clientId }: Subscription) =>
      own === mailbox && changeType === body.changeType && clientId === caller.clientId;
    if (switches.duplicateSubscription === 409 && this.of(caller).some(same))
      throw new GraphError(
        409,
        'Conflict',
        'A subscription with the same application, resource and kinds stands.',
      );
    if (this.standing.filter((one) => one.mailbox === mailbox).length >= limits.subscriptionsPerMailbox)
      throw new GraphError(403, 'Forbidden', 'The mailbox has its most subscriptions.');
    await this.#shakeHands(body.notificationUrl);
    if (body.lifecycleNotificationUrl !== undefined) await this.#shakeHands(body.lifecycleNotificationUrl);
    const subscription: Subscription = {
      id: this.#nextId ?? seed.uuid(),
      ...caller,
      mailbox,
      resource: body.resource,
      changeType: body.changeType,
      notificationUrl: body.notificationUrl,
      lifecycleNotificationUrl: body.lifecycleNotificationUrl,
      clientState: body.clientState,
      expires,
      immutable,
      reauthorizeBefore: undefined,
      reauthorized: undefined,
    };
    this.#nextId = undefined;
    this.#all.add(subscription);
    return subscription;
  }

  renew(subscription: Subscription, input: unknown): void {
    const { expirationDateTime } = readBody(renewal, input);
    const expires = this.#expiry(expirationDateTime);
    this.#authorize(subscription, 'patch');
    subscription.expires = expires;
  }

  reauthorize(subscription: Subscription): void {
    this.#authorize(subscription, 'reauthorize');
  }

  /** One or the other, not both within ten minutes. */
  #authorize(subscription: Subscription, by: 'patch' | 'reauthorize'): void {
    const { now } = this.#world.clock;
    const last = subscription.reauthorized;
    if (last && last.by !== by && now - last.at < bothWithinMs)
      throw badRequest('The subscription was authorised again less than ten minutes ago.');
    subscription.reauthorized = { by, at: now };
    subscription.reauthorizeBefore = undefined;
  }

  remove(subscription: Subscription): void {
    this.#all.delete(subscription);
  }

  #expiry(text: string): number {
    const { clock, switches } = this.#world;
    const asked = Date.parse(text) - clock.now;
    if (asked > minutes(switches.subscriptionMaxMinutes))
      throw validation(
        `Subscription expiration can only be ${switches.subscriptionMaxMinutes} minutes in the future.`,
      );
    return clock.now + Math.max(asked, shortestMs);
  }

  async #shakeHands(url: string): Promise<void> {
    const { clock, seed } = this.#world;
    const token =
      this.#nextToken ?? `Validation: Testing client reachability+/=%3C<b>é</b> Request-Id: ${seed.uuid()}`;
    const address = `${url}${url.includes('?') ? '&' : '?'}validationToken=${encodeURIComponent(token)}`;
    const began = clock.now;
    const abort = new AbortController();
    const cancel = clock.at(began + handshakeMs + 1, () => abort.abort());
    try {
      const headers = { 'content-type': 'text/plain; charset=utf-8' };
      const reply = await this.#world.fetch(address, {
        method: 'POST',
        headers,
        redirect: 'manual',
        signal: abort.signal,
      });
      const type = reply.headers.get('content-type') ?? '';
      const given = await reply.text();
      if (reply.status !== 200) throw validation(`The endpoint answered ${reply.status}.`);
      if (!/^text\/plain\s*(;|$)/i.test(type))
        throw validation(`The endpoint answered as ${type}, not text/plain.`);
      if (given !== token) throw validation('The endpoint did not give the decoded token back.');
      if (clock.now - began > handshakeMs) throw validation('The endpoint took more than ten seconds.');
    } catch (error) {
      if (error instanceof GraphError) throw error;
      throw validation('Subscription validation request failed: the endpoint could not be reached.');
    } finally {
      cancel();
    }
    this.#nextToken = undefined;
  }
}

/** A subscription as Graph shows it: its secret is told once, when it is made. */
export const showSubscription = (one: Subscription, made = false) => ({
  id: one.id,
  resource: one.resource,
  applicationId: one.clientId,
  changeType: one.changeType,
  clientState: made ? (one.clientState ?? null) : null,
  notificationUrl: one.notificationUrl,
  lifecycleNotificationUrl: one.lifecycleNotificationUrl ?? null,
  expirationDateTime: new Date(one.expires).toISOString(),
  creatorId: one.userId ?? one.clientId,
});
