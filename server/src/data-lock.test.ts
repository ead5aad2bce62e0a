import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockDataFolder } from './data-lock.ts';

let dir: string;
const path = () => join(dir, 'lastria.pid');
const content = () => readFileSync(path(), 'utf8');
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lastria-lock-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A process that takes the folder, says so, and lives until it is killed. */
async function holder(use: string): Promise<ChildProcess> {
  const module = JSON.stringify(new URL('./data-lock.ts', import.meta.url).href);
  const script = `import(${module}).then(({ lockDataFolder }) => { lockDataFolder(${JSON.stringify(dir)}, '${use}'); console.log('held'); setInterval(() => undefined, 60000); })`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return child;
}
const killed = (child: ChildProcess) =>
  new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGKILL');
  });

describe('the data folder', () => {
  test.each([
    ['server', 'server', 'un autre serveur Lastria'],
    ['command', 'server', 'une commande de lastria-server'],
    ['command', 'command', 'une commande de lastria-server'],
  ] as const)('held by a %s is refused to a %s; killed, it holds nothing', async (held, asked, said) => {
    const child = await holder(held);
    const before = content();
    expect(() => lockDataFolder(dir, asked)).toThrow(`utilisé par ${said} (processus ${child.pid}).`);
    expect(content()).toBe(before);
    await killed(child);
    const unlock = lockDataFolder(dir, asked);
    expect(content()).toMatch(new RegExp(`^${process.pid}\n`));
    unlock();
    expect(readdirSync(dir)).toEqual([]);
  });

  test('held by a server is shared with a command, which leaves it held', async () => {
    const child = await holder('server');
    const before = content();
    lockDataFolder(dir, 'command')();
    expect(content()).toBe(before);
    await killed(child);
  });

  test('a number that went to another program since, or a file of something else, holds nothing', () => {
    // This process is alive, and did not start then
    for (const left of [`${process.pid}\n1 another-boot\nserver\n`, '1\n', '', 'nonsense']) {
      writeFileSync(path(), left);
      lockDataFolder(dir, 'server')();
      expect(existsSync(path())).toBe(false);
    }
  });

  test('what another took meanwhile is not let go in its place', () => {
    const unlock = lockDataFolder(dir, 'server');
    writeFileSync(path(), 'another');
    unlock();
    expect(content()).toBe('another');
  });

  test('a process that ended and that its parent has not taken note of holds nothing', async () => {
    const module = JSON.stringify(new URL('./data-lock.ts', import.meta.url).href);
    const taker = `import(${module}).then(({ lockDataFolder }) => { lockDataFolder(${JSON.stringify(dir)}, 'server'); })`;
    // The shell becomes a program that never waits for its child
    const parent = spawn('sh', ['-c', '"$0" -e "$1" & exec sleep 600', process.execPath, taker]);
    const state = () => {
      try {
        return /\) (\S)/.exec(readFileSync(`/proc/${content().split('\n')[0]}/stat`, 'utf8'))?.[1];
      } catch {
        return undefined;
      }
    };
    await expect.poll(state, { timeout: 30_000 }).toBe('Z');
    lockDataFolder(dir, 'server')();
    expect(existsSync(path())).toBe(false);
    await killed(parent);
  });
});
