import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import type { CalendarKind } from '../features/agenda/outlook/calendar-link.ts';
import { outlookCalendars } from '../features/agenda/outlook/graph.outlook.ts';
import type { Log } from '../http/log.ts';
import { openServices } from '../open-services.ts';
import type { Services } from '../services.ts';
import { testKeyring } from './cluster.ts';

/** An application of Microsoft's that nobody reaches. */
export const testOutlook: CalendarKind = outlookCalendars(
  {
    clientId: 'lastria',
    clientSecret: 'secret',
    loginUrl: 'https://login.microsoftonline.example',
    graphUrl: 'https://graph.microsoft.example/v1.0',
    redirectUri: 'https://lastria.example/calendrier/retour',
  },
  (url, init) => fetch(url, init),
);

/** Sealed files in a folder of their own, and jobs that run once a test starts them. */
export function openTestServices(
  database: Database,
  url: string,
  options: { clock?: () => Date; log?: Log } = {},
): { services: Services; blobDir: string; close(): Promise<void> } {
  const blobDir = mkdtempSync(join(tmpdir(), 'lastria-blobs-'));
  const services = openServices({
    database,
    url,
    keyring: testKeyring,
    blobDir,
    log: () => undefined,
    ...options,
  });
  return {
    services,
    blobDir,
    async close() {
      await services.jobs.close();
      rmSync(blobDir, { recursive: true, force: true });
    },
  };
}
