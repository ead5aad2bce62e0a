import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { SettingError } from '../config.ts';
import { makeFolder } from '../folder.ts';
import { createCluster, isPostgres, NotStarted, runningPostmaster, startPostmaster } from './postmaster.ts';

export interface EmbeddedDatabase {
  /** Address of the administrator. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Hears what becomes of a database that died without its server. */
export interface Keeper {
  died(): void;
  back(): void;
  /** It does not start any more: nothing will be served again. */
  lost(error: SettingError): void;
}

interface Options {
  readonly throwaway?: boolean;
  /** Whoever has the database for its own: one that dies is started again, one left running ends with it. */
  readonly keeper?: Keeper;
}

/** What a throwaway cluster for tests gives up: durability. Never used for data anyone keeps. */
const throwaway = {
  initdb: ['--no-sync'],
  postgres: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
};

/** Milliseconds for which it is started again and again: while its folder is busy, and for any other reason. */
const patience = { busy: 30_000, other: 5000 };
/** Milliseconds between two looks at whether the database of a server still runs. */
const watch = 250;

/**
 * Starts the real PostgreSQL that comes with the package, on this machine only, in `dir`; connects to one that was
 * left running by a server that was killed.
 */
export async function startEmbedded(dir: string, options: Options = {}): Promise<EmbeddedDatabase> {
  makeFolder(dir);
  const passwordFile = `${dir}/admin-password`;
  if (!existsSync(passwordFile))
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  const password = readFileSync(passwordFile, 'utf8');
  const data = `${dir}/cluster`;
  const address = (port: number) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;

  const left = runningPostmaster(data);
  if (left && !options.keeper) return { url: address(left.port), stop: async () => undefined };

  const port = left?.port ?? (await freePort());
  const flags = options.throwaway ? throwaway.postgres : [];
  if (!left && !existsSync(`${data}/PG_VERSION`)) {
    await createCluster(data, password, options.throwaway ? throwaway.initdb : []).catch((error: unknown) => {
      throw new SettingError(
        `La base fournie ne peut pas être créée dans ${data} : ${(error as Error).message} Son dossier doit être ouvert au compte sous lequel elle tourne (postgres, si root la lance).`,
      );
    });
  }
  const ending = new AbortController();
  const { signal } = ending;
  const start = () => started(() => startPostmaster(data, port, flags), data, signal);
  let pid = left?.pid ?? (await start());
  const release = endWithProcess(() => pid);
  const kept = options.keeper && keep(options.keeper);

  async function keep(keeper: Keeper): Promise<void> {
    try {
      for (;;) {
        await pause(watch, undefined, { ref: false, signal });
        if (isPostgres(pid)) continue;
        keeper.died();
        pid = await start();
        keeper.back();
      }
    } catch (error) {
      if (!signal.aborted) keeper.lost(error as SettingError);
    }
  }
  return {
    url: address(port),
    async stop() {
      ending.abort();
      // One that is being started again is stopped once it is there
      await kept;
      release();
      await end(pid);
      if (options.throwaway) rmSync(data, { recursive: true, force: true });
    },
  };
}

async function started(start: () => Promise<number>, data: string, signal: AbortSignal): Promise<number> {
  const from = performance.now();
  for (let delay = 50; ; delay = Math.min(delay * 2, 200)) {
    try {
      return await start();
    } catch (error) {
      const { busy, other } = patience;
      if (performance.now() - from > (error instanceof NotStarted && error.isBusy ? busy : other)) {
        throw new SettingError(
          `La base fournie ne démarre pas dans ${data} : ${(error as Error).message}. Arrêtez ce qui utilise ce dossier, ou indiquez-en un autre par LASTRIA_DATA_DIR.`,
        );
      }
    }
    await pause(delay, undefined, { signal });
  }
}

/** Disconnects everyone and waits for the end; one that has ended is left in peace. */
async function end(pid: number): Promise<void> {
  if (isPostgres(pid)) process.kill(pid, 'SIGINT');
  while (isPostgres(pid)) await pause(20);
}

/**
 * The database ends with the process that started it, however that one ends short of a SIGKILL; where somebody else
 * hears the signal, he ends things in his own order. Gives what undoes it.
 */
function endWithProcess(pid: () => number): () => void {
  const interrupt = () => {
    if (isPostgres(pid())) process.kill(pid(), 'SIGINT');
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const hear = (signal: NodeJS.Signals) => {
    if (process.listenerCount(signal) > 1) return;
    release();
    interrupt();
    process.kill(process.pid, signal);
  };
  const release = () => {
    process.off('exit', interrupt);
    for (const signal of signals) process.off(signal, hear);
  };
  process.on('exit', interrupt);
  for (const signal of signals) process.on(signal, hear);
  return release;
}

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
