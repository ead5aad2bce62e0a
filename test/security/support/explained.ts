import { inject } from 'vitest';
import { createApp } from '../../../server/src/app.ts';
import { openDatabase } from '../../../server/src/db/database.ts';
import { roles } from '../../../server/src/db/roles.ts';
import { rights } from '../../../server/src/features/access/rights.ts';
import type { TestApp } from '../../../server/src/testing/app.ts';
import { createTestDatabase, testKeyring } from '../../../server/src/testing/cluster.ts';
import { openTestServices, testOutlook } from '../../../server/src/testing/services.ts';
import { startPlanListener, type PlanListener } from '../../bench/plan-listener.ts';
import { openAdmin } from './admin.ts';

export interface Explained extends TestApp {
  readonly admin: ReturnType<typeof openAdmin>;
  readonly listener: PlanListener;
}

/** The application on a database of its own, which tells how it ran each statement. */
export async function startExplained(
  prepare: (admin: ReturnType<typeof openAdmin>, url: string) => Promise<unknown>,
): Promise<Explained> {
  const created = await createTestDatabase(inject('clusterUrl'));
  const admin = openAdmin(created.url);
  await prepare(admin, created.url);
  const listener = await startPlanListener(created.url, [roles.app, roles.reader]);
  const database = openDatabase({ url: listener.url, keyring: testKeyring, poolSize: 4, rights });
  const failures: Error[] = [];
  const opened = openTestServices(database, listener.url);
  const app = createApp({
    database,
    services: opened.services,
    keyring: testKeyring,
    outlook: testOutlook,
    contract: '{}',
    log: () => undefined,
    onFailure: (error) => failures.push(error),
    rate: { perSecond: 1e6, burst: 1e6 },
  });
  return {
    app,
    database,
    services: opened.services,
    blobDir: opened.blobDir,
    admin,
    listener,
    adminUrl: created.url,
    logs: [],
    failures,
    async close() {
      await opened.close();
      await database.close();
      await listener.close();
      await admin.end();
      await created.drop();
    },
  };
}
