import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { openDatabase } from '../../../server/src/db/database.ts';
import { startEmbedded } from '../../../server/src/db/embedded.ts';
import { rights } from '../../../server/src/features/access/rights.ts';
import { issueToken } from '../../../server/src/http/token.ts';
import { TestTenant, testOrigin } from '../../../server/src/testing/tenant.ts';
import { openKeyring } from '../../../server/src/vault/keyring.ts';
import { kill, postmaster, start } from './product.ts';

/** Resolves when a condition holds, asked again and again; ten times what it should take is too long. */
export async function until(condition: () => boolean | Promise<boolean>, deadline = 60_000): Promise<void> {
  const end = performance.now() + deadline;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`It never came: ${String(condition)}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A database and every process of it: what a frozen machine freezes. */
export function processesOf(dir: string): number[] {
  const { pid } = postmaster(dir);
  const children = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return Number(/^\d+ \(.*\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]) === pid;
    } catch {
      return false;
    }
  });
  return [pid!, ...children.map(Number)];
}

/** Starts a database that was killed as it had been started, on the port it had: whoever was connected knows no other. */
export function startAgain(dir: string): void {
  const data = `${dir}/postgres/cluster`;
  const [program = '', ...args] = readFileSync(`${data}/postmaster.opts`, 'utf8')
    .trim()
    .split(/ (?=")/)
    .map((word) => word.replaceAll('"', ''));
  const { uid, gid } = statSync(data);
  spawn(program, args, { uid, gid, stdio: 'ignore', detached: true }).unref();
}

/** The product on a durable database of its own, with one worker who writes in one file. */
export async function installed(env: NodeJS.ProcessEnv = {}) {
  const dir = mkdtempSync(path.join(tmpdir(), 'lastria-recovery-'));
  chmodSync(dir, 0o755);
  let server = await start(dir, env);
  const keyring = openKeyring(`${dir}/keyring.json`);
  const asAdmin = async <T>(work: (admin: postgres.Sql) => Promise<T>): Promise<T> => {
    const { url } = await startEmbedded(`${dir}/postgres`);
    const admin = postgres(url, { max: 2, onnotice: () => undefined });
    try {
      return await work(admin);
    } finally {
      await admin.end();
    }
  };
  const { url } = await startEmbedded(`${dir}/postgres`);
  const database = openDatabase({ url, keyring, poolSize: 2, rights });
  const tenant = await TestTenant.create(database);
  const worker = await tenant.staff('SOCIAL_WORKER');
  const fileId = await tenant.file();
  await database.close();
  await asAdmin((admin) => admin`update session set expires_at = '2200-01-01'`);
  const headers = {
    authorization: `Bearer ${issueToken(keyring, { tenantId: tenant.id, sessionId: worker.sessionId })}`,
    origin: testOrigin,
    'content-type': 'application/json',
  };
  return {
    dir,
    fileId,
    asAdmin,
    get server() {
      return server;
    },
    async restart() {
      server = await start(dir, env);
    },
    read: (address: string) =>
      fetch(`${server.url}${address}`, { headers, signal: AbortSignal.timeout(20_000) }),
    write: (text: string, key: string = crypto.randomUUID()) =>
      fetch(`${server.url}/v1/files/${fileId}/entries`, {
        method: 'POST',
        signal: AbortSignal.timeout(20_000),
        headers: { ...headers, 'idempotency-key': key },
        body: JSON.stringify({ typeCode: 'entretien-telephonique', performedOn: '2026-11-02', text }),
      }),
    /** Texts of every travail of the file. */
    async texts(): Promise<Set<string>> {
      const found = new Set<string>();
      let cursor: string | null = null;
      do {
        const address: string = `/v1/files/${fileId}/timeline?limit=200${cursor ? `&cursor=${cursor}` : ''}`;
        const page = (await (await this.read(address)).json()) as {
          items: { text: string }[];
          nextCursor: string | null;
        };
        for (const { text } of page.items) found.add(text);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return found;
    },
    async close() {
      await kill(server.process, 'SIGTERM');
      const { stop, pid } = postmaster(dir);
      if (pid !== undefined) stop('SIGINT');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
export type Installed = Awaited<ReturnType<typeof installed>>;
