import type { Database } from '../../../db/database.ts';
import type { BlobStore } from '../../../vault/blobs.ts';
import { staffIds } from '../../organisation/organisation.service.ts';
import { deleteExport, expiredExports } from './export.store.ts';

/** Erases the exports whose day has come, files and all. */
export const tidyExports =
  (database: Database, blobs: BlobStore) =>
  async (tenantId: string, now: Date): Promise<void> => {
    // They are their author's alone, also for us
    for (const staffId of await staffIds(database, tenantId)) {
      await database.withTenant(
        tenantId,
        [],
        async (tx) => {
          for (const row of await expiredExports(tx, tenantId, staffId, now)) {
            if (row.blobId !== null) await blobs.remove(tx, tenantId, row.blobId);
            await deleteExport(tx, row);
          }
        },
        staffId,
      );
    }
  };
