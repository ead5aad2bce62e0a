import { connect, type ConnectOptions, type Session } from '@lastria/sdk';
import { readConfig } from '../../server/src/config.ts';
import { serveInstallation, type Installation, type Running } from '../../server/src/serve.ts';
import type { TestApp } from '../../server/src/testing/app.ts';
import { testKeyring } from '../../server/src/testing/cluster.ts';

/** A session of the SDK on the real application, without a network between them. */
export const sessionOn = (running: TestApp, token: string, options: Partial<ConnectOptions> = {}): Session =>
  connect({
    baseUrl: 'https://lastria.example',
    getToken: () => token,
    fetch: async (request) => running.app.fetch(request),
    ...options,
  });

/** The same application on a port of its own, for programs. */
export const serveTestApp = (running: TestApp): Promise<Running> =>
  serveInstallation({
    config: { ...readConfig({ LASTRIA_PORT: '0' }), dataDir: running.blobDir },
    database: running.database,
    databaseUrl: running.adminUrl,
    keyring: testKeyring,
    log: () => undefined,
  } as unknown as Installation);
