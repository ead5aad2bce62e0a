import { hours, minutes, seconds, type Clock } from './clock.ts';
import type { Change, Mailbox } from './mailbox.ts';
import type { Seed } from './seed.ts';
import type { Subscription, Subscriptions } from './subscriptions.ts';
import type { Switches } from './switches.ts';

type Payload = Record<string, unknown>;

/** One attempt to tell an endpoint, as the ledger keeps it. */
export interface Delivery {
  readonly url: string;
  readonly value: readonly Payload[];
  readonly at: string;
  /** Status of the answer; absent when there was none. */
  readonly status?: number;
  readonly tookMs: number;
}

export type LifecycleEvent = 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed';

interface Waiting {
  readonly subscription: Subscription;
  readonly url: string;
  readonly payload: Payload;
  /** Instant of the first attempt. */
  readonly since: number;
  readonly attempt: number;
  due: number;
}

/** What the network does to the notifications that are still to leave. */
export interface Trouble {
  /** So many of the next ones are lost. */
  drop?: number;
  /** Each leaves so many times. */
  copies?: number;
  /** Each waits so long, milliseconds. */
  delayMs?: number;
  /** Those that leave together leave in this order. */
  order?: 'asWritten' | 'reversed' | 'shuffled';
  /** They leave before the reply to the write that caused them. */
  beforeReply?: boolean;
}

interface Surroundings {
  readonly clock: Clock;
  readonly seed: Seed;
  readonly switches: Switches;
  readonly subscriptions: Subscriptions;
  readonly fetch: typeof fetch;
}

const retriedFor = hours(4);
const retryMs = (attempt: number) => Math.min(seconds(10) * 6 ** attempt, minutes(30));
const slowMs = seconds(3);
const verySlowMs = seconds(10);
const watchedMs = minutes(10);

/** Tells the endpoints that something changed: never what, in no order, more than once, or not at all. */
export class Notifications {
  readonly deliveries: Delivery[] = [];
  #trouble: Trouble = {};
  readonly #world: Surroundings;
  #waiting: Waiting[] = [];
  readonly #answers = new Map<string, { readonly at: number; readonly tookMs: number }[]>();

  constructor(world: Surroundings) {
    this.#world = world;
  }

  /** What the network does from now on, in the place of what it did; nothing by default. */
  disturb(trouble: Trouble = {}): void {
    this.#trouble = { ...trouble };
  }

  /** Whether the endpoints hear of a write before the reply to it. */
  get beforeReply(): boolean {
    return this.#trouble.beforeReply ?? false;
  }

  /** What has not left yet. */
  get pending(): readonly Payload[] {
    return this.#waiting.map(({ payload }) => payload);
  }

  /** Sends what is due at this instant of the clock. */
  async deliver(): Promise<void> {
    await this.#world.clock.advance(0);
  }

  announce(mailbox: Mailbox, { kind, restId, immutableId, etag }: Change): void {
    const { subscriptions, switches } = this.#world;
    // One change is told as several: a creation, then as an update
    const told = Array.from(
      { length: kind === 'deleted' ? 1 : switches.notificationsPerChange },
      (_, index) => (kind === 'created' && index > 0 ? 'updated' : kind),
    );
    for (const subscription of subscriptions.standing)
      if (subscription.mailbox === mailbox)
        for (const changeType of told)
          if (subscription.changeType.split(',').includes(changeType)) {
            const id = subscription.immutable ? immutableId : restId;
            const path = `Users/${mailbox.person.id}/Events/${id}`;
            this.#queue(subscription, subscription.notificationUrl, {
              ...common(subscription),
              changeType,
              resource: path,
              resourceData: {
                '@odata.type': '#Microsoft.Graph.Event',
                '@odata.id': path,
                '@odata.etag': etag,
                id,
              },
            });
          }
  }

  /** A message nobody at Microsoft wrote, to the address of a subscription. */
  forge(subscription: Subscription, changes: Payload): void {
    const id = this.#world.seed.exchangeId();
    const resource = `Users/${subscription.mailbox.person.id}/Events/${id}`;
    const written = { changeType: 'updated', resource, resourceData: { id } };
    this.#queue(subscription, subscription.notificationUrl, {
      ...common(subscription),
      ...written,
      ...changes,
    });
  }

  /** Tells of the subscription itself, where it gave an address for that. */
  lifecycle(subscription: Subscription, lifecycleEvent: LifecycleEvent): void {
    if (lifecycleEvent === 'subscriptionRemoved') this.#world.subscriptions.remove(subscription);
    const url = subscription.lifecycleNotificationUrl;
    if (url !== undefined) this.#queue(subscription, url, { ...common(subscription), lifecycleEvent });
  }

  #queue(subscription: Subscription, url: string, payload: Payload): void {
    const trouble = this.#trouble;
    const { clock } = this.#world;
    if ((trouble.drop ?? 0) > 0) {
      trouble.drop! -= 1;
      return;
    }
    const { delay, lost } = this.#treatment(url);
    if (lost) {
      if (!('lifecycleEvent' in payload)) this.lifecycle(subscription, 'missed');
      return;
    }
    const due = clock.now + (trouble.delayMs ?? 0) + delay;
    for (let copy = 0; copy < (trouble.copies ?? 1); copy++)
      this.#waiting.push({ subscription, url, payload, since: clock.now, attempt: 0, due });
    clock.at(due, () => this.#send());
  }

  /** An endpoint that answers slowly is told later, then not at all. */
  #treatment(url: string): { readonly delay: number; readonly lost: boolean } {
    const { now } = this.#world.clock;
    const recent = (this.#answers.get(url) ?? []).filter(({ at }) => now - at <= watchedMs);
    const share = (ms: number) =>
      recent.filter(({ tookMs }) => tookMs > ms).length / Math.max(1, recent.length);
    return { delay: share(slowMs) > 0.1 ? minutes(10) : 0, lost: share(verySlowMs) > 0.15 };
  }

  async #send(): Promise<void> {
    const { now } = this.#world.clock;
    const due = this.#ordered(this.#waiting.filter((one) => one.due <= now));
    this.#waiting = this.#waiting.filter((one) => one.due > now);
    // Subscriptions of the same address share a message
    for (const [url, together] of Map.groupBy(due, (one) => one.url)) await this.#post(url, together);
  }

  #ordered(due: readonly Waiting[]): Waiting[] {
    const order = this.#trouble.order ?? this.#world.switches.notificationOrder;
    if (order === 'reversed') return due.toReversed();
    return order === 'shuffled' ? this.#world.seed.shuffled(due) : [...due];
  }

  async #post(url: string, together: readonly Waiting[]): Promise<void> {
    const { clock } = this.#world;
    const began = clock.now;
    const abort = new AbortController();
    const cancel = clock.at(began + seconds(30), () => abort.abort());
    const value = together.map(({ payload }) => payload);
    let status: number | undefined;
    try {
      const body = JSON.stringify({ value });
      const headers = { 'content-type': 'application/json; charset=utf-8' };
      const reply = await this.#world.fetch(url, {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal: abort.signal,
      });
      await reply.arrayBuffer();
      status = reply.status;
    } catch {
      status = undefined;
    } finally {
      cancel();
    }
    const tookMs = clock.now - began;
    const at = new Date(began).toISOString();
    this.deliveries.push({ url, value, at, tookMs, ...(status === undefined ? {} : { status }) });
    this.#answers.set(url, [...(this.#answers.get(url) ?? []), { at: began, tookMs }]);
    if (status !== undefined && status >= 200 && status < 300) return;
    for (const one of together) this.#retry(one);
  }

  #retry(one: Waiting): void {
    const { clock } = this.#world;
    const due = clock.now + retryMs(one.attempt);
    if (due - one.since > retriedFor) {
      if (!('lifecycleEvent' in one.payload)) this.lifecycle(one.subscription, 'missed');
      return;
    }
    this.#waiting.push({ ...one, attempt: one.attempt + 1, due });
    clock.at(due, () => this.#send());
  }
}

const common = ({ id, expires, clientState, tenantId }: Subscription): Payload => ({
  subscriptionId: id,
  subscriptionExpirationDateTime: new Date(expires).toISOString(),
  ...(clientState === undefined ? {} : { clientState }),
  tenantId,
});
