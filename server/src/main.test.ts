import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of ours with an environment of its own. */
function run(program: string, args: readonly string[], env: Record<string, string>): Promise<Ended> {
  const file = fileURLToPath(new URL(program, import.meta.url));
  return new Promise((resolve) => {
    const clean = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('LASTRIA_') && name !== 'DATABASE_URL'),
    );
    execFile(
      process.execPath,
      [file, ...args],
      { env: { ...clean, ...env }, timeout: 60_000 },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr });
      },
    );
  });
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lastria-main-'));
  // As root, the embedded database runs as another account.
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Listens on a port of this machine; nothing when another program does so already. */
const occupy = (port: number) =>
  new Promise<Server | undefined>((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(port, '127.0.0.1', () => resolve(server));
  });

const oneSentence = (text: string) => expect(text).toMatch(/^[^\n]+\n$/);

describe('lastria-server', () => {
  test('lists its settings', async () => {
    const ended = await run('main.ts', ['settings'], {});
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toContain('LASTRIA_PORT');
  });

  test('says in one sentence that a setting is unknown, and does nothing', async () => {
    const ended = await run('main.ts', ['start'], {
      LASTRIA_DATA_DIR: join(folder, 'data'),
      LASTRIA_PROT: '1',
    });
    expect(ended.code).toBe(1);
    oneSentence(ended.stderr);
    expect(ended.stderr).toContain('Réglage inconnu : LASTRIA_PROT');
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  test('says in one sentence that the database does not answer', async () => {
    const ended = await run('main.ts', ['migrate'], {
      LASTRIA_DATA_DIR: folder,
      DATABASE_URL: 'postgres://nobody:x@127.0.0.1:9/none',
    });
    expect(ended.code).toBe(1);
    oneSentence(ended.stderr);
    expect(ended.stderr).toContain('La base ne répond pas');
  });

  test('says what it can do when the command is unknown', async () => {
    const ended = await run('main.ts', ['strat'], {});
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/La commande strat n’existe pas[\s\S]*start/);
  });

  const commands = [
    'start',
    'migrate',
    'import',
    'seed',
    'tenant',
    'host-client',
    'contract',
    'settings',
  ] as const;

  test.each(commands)('%s says in French what it takes, and opens nothing', async (command) => {
    const env = { LASTRIA_DATA_DIR: join(folder, 'data') };
    const helped = await run('main.ts', [command, '--unknown', '--help'], env);
    expect(helped).toMatchObject({ code: 0, stderr: '' });
    expect(helped.stdout).toMatch(new RegExp(`^Usage : lastria-server ${command}`));
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  test.each(commands)(
    '%s refuses in one sentence what it does not know, and opens nothing',
    async (command) => {
      const ended = await run('main.ts', [command, '--prot=4000'], {
        LASTRIA_DATA_DIR: join(folder, 'data'),
      });
      expect([ended.code, ended.stdout]).toEqual([1, '']);
      oneSentence(ended.stderr);
      expect(ended.stderr).toContain('--prot');
      expect(ended.stderr).toContain(`Aide : lastria-server ${command} --help`);
      expect(existsSync(join(folder, 'data'))).toBe(false);
    },
  );

  test('lists its commands', async () => {
    const ended = await run('main.ts', ['--help'], {});
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(commands.filter((command) => !ended.stdout.includes(`\n  ${command} `))).toEqual([]);
  });

  test('says at once that its folder cannot be made', async () => {
    for (const command of ['start', 'migrate']) {
      const ended = await run('main.ts', [command], { LASTRIA_DATA_DIR: '/proc/x' });
      expect([ended.code, ended.stdout]).toEqual([1, '']);
      oneSentence(ended.stderr);
      expect(ended.stderr).toContain('Le dossier /proc/x ne peut pas être créé');
    }
  });

  test('says in one sentence that its port is taken, and stops its database', async () => {
    const busy = (await occupy(0))!;
    const { port } = busy.address() as { port: number };
    const ended = await run('main.ts', ['start'], { LASTRIA_DATA_DIR: folder, LASTRIA_PORT: String(port) });
    busy.close();
    expect(ended.code).toBe(1);
    oneSentence(ended.stderr);
    expect(ended.stderr).toContain(`Le port ${port} est pris`);
    expect(existsSync(join(folder, 'postgres/cluster/postmaster.pid'))).toBe(false);
    expect(existsSync(join(folder, 'lastria.pid'))).toBe(false);
  });
});

describe('the demonstration', () => {
  test.each([{ DATABASE_URL: 'postgres://a:b@127.0.0.1/c' }, { NODE_ENV: 'production' }])(
    'does not start with %j',
    async (env) => {
      const ended = await run('demo/start.ts', [], { LASTRIA_DATA_DIR: join(folder, 'data'), ...env });
      expect(ended.code).toBe(1);
      oneSentence(ended.stderr);
      expect(existsSync(join(folder, 'data'))).toBe(false);
    },
  );

  test('says in one sentence that the port of its intranet is taken, and makes nothing', async () => {
    const busy = await occupy(4700);
    const ended = await run('demo/start.ts', [], { LASTRIA_DATA_DIR: join(folder, 'data') });
    busy?.close();
    expect(ended.code).toBe(1);
    oneSentence(ended.stderr);
    expect(ended.stderr).toContain('Le port 4700 est pris');
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });
});
