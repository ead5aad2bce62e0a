import type { Database, Tx } from '../../db/database.ts';
import { isId } from '../../db/ids.ts';
import { tenantFacts } from './facts.store.ts';
import { ImportError, type TenantFacts } from './import.types.ts';

/** Where an import works: what the tenant is made of, and the transactions in which it may read and write. */
export interface ImportAccess {
  readonly tenantId: string;
  readonly facts: TenantFacts;
  /** Units it reads and writes in; what lies elsewhere does not exist for it. */
  readonly reach: readonly string[];
  /**
   * Who imports for his own work: he is told of no import but his own, and changes nothing of the configuration.
   * Absent for whoever holds the database.
   */
  readonly authorId?: string;
  /** One transaction over those units. */
  readonly within: <T>(work: (tx: Tx) => Promise<T>, staffId?: string) => Promise<T>;
}

/** The whole of a tenant, for whoever holds the database. */
export async function wholeTenant(database: Database, tenantId: string): Promise<ImportAccess> {
  const facts = isId(tenantId)
    ? await database.withTenant(tenantId, [], (tx) => tenantFacts(tx, tenantId))
    : undefined;
  if (!facts) throw new ImportError('Aucun client n’a cet identifiant.', '--tenant');
  const reach = facts.units.map(({ id }) => id);
  return {
    tenantId,
    facts,
    reach,
    within: (work, staffId) => database.withTenant(tenantId, reach, work, staffId ?? null),
  };
}
