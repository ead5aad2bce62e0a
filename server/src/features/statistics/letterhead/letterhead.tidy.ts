import type { Database } from '../../../db/database.ts';
import type { BlobStore } from '../../../vault/blobs.ts';
import { unitIds } from '../../organisation/organisation.service.ts';
import { forgetFile, unneeded } from './letterhead.store.ts';

/** A report being frozen, or a file being made, may hold what was replaced meanwhile. */
const keptFor = 24 * 60 * 60_000;

/** Erases the bases and logos out of use that no frozen report was written with. */
export const tidyLetterheads =
  (database: Database, blobs: BlobStore) =>
  async (tenantId: string, now: Date): Promise<void> => {
    // Frozen reports are seen by whoever counts in all their units: over all of them, none is hidden
    const units = await unitIds(database, tenantId);
    await database.withTenant(tenantId, units, async (tx) => {
      for (const row of await unneeded(tx, tenantId, new Date(now.getTime() - keptFor))) {
        await blobs.remove(tx, tenantId, row.blobId!);
        await forgetFile(tx, row);
      }
    });
  };
