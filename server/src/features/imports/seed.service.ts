import type { Database, Tx } from '../../db/database.ts';
import { installDefaults, referenceData } from '../configuration/defaults.service.ts';
import { batches } from '../../db/bulk.ts';
import type { OutsideWorkEntry, SocialFile, Tenant } from './seed/index.ts';
import {
  hasFile,
  hasOutsideWork,
  insertDefaultPartners,
  insertOutsideWork,
  insertTenant,
} from './seed-tenant.store.ts';
import { insertFiles, seedId } from './seed.store.ts';

/** Work types that are a contact with the person, as the default nomenclature flags them. */
const contactTypes = (): ReadonlySet<string> =>
  new Set(
    referenceData()
      .lists['workTypes']!.items.filter((item) => item.flags?.includes('contact'))
      .map(({ code }) => code),
  );

export interface SeedOptions {
  readonly tenantId: string;
  readonly tenant: Tenant;
  readonly origins: readonly string[];
  readonly files: Iterable<SocialFile>;
  readonly outside: readonly OutsideWorkEntry[];
  /** Given: everything is written in one transaction, which ends with this. */
  readonly finish?: (tx: Tx) => Promise<unknown>;
  /** Files written in one transaction. */
  readonly batch?: number;
  /** Called after each batch with the number of files written. */
  readonly onProgress?: (files: number) => void;
}

const defaultBatch = 200;

/**
 * Writes a generated tenant: configuration, team, files by batches, work outside files. Begun before and killed, it
 * goes on where it was: ids come from the seed. `written`: rows this call added.
 */
export async function seedTenant(
  database: Database,
  options: SeedOptions,
): Promise<{ files: number; written: number }> {
  const { tenantId, tenant } = options;
  const units = tenant.units.map((unit) => seedId(tenantId, 'unit', unit.key));
  const flags = contactTypes();
  const start = async (tx: Tx) => {
    await insertTenant(tx, tenantId, tenant, options.origins, new Date('2015-01-01T00:00:00Z'));
    await insertDefaultPartners(tx, tenantId, referenceData().lists['partnerKind']!.items);
    await installDefaults(tx, tenantId, tenant.kind);
  };
  if (options.finish) {
    return database.withTenant(tenantId, units, async (tx) => {
      await start(tx);
      const files = [...options.files];
      await insertFiles(tx, tenantId, files, flags);
      await insertOutsideWork(tx, tenantId, options.outside);
      await options.finish?.(tx);
      return { files: files.length, written: files.length };
    });
  }
  const begun = (await database.listTenants()).includes(tenantId);
  if (!begun) await database.withTenant(tenantId, units, start);
  let files = 0;
  let written = 0;
  for (const some of batches(options.files, options.batch ?? defaultBatch)) {
    written += await database.withTenant(tenantId, units, async (tx) => {
      // A batch that a killed seed had written is there whole
      if (begun && (await hasFile(tx, tenantId, some[0]!))) return 0;
      await insertFiles(tx, tenantId, some, flags);
      return some.length;
    });
    files += some.length;
    options.onProgress?.(files);
  }
  await database.withTenant(tenantId, units, async (tx) => {
    if (begun && (await hasOutsideWork(tx, tenantId, options.outside))) return;
    await insertOutsideWork(tx, tenantId, options.outside);
    written += options.outside.length;
  });
  return { files, written };
}
