import type postgres from 'postgres';
import { openDatabase } from '../../../server/src/db/database.ts';
import { startEmbedded } from '../../../server/src/db/embedded.ts';
import { rights } from '../../../server/src/features/access/rights.ts';
import { Sealer } from '../../../server/src/features/audit/audit.sealer.ts';
import { verifyTenant } from '../../../server/src/features/audit/audit.verify.ts';
import type { Keyring } from '../../../server/src/vault/keyring.ts';
import { until } from './installed.ts';

/**
 * What is wrong with the chains of traces of an installation whose server runs, once what was found waiting is chained:
 * by the server in its own time, or at once by another process (`hasten`). Empty when they hold and leave no trace out.
 */
export async function verifyChain(
  admin: postgres.Sql,
  installed: { readonly database: string; readonly keyring: Keyring },
  { hasten = false } = {},
): Promise<string[]> {
  const { url } = await startEmbedded(installed.database);
  const { keyring } = installed;
  const database = openDatabase({ url, keyring, poolSize: 1, rights });
  const sealer = new Sealer({ database, url, keyring });
  try {
    if (hasten) await sealer.sealAll();
    // Traces come while one looks: only those that were there are waited for
    const waiting = await admin<{ id: string }[]>`select event_id as id from audit_pending`;
    const ids = waiting.map(({ id }) => id);
    const left = () => admin`select 1 from audit_pending where event_id = any (${ids}::uuid[]) limit 1`;
    await until(async () => (await left()).length === 0, 10_000);
    const findings: string[] = [];
    for (const tenantId of await database.listTenants()) {
      const { size, fault, strays } = await verifyTenant(sealer, tenantId);
      if (fault) findings.push(`${tenantId}: ${fault.kind} at ${fault.seq}`);
      for (const { kind, eventId } of strays) findings.push(`${tenantId}: ${eventId} ${kind}`);
      if (size === 0) findings.push(`${tenantId}: nothing is chained`);
    }
    return findings;
  } finally {
    await sealer.close();
    await database.close();
  }
}
