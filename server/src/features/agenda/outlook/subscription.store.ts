import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../../db/database.ts';
import { calendarSubscription, type Owner } from './link.table.ts';

export type SubscriptionRow = typeof calendarSubscription.$inferSelect;
const subscriptionOfLink = ({ tenantId, staffId }: Owner) =>
  and(eq(calendarSubscription.tenantId, tenantId), eq(calendarSubscription.staffId, staffId));

export async function subscriptionOf(tx: Tx, owner: Owner): Promise<SubscriptionRow | undefined> {
  const [row] = await tx.select().from(calendarSubscription).where(subscriptionOfLink(owner));
  return row;
}

export const subscriptionsBy = (
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
): Promise<SubscriptionRow[]> =>
  tx
    .select()
    .from(calendarSubscription)
    .where(and(eq(calendarSubscription.tenantId, tenantId), inArray(calendarSubscription.id, [...ids])));

export const dropSubscription = (tx: Tx, owner: Owner) =>
  tx.delete(calendarSubscription).where(subscriptionOfLink(owner));

/** Keeps a new subscription in the place of the one there was; without its proof, the same one for longer. */
export async function keepSubscription(
  tx: Tx,
  owner: Owner,
  { clientState, ...times }: Pick<SubscriptionRow, 'id' | 'expiresAt' | 'renewAt'> & { clientState?: string },
): Promise<void> {
  if (clientState === undefined) {
    await tx.update(calendarSubscription).set(times).where(subscriptionOfLink(owner));
    return;
  }
  await dropSubscription(tx, owner);
  await tx.insert(calendarSubscription).values({ ...owner, ...times, clientState });
}
