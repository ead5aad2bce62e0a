import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { SettingError } from '../../server/src/config.ts';
import { openDatabase } from '../../server/src/db/database.ts';
import { startEmbedded } from '../../server/src/db/embedded.ts';
import { prepareDatabase } from '../../server/src/db/prepare.ts';
import { rights } from '../../server/src/features/access/rights.ts';
import { factForm } from '../../server/src/features/statistics/facts.ts';
import { rebuildFacts } from '../../server/src/features/statistics/facts.service.ts';
import { databaseUrl } from '../../server/src/testing/cluster.ts';
import { openKeyring, type Keyring } from '../../server/src/vault/keyring.ts';
import { dataSetVersion, generateDataSet, type Size } from './data-set.ts';

/** The cluster of the benches: durable as in production, kept from one run to the next. */
export interface BenchCluster {
  readonly keyring: Keyring;
  /** Version and the settings that could make the figures flatter. */
  readonly settings: Readonly<Record<string, string>>;
  /** Administrator's address of the database that holds this data set; generated when it is missing or out of date. */
  dataSet(size: Size): Promise<string>;
  /** The user who may do all that the application's roles may, and whom no policy concerns. */
  readonly bypass: { readonly user: string; readonly password: string };
  close(): Promise<void>;
}

const folder = join(tmpdir(), 'lastria-bench');
const generator = new URL('../../server/src/features/imports/seed/', import.meta.url);

export async function openCluster(say: (line: string) => void): Promise<BenchCluster> {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  const keyring = openKeyring(join(folder, 'keyring.json'));
  const cluster = await startEmbedded(folder);
  const admin = postgres(cluster.url, { max: 1, onnotice: () => undefined });
  const wanted = ['server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers'];
  const rows = await admin<{ name: string; setting: string }[]>`
    select name, current_setting(name) as setting from pg_settings where name in ${admin(wanted)}`;
  const settings = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  const bypass = { user: 'lastria_bench', password: keyring.derive('bench').toString('base64url') };
  const close = async () => {
    await admin.end();
    await cluster.stop();
  };
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    if (settings[name] === 'on') continue;
    await close();
    throw new Error(`The figures would be worth nothing: ${name} is ${settings[name]}.`);
  }
  return {
    keyring,
    settings,
    bypass,
    close,
    async dataSet(size) {
      const name = `bench_${size.name}`;
      const url = databaseUrl(cluster.url, name);
      const [found] = await admin<{ version: string | null }[]>`
        select shobj_description(oid, 'pg_database') as version from pg_database where datname = ${name}`;
      if (found?.version !== versionOf(size) || !(await migrated(url, keyring))) {
        await admin.unsafe(`drop database if exists ${name} with (force)`);
        await admin.unsafe(`create database ${name}`);
        await prepareDatabase(url, keyring, { durable: true });
        await fill(url, keyring, size, say);
        await admin.unsafe(`comment on database ${name} is '${versionOf(size)}'`);
      }
      await countAgain(url, keyring, say);
      await bypassRole(admin, url, bypass);
      return url;
    },
  };
}

/** Applies the migrations that are new; false when one was rewritten since, and only new rows will do. */
async function migrated(url: string, keyring: Keyring): Promise<boolean> {
  try {
    await prepareDatabase(url, keyring, { durable: true });
    return true;
  } catch (error) {
    if (error instanceof SettingError) return false;
    throw error;
  }
}

/** Makes the facts of each tenant whose facts are not whole, or in another form, as a server on this database would. */
async function countAgain(url: string, keyring: Keyring, say: (line: string) => void): Promise<void> {
  const admin = postgres(url, { max: 1, onnotice: () => undefined });
  const database = openDatabase({ url, keyring, poolSize: 2, rights });
  try {
    const due = (await database.tenantsToCount(factForm)).filter(({ whole }) => !whole);
    if (due.length === 0) return;
    const from = performance.now();
    for (const { tenantId } of due) {
      // None is frozen: new rows take less than those compared and changed
      for (const table of ['work', 'request', 'action', 'spell', 'transfer', 'profile'])
        await admin`delete from ${admin(`${table}_fact`)} where tenant_id = ${tenantId}`;
      await rebuildFacts(database, tenantId);
    }
    // What was marked as it was written is made
    await admin`truncate fact_due`;
    // Made file by file, they stand in their indexes as no year of work leaves them: by days, one after the other
    for (const table of ['work', 'request', 'action', 'spell', 'transfer', 'profile', 'appointment'])
      await admin.unsafe(`reindex table ${table}_fact`);
    await admin.unsafe('vacuum (analyze)');
    say(`  facts of ${due.length} tenants made in ${Math.round((performance.now() - from) / 1000)} s`);
  } finally {
    await database.close();
    await admin.end();
  }
}

/** What the rows depend on: the generator. */
function versionOf(size: Size): string {
  const hash = createHash('sha256').update(JSON.stringify([dataSetVersion, size]));
  if (size.agendas) hash.update(readFileSync(new URL('agenda-data.ts', import.meta.url)));
  for (const part of ['', 'data/']) {
    const place = new URL(part, generator);
    for (const file of readdirSync(place, { withFileTypes: true })) {
      if (file.isFile() && !file.name.endsWith('.test.ts'))
        hash.update(readFileSync(new URL(file.name, place)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

async function fill(url: string, keyring: Keyring, size: Size, say: (line: string) => void): Promise<void> {
  const admin = postgres(url, { max: 1, onnotice: () => undefined });
  const other = postgres(url, { max: 1, onnotice: () => undefined });
  const database = openDatabase({ url, keyring, poolSize: 2, rights });
  const from = performance.now();
  const seconds = () => `${Math.round((performance.now() - from) / 1000)} s`;
  say(`  making the data set ${size.name}, once for this schema and generator`);
  try {
    // The index of the search is built at the end, in one pass: a tenth of the time, and as compact as after a reindex.
    const [index] = await admin<
      { definition: string }[]
    >`select pg_get_indexdef('app.search_key_tokens'::regclass) as definition`;
    await admin.unsafe(`drop index app.search_key_tokens`);
    await generateDataSet(database, { large: admin, others: other }, size, (line) =>
      say(`${line} (${seconds()})`),
    );
    await admin.unsafe(`set maintenance_work_mem = '512MB'`);
    await admin.unsafe(index!.definition);
    await admin.unsafe('vacuum (analyze)');
    await admin.unsafe('checkpoint');
    const [count] = await admin<{ files: number; entries: number; appointments: number; bytes: string }[]>`
      select (select count(*)::int from social_file) as files, (select count(*)::int from work_entry) as entries,
             (select count(*)::int from appointment) as appointments, pg_size_pretty(pg_database_size(current_database())) as bytes`;
    say(
      `  data set ${size.name}: ${count!.files} files, ${count!.entries} work entries, ${count!.appointments} appointments, ${count!.bytes}, made in ${seconds()}`,
    );
  } finally {
    await database.close();
    await other.end();
    await admin.end();
  }
}

async function bypassRole(
  admin: postgres.Sql,
  url: string,
  { user, password }: BenchCluster['bypass'],
): Promise<void> {
  const [found] = await admin`select 1 from pg_roles where rolname = ${user}`;
  if (!found)
    await admin.unsafe(`create role ${user} login bypassrls inherit in role lastria_app, lastria_reader`);
  await admin.unsafe(`alter role ${user} password '${password}'`);
  await admin.unsafe(`grant connect on database ${new URL(url).pathname.slice(1)} to ${user}`);
}
