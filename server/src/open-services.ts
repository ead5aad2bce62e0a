import type { Database } from './db/database.ts';
import { importWorks, tidyImports } from './features/imports/import.jobs.ts';
import type { Log } from './http/log.ts';
import { Jobs } from './jobs/jobs.ts';
import type { Services } from './services.ts';
import { tidyTenant } from './tidy.ts';
import { BlobStore } from './vault/blobs.ts';
import type { Keyring } from './vault/keyring.ts';

export interface ServicesOptions {
  readonly database: Database;
  /** Address of the database: the queue logs in as a role of its own. */
  readonly url: string;
  readonly keyring: Keyring;
  /** Folder of the sealed files. */
  readonly blobDir: string;
  readonly log: Log;
  readonly clock?: () => Date;
  /** Something was published for this tenant, and committed. */
  readonly published?: (tenantId: string) => void;
}

/** Sealed files and jobs, with every kind of work there is. Nothing runs before `jobs.start()`. */
export function openServices({ blobDir, ...options }: ServicesOptions): Services {
  const { database, keyring } = options;
  const blobs = new BlobStore({ dir: blobDir, database, keyring });
  const jobs = new Jobs({
    ...options,
    blobs,
    works: importWorks,
    tidies: [tidyImports(database, blobs), tidyTenant(database)],
  });
  return { blobs, jobs };
}
