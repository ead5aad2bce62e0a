import { randomInt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Database } from '../../../db/database.ts';
import type { Keyring } from '../../../vault/keyring.ts';
import { NotTold, type Telling } from './calendar-link.ts';
import type { Owner } from './link.table.ts';
import * as links from './link.store.ts';
import { random } from './link.secrets.ts';
import * as store from './subscription.store.ts';

interface Subscribing {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly owner: Owner;
  readonly tells: Telling;
  /** Our own origin, as the calendar reaches it. */
  readonly origin: string;
}

const minute = 60_000;
/** Asked for: events may have 10,080, and 4,230 in older texts. */
const life = 4_200 * minute;
/** A change is often told two or three times: it is looked at once, so long after the first. */
const coalesced = 30_000;

export const notificationPath = '/v1/calendar-links/outlook/{tenantId}/notifications';
/** Where Microsoft tells of the changes of a tenant's calendars. */
export const addressOf = (origin: string, tenantId: string) =>
  `${origin}${notificationPath.replace('{tenantId}', tenantId)}`;

const digest = (keyring: Keyring, clientState: string) =>
  keyring.digest('calendar notification', clientState).toString('base64url');

/**
 * Has the calendar tell of changes, and renews that at half its life. Should it refuse, the calendar is read every
 * quarter of an hour all the same.
 */
export async function keepSubscribed(deps: Subscribing, now: Date): Promise<void> {
  const { owner, database } = deps;
  const known = await database.withTenant(owner.tenantId, [], (tx) => store.subscriptionOf(tx, owner));
  if (known && known.renewAt > now && known.expiresAt > now) return;
  try {
    if (!known || known.expiresAt <= now || !(await renew(deps, known.id, now))) await subscribe(deps, now);
  } catch (error) {
    if (!(error instanceof NotTold)) throw error;
  }
}

async function renew({ tells, database, owner }: Subscribing, id: string, now: Date): Promise<boolean> {
  const expiresAt = new Date(now.getTime() + life);
  if (!(await tells.renew(id, expiresAt))) return false;
  await database.withTenant(owner.tenantId, [], (tx) =>
    store.keepSubscription(tx, owner, { id, expiresAt, renewAt: halfWay(now) }),
  );
  return true;
}

async function subscribe({ tells, database, owner, keyring, origin }: Subscribing, now: Date): Promise<void> {
  const clientState = random();
  const made = await tells.subscribe({
    address: addressOf(origin, owner.tenantId),
    proof: clientState,
    until: new Date(now.getTime() + life),
  });
  await database.withTenant(owner.tenantId, [], (tx) =>
    store.keepSubscription(tx, owner, {
      id: made.id,
      clientState: digest(keyring, clientState),
      expiresAt: made.until,
      renewAt: halfWay(now),
    }),
  );
}

/** Half the life, a little sooner or later for each: not all at once. */
const halfWay = (now: Date) => new Date(now.getTime() + life * (0.4 + randomInt(200) / 1000));

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
      await links.bringForward(tx, owner, new Date(now.getTime() + (lifecycleEvent ? 0 : coalesced)));
    }
  });
  return taken;
}
