import type { Database } from '../../db/database.ts';
import { auditAs } from './audit.service.ts';
import type { Sealer } from './audit.sealer.ts';
import * as store from './audit.store.ts';

/** How long traces are kept where the tenant says nothing, in months: what the CNIL recommends. */
export const defaultRetention = 12;

/** Erases the traces past their term; that it was done is a trace too, chained before anything goes. */
export async function expireTraces(
  database: Database,
  sealer: Sealer,
  tenantId: string,
  now: Date,
): Promise<void> {
  const setting = await database.withTenant(tenantId, [], (tx) => store.retention(tx, tenantId));
  const before = new Date(now);
  before.setUTCMonth(before.getUTCMonth() - (setting?.retentionMonths ?? defaultRetention));
  if (!(await sealer.hasBefore(tenantId, before))) return;
  await database.withTenant(tenantId, [], (tx) =>
    auditAs(
      tx,
      { tenantId, staffId: null, sessionId: null, now, requestId: `expired-${before.getTime()}` },
      'audit.expired',
      { facts: { before: `${before.toISOString().slice(0, -1)}000Z` } },
    ),
  );
  await sealer.seal(tenantId);
  await sealer.expire(tenantId, before);
}
