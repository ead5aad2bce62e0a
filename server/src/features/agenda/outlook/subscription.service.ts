import { randomInt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Database } from '../../../db/database.ts';
import type { Keyring } from '../../../vault/keyring.ts';
import { isRefused, GraphRefused, type GraphCalendar } from './graph.client.ts';
import { random, type OutlookSettings } from './graph.tokens.ts';
import * as store from './link.store.ts';

interface Subscribing {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly settings: OutlookSettings;
  readonly owner: store.Owner;
  readonly calendar: GraphCalendar;
}

const minute = 60_000;
/** Asked for: events may have 10,080, and 4,230 in older texts. */
const life = 4_200 * minute;
/** A change is often told two or three times: it is looked at once, so long after the first. */
const coalesced = 30_000;

const subscriptionShape = z.object({ id: z.string(), expirationDateTime: z.string() });
const listShape = z.object({
  value: z.array(z.object({ id: z.string(), notificationUrl: z.string().optional() })),
});

export const notificationPath = '/v1/calendar-links/outlook/{tenantId}/notifications';
/** Where Microsoft tells of the changes of a tenant's calendars. */
export const addressOf = (origin: string, tenantId: string) =>
  `${origin}${notificationPath.replace('{tenantId}', tenantId)}`;

const digest = (keyring: Keyring, clientState: string) =>
  keyring.digest('calendar notification', clientState).toString('base64url');

/**
 * Has Microsoft tell of changes, and renews that at half its life. Should it refuse, the calendar is read every quarter
 * of an hour all the same.
 */
export async function keepSubscribed(deps: Subscribing, now: Date): Promise<void> {
  const { settings, owner, calendar, database } = deps;
  if (settings.notifiedAt === undefined) return;
  const known = await database.withTenant(owner.tenantId, [], (tx) => store.subscriptionOf(tx, owner));
  if (known && known.renewAt > now && known.expiresAt > now) return;
  try {
    if (!known || known.expiresAt <= now || !(await renew(deps, known.id, now))) await subscribe(deps, now);
  } catch (error) {
    if (!(error instanceof GraphRefused)) throw error;
    // Another of ours, of which we never learnt: the answer was lost
    if (error.status === 409) await unsubscribe(calendar, addressOf(settings.notifiedAt, owner.tenantId));
  }
}

async function renew({ calendar, database, owner }: Subscribing, id: string, now: Date): Promise<boolean> {
  const expiresAt = new Date(now.getTime() + life);
  try {
    await calendar.ask('PATCH', `/subscriptions/${encodeURIComponent(id)}`, {
      expirationDateTime: expiresAt.toISOString(),
    });
  } catch (error) {
    if (isRefused(error, 404)) return false;
    throw error;
  }
  await database.withTenant(owner.tenantId, [], (tx) =>
    store.keepSubscription(tx, owner, { id, expiresAt, renewAt: halfWay(now) }),
  );
  return true;
}

async function subscribe(deps: Subscribing, now: Date): Promise<void> {
  const { calendar, database, owner, keyring, settings } = deps;
  const clientState = random();
  const notificationUrl = addressOf(settings.notifiedAt!, owner.tenantId);
  const made = subscriptionShape.parse(
    await calendar.ask('POST', '/subscriptions', {
      changeType: 'created,updated,deleted',
      notificationUrl,
      lifecycleNotificationUrl: notificationUrl,
      resource: '/me/events',
      expirationDateTime: new Date(now.getTime() + life).toISOString(),
      clientState,
    }),
  );
  await database.withTenant(owner.tenantId, [], (tx) =>
    store.keepSubscription(tx, owner, {
      id: made.id,
      clientState: digest(keyring, clientState),
      expiresAt: new Date(made.expirationDateTime),
      renewAt: halfWay(now),
    }),
  );
}

/** Half the life, a little sooner or later for each: not all at once. */
const halfWay = (now: Date) => new Date(now.getTime() + life * (0.4 + randomInt(200) / 1000));

/** Takes back what was subscribed to for an address of ours. */
export async function unsubscribe(calendar: GraphCalendar, notificationUrl: string): Promise<void> {
  const { value } = listShape.parse(await calendar.ask('GET', '/subscriptions'));
  for (const one of value.filter((subscription) => subscription.notificationUrl === notificationUrl))
    await calendar.ask('DELETE', `/subscriptions/${encodeURIComponent(one.id)}`);
}

const notificationShape = z.object({
  subscriptionId: z.string().max(200),
  clientState: z.string().max(200).nullish(),
  lifecycleEvent: z.string().max(100).nullish(),
});
export const notificationsShape = z.object({ value: z.array(notificationShape).max(1000) });
export type Notification = z.output<typeof notificationShape>;

/**
 * Takes what Microsoft tells, or somebody in its name: it says that one should look, never what happened.
 * @returns how many were of a subscription of this tenant, with the proof only Microsoft was given
 */
export async function notified(
  { database, keyring }: { readonly database: Database; readonly keyring: Keyring },
  tenantId: string,
  notifications: readonly Notification[],
  now: Date,
): Promise<number> {
  let taken = 0;
  await database.withCaller(tenantId, async (tx) => {
    const ids = [...new Set(notifications.map(({ subscriptionId }) => subscriptionId))];
    const known = new Map((await store.subscriptionsBy(tx, tenantId, ids)).map((one) => [one.id, one]));
    for (const { subscriptionId, clientState, lifecycleEvent } of notifications) {
      const one = known.get(subscriptionId);
      const [given, kept] = [
        digest(keyring, clientState ?? ''),
        one?.clientState ?? digest(keyring, random()),
      ];
      // Compared whether it is known or not, and however much of it is right
      const isProven = timingSafeEqual(Buffer.from(given), Buffer.from(kept));
      if (!one || !isProven) continue;
      taken++;
      const owner = { tenantId, staffId: one.staffId };
      if (lifecycleEvent === 'subscriptionRemoved') await store.dropSubscription(tx, owner);
      if (lifecycleEvent === 'reauthorizationRequired')
        await store.keepSubscription(tx, owner, { id: one.id, expiresAt: one.expiresAt, renewAt: now });
      await store.bringForward(tx, owner, new Date(now.getTime() + (lifecycleEvent ? 0 : coalesced)));
    }
  });
  return taken;
}
