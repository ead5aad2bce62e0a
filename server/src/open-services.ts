import type { Database } from './db/database.ts';
import { keepAgenda } from './features/agenda/agenda.keeper.ts';
import { tidyImports } from './features/imports/import.tidy.ts';
import { tidyExports } from './features/statistics/exports/export.tidy.ts';
import { tidyLetterheads } from './features/statistics/letterhead/letterhead.tidy.ts';
import { makeScheduled } from './features/statistics/reports/schedule.keeper.ts';
import type { Log } from './http/log.ts';
import { Jobs } from './jobs/jobs.ts';
import type { Work, Works } from './jobs/work.ts';
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

/** Work whose room is loaded when there is some: what reads workbooks is large, and a server at rest does without. */
const lazily = (load: () => Promise<Works>, ...kinds: readonly string[]): Works =>
  Object.fromEntries(
    kinds.map((kind): [string, Work] => [
      kind,
      {
        run: async (run) => (await load())[kind]!.run(run),
        ended: async (tx, job, now) => (await load())[kind]!.ended?.(tx, job, now),
      },
    ]),
  );

const works: Works = {
  ...lazily(
    async () => (await import('./features/imports/import.jobs.ts')).importWorks,
    'import.check',
    'import.run',
    'import.undo',
  ),
  ...lazily(
    async () => (await import('./features/statistics/exports/export.jobs.ts')).exportWorks,
    'statistics.export',
    'statistics.exportRows',
    'statistics.exportActivity',
  ),
  ...lazily(
    async () => (await import('./features/statistics/reports/freeze-report.jobs.ts')).freezeWorks,
    'statistics.freezeActivity',
  ),
};

/** Sealed files and jobs, with every kind of work there is. Nothing runs before `jobs.start()`. */
export function openServices({ blobDir, ...options }: ServicesOptions): Services {
  const { database, keyring } = options;
  const blobs = new BlobStore({ dir: blobDir, database, keyring });
  const jobs = new Jobs({
    ...options,
    blobs,
    works,
    tidies: [
      makeScheduled(database, options.published),
      keepAgenda(database),
      tidyImports(database, blobs),
      tidyExports(database, blobs),
      tidyLetterheads(database, blobs),
      tidyTenant(database),
    ],
  });
  return { blobs, jobs };
}
