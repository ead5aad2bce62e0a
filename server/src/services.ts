import type { CalendarKind } from './features/agenda/outlook/calendar-link.ts';
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
  /** Calendars in Outlook; absent: they are not tied. */
  readonly outlook: CalendarKind | undefined;
  /** Whether there is a relay: without one no message leaves. */
  readonly sendsMail: boolean;
}
