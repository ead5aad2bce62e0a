import type { OutlookSettings } from './features/agenda/outlook/graph.tokens.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { BlobStore } from './vault/blobs.ts';

/** What some operations need beside the database. */
export interface Services {
  readonly blobs: BlobStore;
  readonly jobs: Jobs;
}

/** The same, with where our own pages are. */
export interface Surroundings extends Services {
  readonly publicOrigin: string;
  /** Lastria as Microsoft knows it; absent: calendars are not tied. */
  readonly outlook: OutlookSettings | undefined;
}
