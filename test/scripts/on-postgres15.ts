/**
 * The server's own tests on PostgreSQL 15, the oldest we promise: a throwaway cluster of Debian's package, then
 * `npm test` with what is named, `server` by default. Last line, alone: `N passed, N failed`.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { throwawayPlace } from '../../server/src/testing/cluster.ts';
import { ensurePostgres15 } from './ensure-postgres15.ts';

const bin = ensurePostgres15();
if (!bin) {
  console.error(
    'PostgreSQL 15 was not found: install it, or set POSTGRES15_BIN to the folder that holds its initdb.',
  );
  process.exit(1);
}

const folder = mkdtempSync(path.join(throwawayPlace(), 'lastria-pg15-'));
chmodSync(folder, 0o755);
const data = path.join(folder, 'data');
const isRoot = process.getuid?.() === 0;
const account = isRoot ? accountOf('postgres') : undefined;
if (account) chownSync(folder, account.uid, account.gid);
const as = account ? { uid: account.uid, gid: account.gid } : {};

const port = await freePort();
execFileSync(
  `${bin}/initdb`,
  ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
  { ...as, cwd: folder, stdio: 'ignore' },
);
const settings = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'listen_addresses=127.0.0.1',
  `unix_socket_directories=${folder}`,
  'max_connections=60',
];
const server = spawn(
  `${bin}/postgres`,
  ['-D', data, '-p', String(port), ...settings.flatMap((one) => ['-c', one])],
  { ...as, cwd: folder, stdio: 'ignore' },
);

let code = 1;
try {
  const ready = spawnSync(`${bin}/pg_isready`, ['-h', '127.0.0.1', '-p', String(port), '-t', '20'], {
    stdio: 'ignore',
  });
  for (let tries = 0; ready.status !== 0 && tries < 50; tries += 1) {
    if (spawnSync(`${bin}/pg_isready`, ['-q', '-h', '127.0.0.1', '-p', String(port), '-t', '1']).status === 0)
      break;
  }
  const what = process.argv.slice(2);
  const tests = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'run-tests.ts'), ...(what.length > 0 ? what : ['server'])],
    {
      stdio: 'inherit',
      env: { ...process.env, TEST_DATABASE_URL: `postgres://postgres@127.0.0.1:${port}/postgres` },
    },
  );
  code = await new Promise<number>((resolve) => tests.once('exit', (status) => resolve(status ?? 1)));
} finally {
  const stopped = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  await stopped;
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = code;

function accountOf(name: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address() as { port: number };
      probe.close(() => resolve(free));
    });
  });
}
