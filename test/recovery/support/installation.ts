import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { openDatabase } from '../../../server/src/db/database.ts';
import { startEmbedded } from '../../../server/src/db/embedded.ts';
import { rights } from '../../../server/src/features/access/rights.ts';
import { issueToken } from '../../../server/src/http/token.ts';
import { TestTenant } from '../../../server/src/testing/tenant.ts';
import { openKeyring } from '../../../server/src/vault/keyring.ts';
import { kill, postmaster, start } from './product.ts';

export interface Options {
  readonly env?: NodeJS.ProcessEnv;
  /** The database is somebody else's: the server is given its address, and does not start it. */
  readonly external?: true;
}

/** The product on a durable database of its own, in a folder that goes with it: killed, and started again. */
export async function installation({ env: given = {}, external }: Options = {}) {
  const dir = mkdtempSync(path.join(tmpdir(), 'lastria-recovery-'));
  chmodSync(dir, 0o755);
  const databaseDir = `${dir}/postgres`;
  const env = external ? { ...given, DATABASE_URL: (await startEmbedded(databaseDir)).url } : given;
  let server = await start(dir, env);
  const keyring = openKeyring(`${dir}/keyring.json`);

  /** Asks the tables of the database that runs, or starts it for as long as it is asked. */
  async function asAdmin<T>(ask: (admin: postgres.Sql) => Promise<T>): Promise<T> {
    const { url, stop } = await startEmbedded(databaseDir);
    const admin = postgres(url, { max: 2, onnotice: () => undefined });
    try {
      return await ask(admin);
    } finally {
      await admin.end();
      await stop();
    }
  }

  return {
    dir,
    keyring,
    database: databaseDir,
    asAdmin,
    get server() {
      return server;
    },
    kill: (signal: NodeJS.Signals) => kill(server.process, signal),
    async restart() {
      server = await start(dir, env);
    },
    /** A tenant for what is tried; the sessions it is given do not end while the server is down. */
    async withTenant<T>(
      make: (tenant: TestTenant, tokenOf: (session: { sessionId: string }) => string) => Promise<T>,
    ): Promise<T> {
      const { url } = await startEmbedded(databaseDir);
      const database = openDatabase({ url, keyring, poolSize: 2, rights });
      const tenant = await TestTenant.create(database);
      const made = await make(tenant, ({ sessionId }) =>
        issueToken(keyring, { tenantId: tenant.id, sessionId }),
      );
      await database.close();
      await asAdmin((admin) => admin`update session set expires_at = '2200-01-01'`);
      return made;
    },
    async close() {
      await kill(server.process, 'SIGTERM');
      const { stop, pid } = postmaster(dir);
      if (pid !== undefined) stop('SIGINT');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
