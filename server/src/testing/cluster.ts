import { mkdtempSync, rmSync, chmodSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { startEmbedded } from '../db/embedded.ts';
import { prepareDatabase } from '../db/prepare.ts';
import { Keyring } from '../vault/keyring.ts';

/** The keyring of every test: roles belong to the cluster, and all test databases share one. */
export const testKeyring = new Keyring([{ id: '00000001', secret: Buffer.alloc(32, 7) }]);

const template = 'lastria_template';
/** Copies of it that were filled once for many. */
const filled = (name: string) => `${template}_${name}`;

export interface TestCluster {
  readonly url: string;
  stop(): Promise<void>;
}

/** What the databases of a run may take, several times over. */
const room = 6 * 1024 ** 3;

/** Where a throwaway cluster stands: in memory where there is room, for each file makes and drops a database of its own. */
export function throwawayPlace(): string {
  const memory = '/dev/shm';
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > room && freemem() > room ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** Starts a throwaway cluster with a migrated template; LASTRIA_TEST_DATABASE_URL uses a server of one's own instead. */
export async function startTestCluster(): Promise<TestCluster> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) {
    await makeTemplate(given);
    return { url: given, stop: async () => undefined };
  }
  const dir = mkdtempSync(join(throwawayPlace(), 'lastria-test-'));
  chmodSync(dir, 0o755);
  const cluster = await startEmbedded(dir, { throwaway: true });
  await makeTemplate(cluster.url);
  return {
    url: cluster.url,
    async stop() {
      await cluster.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function makeTemplate(url: string): Promise<void> {
  const admin = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const left = await admin<{ name: string }[]>`
      select datname as name from pg_database where datname like ${`${template}%`}`;
    for (const { name } of left) await admin.unsafe(`drop database if exists ${name} with (force)`);
    await admin.unsafe(`create database ${template}`);
  } finally {
    await admin.end();
  }
  await prepareDatabase(databaseUrl(url, template), testKeyring, { durable: false });
}

export function databaseUrl(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function withAdmin<T>(clusterUrl: string, run: (admin: postgres.Sql) => Promise<T>): Promise<T> {
  const admin = postgres(clusterUrl, { max: 1, onnotice: () => undefined });
  try {
    return await run(admin);
  } finally {
    await admin.end();
  }
}

/** A database of its own for a test file, copied from the template. */
export async function createTestDatabase(
  clusterUrl: string,
  from = template,
): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `t_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const run = (statement: string) => withAdmin(clusterUrl, (admin) => admin.unsafe(statement));
  await run(`create database ${name} template ${from}`);
  return {
    url: databaseUrl(clusterUrl, name),
    drop: async () => void (await run(`drop database if exists ${name} with (force)`)),
  };
}

/** A database copied from one that whoever asks first fills, for all the files of a run. */
export async function createFilledDatabase(
  clusterUrl: string,
  name: string,
  fill: (url: string) => Promise<void>,
): Promise<{ url: string; drop(): Promise<void> }> {
  const whole = filled(name);
  await withAdmin(clusterUrl, async (admin) => {
    await admin`select pg_advisory_lock(hashtext(${whole}))`;
    const found = await admin`select 1 from pg_database where datname = ${whole}`;
    if (found.length > 0) return;
    const draft = await createTestDatabase(clusterUrl);
    await fill(draft.url);
    await admin.unsafe(`alter database ${new URL(draft.url).pathname.slice(1)} rename to ${whole}`);
  });
  return createTestDatabase(clusterUrl, whole);
}
