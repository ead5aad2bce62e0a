import type { Database } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import type { BlobStore } from '../../vault/blobs.ts';
import { auditAs } from '../audit/audit.service.ts';
import { abandoned, forget } from './file-import.service.ts';
import * as store from './file-import.store.ts';

const day = 24 * 60 * 60_000;

/** Erases the files of imports left behind: after a day what was not run, after a month what the reports say. */
export const tidyImports =
  (database: Database, blobs: BlobStore) =>
  async (tenantId: string, now: Date): Promise<void> => {
    const limits = {
      abandoned: new Date(now.getTime() - day),
      forgotten: new Date(now.getTime() - 30 * day),
    };
    const authors = await database.withTenant(tenantId, [], (tx) =>
      store.authorsOfOldFiles(tx, tenantId, limits.abandoned),
    );
    for (const staffId of authors) {
      await database.withTenant(
        tenantId,
        [],
        async (tx) => {
          for (const row of await store.outdatedImports(tx, tenantId, limits)) {
            await forget({ tx }, row, { blobs });
            const over = ['empty', 'ready', 'checked'].includes(row.status);
            await store.updateImport(tx, row, {
              ...(over ? abandoned(now) : { mapping: null }),
              sourceBlobId: null,
              previewBlobId: null,
              reportBlobId: null,
              changedAt: now,
            });
            const actor = { tenantId, staffId, sessionId: null, now, requestId: newId() };
            await auditAs(tx, actor, 'import.abandoned', { recordId: row.id });
          }
        },
        staffId,
      );
    }
  };
